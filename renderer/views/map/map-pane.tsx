import { WebMercatorViewport } from '@deck.gl/core'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useLineName, useSomebodyName } from '../../engine/followed.ts'
import { useChoices } from '../../state/choices.ts'
import { showsFlows, useMapChoices } from '../../state/map-choices.ts'
import { useRowsDoor } from '../../state/rows-door.ts'
import { hotCellsOf } from '../../text/cells.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { type Camera, DeckCanvas } from './deck-canvas.tsx'
import { flowsByHome, flowsInside, flowWords, type HomeFlow } from './flow-model.ts'
import { rowsOfFlow } from './flows-table.tsx'
import { knownTowns, railwayStations, worthOfPlaces } from './geography.ts'
import type { Drawing, Side } from './layers.ts'
import { useMapTokens } from './map-tokens.ts'
import { hueOf, rankedCells, topByCount } from './model.ts'
import { Overlay } from './overlay.tsx'
import { ShowMenu } from './show-menu.tsx'
import {
  type DrawnLayer,
  useAreaNames,
  useBoundaries,
  useFlows,
  useMapDays,
  useOwnCells,
  usePoints,
} from './use-places.ts'

interface MapPaneProps {
  readonly layers: readonly DrawnLayer[]
  readonly selected: string | null
  readonly hovered: string | null
  readonly onHover: (cell: string | null, words?: string | null) => void
  readonly onSelect: (cell: string | null) => void
}

const sideIds = ['left', 'right'] as const
const stationZoom = 9.2
const stationNameZoom = 11.5
const mostNamedFlows = 4
const mostInside = 12
const panStep = 60

const useSize = () => {
  const place = useRef<HTMLDivElement | null>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!place.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return [place, size] as const
}

/** Whose data the ground is, where any of it is drawn. */
const creditsOf = (onLand: boolean, stations: boolean): string | null =>
  onLand
    ? `Coast: Natural Earth. Towns: GeoNames, CC BY 4.0.${stations ? ' Stations: uk-railway-stations, ODbL.' : ''}`
    : null

