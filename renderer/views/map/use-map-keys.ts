import { type KeyboardEvent, useMemo } from 'react'
import { useCommand } from '../../commands/registry.ts'
import { rankedHexagons } from './model.ts'
import type { useCamera } from './use-camera.ts'
import type { DrawnLayer } from './use-places.ts'

const panStep = 60

interface MapKeysOptions {
  readonly layers: readonly DrawnLayer[]
  readonly view: ReturnType<typeof useCamera>
  readonly selected: string | null
  readonly onSelect: (hexagon: string | null) => void
}

/** Gives the map's commands their actions, and returns what its keys do. */
export const useMapKeys = ({ layers, view, selected, onSelect }: MapKeysOptions) => {
  const { zoomBy, panBy, showWhole, bringIntoView } = view
  const stepped = layers.toReversed().find((layer) => layer.placed > 0)
  const ranked = useMemo(() => (stepped ? rankedHexagons(stepped.hexagons) : []), [stepped])
  const stepBy = (steps: number) => {
    const hexagons = stepped?.hexagons
    if (!hexagons || ranked.length === 0) return
    const at = ranked.findIndex((index) => hexagons.id[index] === selected)
    const next = ranked[at < 0 ? 0 : (at + steps + ranked.length) % ranked.length]!
    onSelect(hexagons.id[next] ?? null)
    bringIntoView(hexagons.longitude[next] ?? 0, hexagons.latitude[next] ?? 0)
  }
  useCommand('map-closer', () => zoomBy(1))
  useCommand('map-farther', () => zoomBy(-1))
  useCommand('map-whole-area', showWhole, view.isMoved ? null : 'The whole study area is shown.')
  useCommand('map-next-hexagon', () => stepBy(1), ranked.length > 0 ? null : 'No hexagon holds a row.')
  useCommand('map-previous-hexagon', () => stepBy(-1), ranked.length > 0 ? null : 'No hexagon holds a row.')

  const keys = new Map([
    ['ArrowLeft', () => panBy(-panStep, 0)],
    ['ArrowRight', () => panBy(panStep, 0)],
    ['ArrowUp', () => panBy(0, -panStep)],
    ['ArrowDown', () => panBy(0, panStep)],
    ['+', () => zoomBy(0.5)],
    ['=', () => zoomBy(0.5)],
    ['-', () => zoomBy(-0.5)],
    ['Home', showWhole],
    ['PageDown', () => stepBy(1)],
    ['PageUp', () => stepBy(-1)],
    ['Escape', () => onSelect(null)],
  ])
  return (event: KeyboardEvent) => {
    const run = keys.get(event.key)
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
}
