import { Deck, MapView, type PickingInfo } from '@deck.gl/core'
import { useEffect, useRef } from 'react'
import { type Drawing, layersOf } from './layers.ts'
import type { MapTokens } from './map-tokens.ts'

export interface Camera {
  readonly longitude: number
  readonly latitude: number
  readonly zoom: number
}

export interface DeckCanvasProps {
  readonly width: number
  readonly height: number
  readonly drawing: Drawing
  readonly tokens: MapTokens
  readonly camera: Camera
  readonly onCamera: (camera: Camera) => void
  readonly onHover: (cell: string | null) => void
  readonly onPick: (cell: string | null) => void
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
    const cellOf = (info: PickingInfo): string | null => {
      const side = latest.current.drawing.sides.find((one) => info.layer?.id.startsWith(one.id))
      return side && typeof info.object === 'number' ? (side.cells.cell[info.object] ?? null) : null
    }
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
      onViewStateChange: ({ viewState }) => {
        const { longitude, latitude, zoom } = viewState as unknown as Camera
        latest.current.onCamera({ longitude, latitude, zoom })
      },
      onHover: (info) => latest.current.onHover(cellOf(info)),
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
