import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({ name: 'map-closer', words: 'Closer', group: 'Map', alsoKnownAs: 'zoom in' })
register({ name: 'map-farther', words: 'Farther', group: 'Map', alsoKnownAs: 'zoom out' })
register({
  name: 'map-whole-area',
  words: 'Show the whole study area',
  group: 'Map',
  alsoKnownAs: 'fit extent',
})
register({ name: 'map-next-hexagon', words: 'Next hexagon', group: 'Map', alsoKnownAs: 'hotspot' })
register({ name: 'map-previous-hexagon', words: 'Hexagon before', group: 'Map' })
register({ name: 'map-as-table', words: 'Map or table', group: 'Map', alsoKnownAs: 'cells hexagons list' })
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

export const view: View = {
  name: 'map',
  parts: () => import('./index.tsx'),
  isLarge: true,
  timeline: 'open',
  help: 'Where two kinds of rows lie, side by side on one grid of hexagons. Gi* marks hexagons that stand out from their surroundings beyond chance, with the false discovery rate held at 5%; it says that a place stands out, not why, and the inspector says honestly how it did on months it had not seen. Crime shows where police are, harm where help was called. Choose a hexagon for its rows; Page Down steps through them. The slider under the map goes through the months by the arrow keys, or plays them where your system does not ask for less motion; it brushes the same days in every view. Show adds the points themselves, stations, and the flows from home to place of arrest; Flows lists every pair with its rows. Areas gives counts and rates by district as they may be released. Import areas as GeoJSON in Sources to bound the map and to have rates.',
}
