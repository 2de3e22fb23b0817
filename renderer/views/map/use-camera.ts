import { WebMercatorViewport } from '@deck.gl/core'
import { useMemo, useState } from 'react'
import type { Camera } from './deck-canvas.tsx'

const closestZoom = 16
const farthestZoom = 4
/** A position nearer to the edge than this is brought to the middle, in pixels. */
const edgeRoom = 20

type Bounds = readonly [west: number, south: number, east: number, north: number]

interface CameraOverArea {
  /** Null until the place to draw in and the study area are known. */
  readonly camera: Camera | null
  readonly isMoved: boolean
  readonly moveTo: (camera: Camera) => void
  readonly zoomBy: (steps: number) => void
  /** Pans by pixels. */
  readonly panBy: (dx: number, dy: number) => void
  readonly showWhole: () => void
  readonly bringIntoView: (longitude: number, latitude: number) => void
}

/** The camera over one side of the map: the whole study area until somebody moves it. */
export const useCamera = (bounds: Bounds | undefined, width: number, height: number): CameraOverArea => {
  const [moved, setMoved] = useState<Camera | null>(null)
  const [west, south, east, north] = bounds ?? [0, 0, 0, 0]
  const whole = useMemo((): Camera | null => {
    if (width < 60 || height < 60 || west === east) return null
    const { longitude, latitude, zoom } = new WebMercatorViewport({ width, height }).fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: Math.min(14, height / 10) },
    )
    return { longitude, latitude, zoom }
  }, [width, height, west, south, east, north])
  const camera = moved ?? whole
  const change = (next: (camera: Camera) => Camera) => {
    if (camera) setMoved(next(camera))
  }
  return {
    camera,
    isMoved: moved !== null,
    moveTo: setMoved,
    zoomBy: (steps) =>
      change((now) => ({ ...now, zoom: Math.min(closestZoom, Math.max(farthestZoom, now.zoom + steps)) })),
    panBy: (dx, dy) =>
      change((now) => {
        const viewport = new WebMercatorViewport({ width, height, ...now })
        const [longitude, latitude] = viewport.unproject([width / 2 + dx, height / 2 + dy]) as [
          number,
          number,
        ]
        return { ...now, longitude, latitude }
      }),
    showWhole: () => setMoved(null),
    bringIntoView: (longitude, latitude) => {
      if (!camera) return
      const viewport = new WebMercatorViewport({ width, height, ...camera })
      const [x, y] = viewport.project([longitude, latitude]) as [number, number]
      if (x < edgeRoom || y < edgeRoom || x > width - edgeRoom || y > height - edgeRoom)
        setMoved({ ...camera, longitude, latitude })
    },
  }
}
