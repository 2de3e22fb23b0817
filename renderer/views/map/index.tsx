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

export const view: View = { job: 'map', Canvas: MapCanvas, Inspector, timeline: 'open' }
