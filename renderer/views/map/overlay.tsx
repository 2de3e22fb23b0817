import { WebMercatorViewport } from '@deck.gl/core'
import { cellToBoundary } from 'h3-js'
import { useId } from 'react'
import { plural } from '../../text/numbers.ts'
import type { Camera } from './deck-canvas.tsx'
import { type HomeFlow, keyOfFlow, placeFlowLabels, shareWords, widthOfFlowLabel } from './flow-model.ts'
import type { NamedPlace } from './geography.ts'
import { boxOfPlace, entryPoint, type Label, placeLabels, scaleBar } from './geometry.ts'
import { type Cells, markOf } from './model.ts'

interface OverlayProps {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly camera: Camera
  readonly cells: Cells
  readonly steps: Uint8Array
  readonly showsMarks: boolean
  readonly places: readonly (NamedPlace & { readonly worth: number; readonly strong: boolean })[]
  /** Flows that have a name at their beginning, and those that have none. */
  readonly flows: readonly HomeFlow[]
  readonly plainFlows: readonly HomeFlow[]
  readonly onFlowHover: (flow: HomeFlow | null) => void
  readonly onFlowOpen: (flow: HomeFlow) => void
  readonly words: string
  readonly credits: string | null
}

const mostNames = 26
const narrowestMarked = 9

const shortestArrow = 24

const heldWords = ({ arrests, to }: HomeFlow): string => `${plural(arrests, 'arrest')}, most held in ${to}`

const widthOfFlow = (share: number): number => Math.min(7, 1.5 + share * 12)

/** Names, scale, marks and flows: drawn over one side of the map, and in the way of the pointer only where a flow is. */
export const Overlay = (props: OverlayProps) => {
  const { width, height, camera, cells, steps } = props
  const arrowId = useId()
  if (width < 60 || height < 60) return null
  const viewport = new WebMercatorViewport({ width, height, ...camera })
  const project = (longitude: number, latitude: number) =>
    viewport.project([longitude, latitude]) as [number, number]
  const metresPerPixel = viewport.metersPerPixel
  const scale = scaleBar(metresPerPixel, Math.min(140, width / 3))
  const isInside = (x: number, y: number) => x > 0 && y > 0 && x < width && y < height

  const someCell = cells.cell[0]
  const cellRadius = someCell
    ? (() => {
        const ring = cellToBoundary(someCell, true)
        const [x1, y1] = project(ring[0]![0]!, ring[0]![1]!)
        const [x2, y2] = project(ring[3]![0]!, ring[3]![1]!)
        return Math.hypot(x1 - x2, y1 - y2) / 2
      })()
    : 0
  const markSize = Math.min(15, cellRadius * 0.85)
  const marks =
    props.showsMarks && cellRadius >= narrowestMarked
      ? [...steps.keys()].flatMap((index) => {
          const mark = markOf(steps[index] ?? 0)
          if (mark === '') return []
          const [x, y] = project(cells.longitude[index] ?? 0, cells.latitude[index] ?? 0)
          return isInside(x, y)
            ? [{ cell: cells.cell[index] ?? '', mark, step: steps[index] ?? 0, x, y }]
            : []
        })
      : []

  const arrowsOf = (flows: readonly HomeFlow[]) =>
    flows.flatMap((flow) => {
      const to = project(...flow.toPosition)
      if (!isInside(...to)) return []
      const from = entryPoint(project(...flow.fromPosition), to, width, height, 10)
      const bend = (from[0] < to[0] ? 1 : -1) * Math.min(40, Math.hypot(to[0] - from[0], to[1] - from[1]) / 5)
      const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - bend]
      return [{ flow, from, to, path: `M${from[0]} ${from[1]} Q${middle[0]} ${middle[1]} ${to[0]} ${to[1]}` }]
    })
  const arrows = arrowsOf(props.flows)
  const plainArrows = arrowsOf(props.plainFlows).filter(
    ({ from, to }) => Math.hypot(from[0] - to[0], from[1] - to[1]) > shortestArrow,
  )
  const labelWidth = widthOfFlowLabel(arrows.map(({ flow }) => heldWords(flow)))
  const scaleBox = { x: 8, y: height - 36, width: scale.pixels + 24, height: 36 }
  const labels = props.places.flatMap((place): Label[] => {
    const [x, y] = project(place.longitude, place.latitude)
    return isInside(x, y) ? [{ words: place.name, x, y, worth: place.worth, strong: place.strong }] : []
  })
  const names = placeLabels(labels, width, height - 20, mostNames, [scaleBox])
  const flowLabels = placeFlowLabels(
    arrows.map(({ from }) => from),
    width,
    height,
    labelWidth,
    [scaleBox, ...names.map(boxOfPlace)],
  )

  return (
    <svg
      className="map-overlay"
      style={{ left: props.left }}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <defs>
        <marker
          id={arrowId}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" className="map-arrow-head" />
        </marker>
      </defs>
      {marks.map(({ cell, mark, step, x, y }) => (
        <text
          key={cell}
          x={x}
          y={y + markSize * 0.45}
          fontSize={markSize}
          className={step > 3 ? 'map-mark map-mark-deep' : 'map-mark'}
        >
          {mark}
        </text>
      ))}
      {[...plainArrows, ...arrows].map(({ flow, path }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the table of flows is the way of the keyboard
        <g
          key={keyOfFlow(flow)}
          className="map-flow"
          onPointerEnter={() => props.onFlowHover(flow)}
          onPointerLeave={() => props.onFlowHover(null)}
          onClick={() => props.onFlowOpen(flow)}
        >
          <path d={path} className="map-arrow-halo" strokeWidth={widthOfFlow(flow.share) + 3} />
          <path
            d={path}
            className="map-arrow"
            strokeWidth={widthOfFlow(flow.share)}
            markerEnd={`url(#${arrowId})`}
          />
          <path d={path} className="map-arrow-reach" />
        </g>
      ))}
      {names.map(({ words, x, y, side, strong }) => (
        <g key={`${words} ${x} ${y}`}>
          <rect x={x - 2.5} y={y - 2.5} width={5} height={5} className="map-town" />
          <text
            x={side === 'right' ? x + 7 : x - 7}
            y={y + 4}
            textAnchor={side === 'right' ? 'start' : 'end'}
            className={strong ? 'map-name map-name-strong' : 'map-name'}
          >
            {words}
          </text>
        </g>
      ))}
      {arrows.map(({ flow }, index) => {
        const label = flowLabels[index]
        return label ? (
          <g key={flow.from} transform={`translate(${label.x} ${label.y})`}>
            <text className="map-name map-name-strong">
              {flow.from} {shareWords(flow.share)}
            </text>
            <text y={14} className="map-caption">
              {heldWords(flow)}
            </text>
          </g>
        ) : null
      })}
      <g transform={`translate(12 ${height - 14})`}>
        <text className="map-caption" y={-10}>
          {scale.words}
        </text>
        <path d={`M0 -6V0H${scale.pixels}V-6`} className="map-scale" />
      </g>
      <text x={width - 10} y={height - 12} textAnchor="end" className="map-caption">
        {props.words}
      </text>
      {props.credits ? (
        <text x={width - 10} y={height - 27} textAnchor="end" className="map-caption">
          {props.credits}
        </text>
      ) : null}
    </svg>
  )
}
