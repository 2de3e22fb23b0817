import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({
  name: 'network-expand',
  words: 'Expand',
  group: 'Network',
  alsoKnownAs: 'neighbours more contacts',
})
register({ name: 'network-neighbours', words: 'Choose its neighbours', group: 'Network' })
register({ name: 'network-hide', words: 'Hide', group: 'Network', alsoKnownAs: 'damp hub remove' })
register({ name: 'network-show-hidden', words: 'Show what is hidden', group: 'Network' })
register({ name: 'network-pin', words: 'Pin or unpin', group: 'Network', keys: 'Shift+P' })
register({ name: 'network-start-here', words: 'Start from here', group: 'Network' })
register({
  name: 'network-path',
  words: 'Path between the two',
  group: 'Network',
  alsoKnownAs: 'shortest chain',
})
register({ name: 'network-forget-path', words: 'Forget the path', group: 'Network' })
register({
  name: 'network-lasso',
  words: 'Lasso',
  group: 'Network',
  keys: 'Shift+L',
  alsoKnownAs: 'choose several loop',
})
register({ name: 'network-choose-all', words: 'Choose all that is drawn', group: 'Network' })
register({
  name: 'network-group',
  words: 'Group',
  group: 'Network',
  keys: 'G',
  alsoKnownAs: 'put together merge collapse compound',
})
register({ name: 'network-ungroup', words: 'Ungroup', group: 'Network', keys: 'Shift+G' })
register({
  name: 'network-open-group',
  words: 'Open or close the group',
  group: 'Network',
  keys: 'O',
  alsoKnownAs: 'expand collapse members',
})
register({ name: 'network-rename-group', words: 'Rename the group', group: 'Network', keys: 'F2' })
register({ name: 'network-fit', words: 'Fit to the window', group: 'Network' })
register({
  name: 'network-save-png',
  words: 'Save the picture (PNG)',
  group: 'Network',
  alsoKnownAs: 'export',
})
register({
  name: 'network-save-svg',
  words: 'Save the picture (SVG)',
  group: 'Network',
  alsoKnownAs: 'export',
})
register({
  name: 'network-save-graphml',
  words: 'Save the network (GraphML)',
  group: 'Network',
  alsoKnownAs: 'export i2 gephi',
})

export const view: View = {
  name: 'network',
  parts: () => import('./index.tsx'),
  isLarge: true,
  timeline: 'open',
  help: 'The picture starts from one line, number or person and shows only those closest to it: supply on the left, demand on the right, each shape a role, each line of contact solid where rows record it and dashed where a method infers it. Click or use the arrow keys to choose a node; Enter or a double click brings in its closest contacts, Shift, the lasso (Shift L; by keyboard, arrows and Space set its corners) or the table choose several, and two chosen nodes can be joined by their shortest chain. G puts the chosen ones together as one group under a name of yours: one mark with their number, their ties added up, each line as sure as its surest part; O opens and closes it, F2 renames it, Shift G takes it apart, and Ctrl Z undoes any of these. A group is yours: it changes no record, no measure and no role, is exported as an attribute in GraphML, and is kept while the case is open. Shift P pins a node where it stands; nobody moves when more is brought in. Everything follows the time range at the top. The measures on the right are computed over everybody in contact with the start, drawn or not: they say who stands between others in the data that is loaded, not who is guilty of anything, and a phone that was extracted always looks more central than one that was not.',
}
