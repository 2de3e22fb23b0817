import { register } from '../../commands/registry.ts'

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
