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
register({
  name: 'map-flows-table',
  words: 'Flows as a table',
  group: 'Map',
  alsoKnownAs: 'home arrest origin destination',
})
register({ name: 'map-play', words: 'Play the months', group: 'Map', alsoKnownAs: 'time slider animate' })
register({ name: 'map-next-month', words: 'Next month', group: 'Map', alsoKnownAs: 'time slider' })
register({ name: 'map-previous-month', words: 'Month before', group: 'Map', alsoKnownAs: 'time slider' })
register({ name: 'map-points', words: 'Show or hide points', group: 'Map', alsoKnownAs: 'positions events' })
register({
  name: 'map-flows',
  words: 'Show or hide flows from outside',
  group: 'Map',
  alsoKnownAs: 'arrows arcs',
})
register({
  name: 'map-flows-inside',
  words: 'Show or hide flows inside the area',
  group: 'Map',
  alsoKnownAs: 'arrows arcs',
})
register({ name: 'map-stations', words: 'Show or hide railway stations', group: 'Map' })
