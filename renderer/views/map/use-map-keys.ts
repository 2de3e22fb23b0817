import { type KeyboardEvent, useMemo } from 'react'
import { useCommand } from '../../commands/registry.ts'
import { rankedCells } from './model.ts'
import type { useCamera } from './use-camera.ts'
import type { DrawnLayer } from './use-places.ts'

const panStep = 60

interface MapKeysOptions {
  readonly layers: readonly DrawnLayer[]
  readonly view: ReturnType<typeof useCamera>
  readonly selected: string | null
  readonly onSelect: (cell: string | null) => void
}

/** Gives the map's commands their actions, and returns what its keys do. */
export const useMapKeys = ({ layers, view, selected, onSelect }: MapKeysOptions) => {
  const { zoomBy, panBy, showWhole, bringIntoView } = view
  const stepped = layers.toReversed().find((layer) => layer.placed > 0)
  const ranked = useMemo(() => (stepped ? rankedCells(stepped.cells) : []), [stepped])
  const stepBy = (steps: number) => {
    const cells = stepped?.cells
    if (!cells || ranked.length === 0) return
    const at = ranked.findIndex((index) => cells.cell[index] === selected)
    const next = ranked[at < 0 ? 0 : (at + steps + ranked.length) % ranked.length]!
    onSelect(cells.cell[next] ?? null)
    bringIntoView(cells.longitude[next] ?? 0, cells.latitude[next] ?? 0)
  }
  useCommand('map-closer', () => zoomBy(1))
  useCommand('map-farther', () => zoomBy(-1))
  useCommand('map-whole-area', showWhole, view.isMoved ? null : 'The whole study area is shown.')
  useCommand('map-next-cell', () => stepBy(1), ranked.length > 0 ? null : 'No cell holds a row.')
  useCommand('map-previous-cell', () => stepBy(-1), ranked.length > 0 ? null : 'No cell holds a row.')

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