/** Both layers over one ground with one camera. Arrows pan, plus and minus zoom, Page Down steps through the cells. */
export const MapPane = ({ layers, selected, hovered, onHover, onSelect }: MapPaneProps) => {
  const [place, { width, height }] = useSize()
  const tokens = useMapTokens()
  const shows = useMapChoices((choices) => choices.shows)
  const areFlowsShown = useChoices((choices) => showsFlows(shows, choices))
  const [moved, setMoved] = useState<Camera | null>(null)
  const { data: areas } = useAreaNames()
  const { data: boundaries } = useBoundaries()
  const { data: flowsFound } = useFlows()
  const resolution = layers[0]?.resolution
  const ownCells = useOwnCells(resolution)
  const lineName = useLineName()
  const somebodyName = useSomebodyName()
  const ownName = [somebodyName, lineName].filter((name) => name !== null).join(' with ')
  const sideWidth = layers.length > 0 ? width / layers.length : width
  const bounds = layers[0]?.studyArea.bounds
  const [west, south, east, north] = bounds ?? [0, 0, 0, 0]

  const whole = useMemo((): Camera | null => {
    if (sideWidth < 60 || height < 60 || west === east) return null
    const { longitude, latitude, zoom } = new WebMercatorViewport({ width: sideWidth, height }).fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding: Math.min(14, height / 10) },
    )
    return { longitude, latitude, zoom }
  }, [sideWidth, height, west, south, east, north])
  const camera = moved ?? whole

  const leftPoints = usePoints(layers[0]?.layer ?? null, shows.points)
  const rightPoints = usePoints(layers[1]?.layer ?? null, shows.points)
  const days = useMapDays()
  const openRows = useRowsDoor((door) => door.open)

  const areStationsNamed = shows.stations && (camera?.zoom ?? 0) >= stationNameZoom
  const isClose = (camera?.zoom ?? 0) >= stationZoom
  const drawing = useMemo((): Drawing | null => {
    const first = layers[0]
    if (!first) return null
    return {
      sides: layers.map(
        (layer, index): Side => ({
          id: sideIds[index] ?? 'left',
          cells: layer.cells,
          steps: layer.steps,
          ramp: hueOf(layer.family),
          tested: layer.method === 'gi',
          top: layer.method === 'gi' ? topByCount(layer.cells, 0.01) : [],
          points: (index === 0 ? leftPoints.data : rightPoints.data) ?? null,
        }),
      ),
      outline: first.studyArea.outline,
      areas: boundaries?.areas.flatMap(({ rings }) => rings) ?? [],
      onLand: first.studyArea.onLand,
      selected,
      hovered,
      lineCells:
        ownName !== '' && ownCells.data
          ? ownCells.data.cells.cell.filter((_, index) => (ownCells.data.cells.count[index] ?? 0) > 0)
          : [],
      stations: shows.stations && isClose,
    }
  }, [
    layers,
    boundaries,
    selected,
    hovered,
    ownName,
    ownCells.data,
    shows.stations,
    isClose,
    leftPoints.data,
    rightPoints.data,
  ])

  const places = useMemo(() => {
    const first = layers[0]
    if (!first || !bounds) return []
    const own = worthOfPlaces(areas ?? [], bounds, first.cells, 6).map((place) => ({
      ...place,
      worth: place.worth + 1e6,
      strong: true,
    }))
    const names = new Set(own.map((place) => place.name))
    const towns = worthOfPlaces(knownTowns, bounds, first.cells, 3)
      .filter((town) => town.worth > 0 && !names.has(town.name))
      .sort((one, other) => other.worth - one.worth)
      .slice(0, 200)
      .map((town) => ({ ...town, strong: false }))
    const stations = areStationsNamed
      ? railwayStations.map((station) => ({ ...station, worth: 1, strong: false }))
      : []
    return [...own, ...towns, ...stations]
  }, [areas, bounds, layers, areStationsNamed])

  const flows = useMemo(() => flowsByHome(flowsFound?.flows ?? [], mostNamedFlows), [flowsFound])
  const inside = useMemo(() => flowsInside(flowsFound?.flows ?? [], mostInside), [flowsFound])
  const openFlow = (flow: HomeFlow) => {
    const isWhole = flows.includes(flow)
    openRows(
      isWhole
        ? {
            title: `arrests of people from ${flow.from}`,
            question: { ask: 'places.flowRows', home: flow.home, range: days ?? undefined },
          }
        : rowsOfFlow(flow, days),
    )
  }
  const hoverCell = (cell: string | null, rowsAtPoint: number | null) =>
    onHover(cell, rowsAtPoint === null ? null : `${plural(rowsAtPoint, 'row')} at this position`)

  const move = (change: (camera: Camera) => Camera) => {
    if (camera) setMoved(change(camera))
  }
  const zoomBy = (steps: number) =>
    move((now) => ({ ...now, zoom: Math.min(16, Math.max(4, now.zoom + steps)) }))
  const panBy = (dx: number, dy: number) =>
    move((now) => {
      const viewport = new WebMercatorViewport({ width: sideWidth, height, ...now })
      const [longitude, latitude] = viewport.unproject([sideWidth / 2 + dx, height / 2 + dy]) as [
        number,
        number,
      ]
      return { ...now, longitude, latitude }
    })

  const stepped = layers.toReversed().find((layer) => layer.placed > 0)
  const ranked = useMemo(() => (stepped ? rankedCells(stepped.cells) : []), [stepped])
  const stepBy = (steps: number) => {
    const cells = stepped?.cells
    if (!cells || ranked.length === 0) return
    const at = ranked.findIndex((index) => cells.cell[index] === selected)
    const next = ranked[at < 0 ? 0 : (at + steps + ranked.length) % ranked.length]!
    onSelect(cells.cell[next] ?? null)
    if (camera) {
      const viewport = new WebMercatorViewport({ width: sideWidth, height, ...camera })
      const [longitude, latitude] = [cells.longitude[next] ?? 0, cells.latitude[next] ?? 0]
      const [x, y] = viewport.project([longitude, latitude]) as [number, number]
      if (x < 20 || y < 20 || x > sideWidth - 20 || y > height - 20)
        setMoved({ ...camera, longitude, latitude })
    }
  }
  useCommand('map-closer', () => zoomBy(1))
  useCommand('map-farther', () => zoomBy(-1))
  useCommand('map-whole-area', () => setMoved(null), moved ? null : 'The whole study area is shown.')
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
    ['Home', () => setMoved(null)],
    ['PageDown', () => stepBy(1)],
    ['PageUp', () => stepBy(-1)],
    ['Escape', () => onSelect(null)],
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    const run = keys.get(event.key)
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  const hotWords = layers.map(hotCellsOf).join('; ')
  return (
    <div className="map-body">
      <div
        ref={place}
        className="map-surface"
        role="application"
        aria-roledescription="map"
        aria-label={`${hotWords}. Arrows pan, plus and minus zoom, Page Down and Page Up step through the cells; the table holds the same.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes the keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onHover(null)}
      >
        {drawing && camera ? (
          <DeckCanvas
            width={width}
            height={height}
            drawing={drawing}
            tokens={tokens}
            camera={camera}
            onCamera={setMoved}
            onHover={hoverCell}
            onPick={onSelect}
          />
        ) : null}
        {camera
          ? layers.map((layer, index) => (
              <Overlay
                key={sideIds[index]}
                left={index * sideWidth}
                width={sideWidth}
                height={height}
                camera={camera}
                cells={layer.cells}
                steps={layer.steps}
                showsMarks={layer.method === 'gi'}
                places={places}
                flows={index === 0 && areFlowsShown ? flows : []}
                plainFlows={index === 0 && shows.flowsInside ? inside : []}
                onFlowHover={(flow) => onHover(null, flow ? flowWords(flow) : null)}
                onFlowOpen={openFlow}
                credits={
                  index === layers.length - 1
                    ? creditsOf(layer.studyArea.onLand, drawing?.stations ?? false)
                    : null
                }
                words={`${layer.method === 'gi' ? 'Gi*, FDR 5%' : layer.method === 'kde' ? `bandwidth ${formatCount(layer.bandwidthMetres ?? 0)} m` : 'counts'}, H3 resolution ${layer.resolution}`}
              />
            ))
          : null}
        {layers.length === 2 ? <span className="map-divide" aria-hidden="true" /> : null}
      </div>
      <div className="map-controls">
        <ShowMenu />
        <CommandButton name="map-closer" words="+" hideReason />
        <CommandButton name="map-farther" words="−" hideReason />
        <CommandButton name="map-whole-area" words="Whole area" hideReason />
        <CommandButton name="map-next-cell" hideReason />
      </div>
    </div>
  )
}
