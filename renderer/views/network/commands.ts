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
register({ name: 'network-pin', words: 'Pin or unpin', group: 'Network' })
register({ name: 'network-start-here', words: 'Start from here', group: 'Network' })
register({
  name: 'network-path',
  words: 'Path between the two',
  group: 'Network',
  alsoKnownAs: 'shortest chain',
})
register({ name: 'network-forget-path', words: 'Forget the path', group: 'Network' })
register({ name: 'network-lasso', words: 'Lasso', group: 'Network', alsoKnownAs: 'choose several' })
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
