import { Deck, MapView, type PickingInfo } from '@deck.gl/core'
import { getResolution, latLngToCell } from 'h3-js'
import { useEffect, useRef } from 'react'
import { type Drawing, layersOf } from './layers.ts'
import type { MapTokens } from './map-tokens.ts'

export interface Camera {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
}

interface DeckCanvasProps {
  readonly width: number
  readonly height: number
  readonly drawing: Drawing
  readonly tokens: MapTokens
  readonly camera: Camera
  readonly onCamera: (camera: Camera) => void
  /** The hexagon under the pointer, and what a point under it holds. */
  readonly onHover: (hexagon: string | null, rowsAtPoint: number | null) => void
  readonly onPick: (hexagon: string | null) => void
}

const viewsOf = (sides: number): MapView[] =>
  (sides === 2 ? (['left', 'right'] as const) : (['left'] as const)).map(
    (id, index, all) =>
      new MapView({
        id,
        x: `${(index * 100) / all.length}%`,
        width: `${100 / all.length}%`,
        repeat: false,
        controller: { dragRotate: false, touchRotate: false, keyboard: false },
      }),
  )

/** The one owner of deck.gl: the library's object never leaves it. */
export const DeckCanvas = (props: DeckCanvasProps) => {
  const place = useRef<HTMLDivElement | null>(null)
  const deck = useRef<Deck<MapView[]> | null>(null)
  const latest = useRef(props)
  latest.current = props
  const { width, height, drawing, tokens, camera } = props
  const sides = drawing.sides.length

  useEffect(() => {
    if (!place.current) return
    const sideOf = (info: PickingInfo) =>
      latest.current.drawing.sides.find((one) => info.layer?.id.startsWith(one.id))
    const isPoint = (info: PickingInfo): boolean => info.layer?.id.endsWith('-points') ?? false
    const cellOf = (info: PickingInfo): string | null => {
      const side = sideOf(info)
      if (!side) return null
      if (isPoint(info) && side.points && info.index >= 0) {
        const [longitude, latitude] = side.points.positions.slice(2 * info.index, 2 * info.index + 2)
        const hexagon = latLngToCell(latitude ?? 0, longitude ?? 0, getResolution(side.hexagons.id[0] ?? ''))
        return side.hexagons.id.includes(hexagon) ? hexagon : null
      }
      return typeof info.object === 'number' ? (side.hexagons.id[info.object] ?? null) : null
    }
    const rowsAt = (info: PickingInfo): number | null =>
      isPoint(info) && info.index >= 0 ? (sideOf(info)?.points?.counts[info.index] ?? null) : null
    const made = new Deck<MapView[]>({
      parent: place.current,
      views: [],
      layers: [],
      useDevicePixels: true,
      layerFilter: ({ layer, viewport }) => layer.id.startsWith('both') || layer.id.startsWith(viewport.id),
      onAfterRender: () => {
        const canvas = place.current?.querySelector('canvas')
        // deck.gl makes its canvas focusable at a moment of its own; the surface around it answers the keys.
        if (canvas && canvas.tabIndex !== -1) canvas.tabIndex = -1
      },
      onViewStateChange: ({ viewState, interactionState }) => {
        // deck.gl says so too when its canvas grows or shrinks; only a hand moves the camera.
        const { isDragging, isPanning, isZooming, inTransition } = interactionState
        if (!isDragging && !isPanning && !isZooming && !inTransition) return
        const { longitude, latitude, zoom } = viewState as unknown as Camera
        latest.current.onCamera({ longitude, latitude, zoom })
      },
      onHover: (info) => latest.current.onHover(cellOf(info), rowsAt(info)),
      onClick: (info) => latest.current.onPick(cellOf(info)),
      getCursor: ({ isDragging, isHovering }) => (isDragging ? 'grabbing' : isHovering ? 'pointer' : 'grab'),
    })
    deck.current = made
    return () => {
      deck.current = null
      made.finalize()
    }
  }, [])

  useEffect(() => {
    deck.current?.setProps({ views: viewsOf(sides) })
  }, [sides])
  useEffect(() => {
    deck.current?.setProps({ width, height })
  }, [width, height])
  useEffect(() => {
    deck.current?.setProps({
      viewState: { ...camera, minZoom: 4, maxZoom: 16, pitch: 0, bearing: 0 } as never,
    })
  }, [camera])
  useEffect(() => {
    deck.current?.setProps({ layers: layersOf(drawing, tokens) })
  }, [drawing, tokens])

  return <div ref={place} className="map-deck" />
}
