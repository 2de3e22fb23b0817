import { lazy, Suspense } from 'react'
import type { View } from '../../frame/view.ts'
import './commands.ts'

const LazyMap = lazy(() => import('./map-view.tsx').then(({ MapView }) => ({ default: MapView })))
const LazyInspector = lazy(() =>
  import('./map-inspector.tsx').then(({ MapInspector }) => ({ default: MapInspector })),
)

const reading = (
  <div className="answer-state second" role="status">
    Reading the map
  </div>
)

const MapCanvas = () => (
  <Suspense fallback={reading}>
    <LazyMap />
  </Suspense>
)

const Inspector = () => (
  <Suspense fallback={null}>
    <LazyInspector />
  </Suspense>
)

export const view: View = {
  job: 'map',
  Canvas: MapCanvas,
  Inspector,
  timeline: 'open',
  help: 'Where two kinds of rows lie, side by side on one grid of hexagons. Gi* marks cells that stand out from their surroundings beyond chance, with the false discovery rate held at 5%; it says that a place stands out, not why, and the inspector says honestly how it did on months it had not seen. Crime shows where police are, harm where help was called. Choose a cell for its rows; Page Down steps through them. The slider under the map goes through the months by the arrow keys, or plays them where your system does not ask for less motion; it brushes the same days in every view. Show adds the points themselves, stations, and the flows from home to place of arrest; Flows lists every pair with its rows. Areas gives counts and rates by district as they may leave. Import areas as GeoJSON in Sources to bound the map and to have rates.',
}
