import { register } from '../../commands/registry.ts'

register({ name: 'map-closer', words: 'Closer', group: 'Map', alsoKnownAs: 'zoom in' })
register({ name: 'map-farther', words: 'Farther', group: 'Map', alsoKnownAs: 'zoom out' })
register({
  name: 'map-whole-area',
  words: 'Show the whole study area',
  group: 'Map',
  alsoKnownAs: 'fit extent',
})
register({ name: 'map-next-cell', words: 'Next cell', group: 'Map', alsoKnownAs: 'hotspot' })
register({ name: 'map-previous-cell', words: 'Cell before', group: 'Map' })
register({ name: 'map-as-table', words: 'Map or table', group: 'Map', alsoKnownAs: 'cells list' })
