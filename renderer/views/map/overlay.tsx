import { WebMercatorViewport } from '@deck.gl/core'
import { cellToBoundary } from 'h3-js'
import { useId } from 'react'
import { plural } from '../../text/numbers.ts'
import type { Camera } from './deck-canvas.tsx'
import { type HomeFlow, keyOfFlow, placeFlowLabels, shareWords, widthOfFlowLabel } from './flow-model.ts'
import type { NamedPlace } from './geography.ts'
import { boxOfPlace, entryPoint, type Label, placeLabels, scaleBar } from './geometry.ts'
import { type Hexagons, markOf } from './model.ts'

interface OverlayProps {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly camera: Camera
  readonly hexagons: Hexagons
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

type Pixels = readonly [x: number, y: number]

/** The surface that is drawn on: its size in pixels, and where a position falls on it. */
interface Surface {
  readonly width: number
  readonly height: number
  readonly metresPerPixel: number
  readonly project: (longitude: number, latitude: number) => [number, number]
  readonly isInside: (x: number, y: number) => boolean
}

const surfaceOf = ({ width, height, camera }: OverlayProps): Surface => {
  const viewport = new WebMercatorViewport({ width, height, ...camera })
  return {
    width,
    height,
    metresPerPixel: viewport.metersPerPixel,
    project: (longitude, latitude) => viewport.project([longitude, latitude]) as [number, number],
    isInside: (x, y) => x > 0 && y > 0 && x < width && y < height,
  }
}

/** Half the width of a hexagon in pixels; 0 where there is none. */
const hexagonRadiusOf = (hexagons: Hexagons, { project }: Surface): number => {
  const someHexagon = hexagons.id[0]
  if (!someHexagon) return 0
  const ring = cellToBoundary(someHexagon, true)
  const [x1, y1] = project(ring[0]![0]!, ring[0]![1]!)
  const [x2, y2] = project(ring[3]![0]!, ring[3]![1]!)
  return Math.hypot(x1 - x2, y1 - y2) / 2
}

/** The stars of significance in hot hexagons that are wide enough to hold one. */
const Marks = ({
  hexagons,
  steps,
  surface,
}: Pick<OverlayProps, 'hexagons' | 'steps'> & { readonly surface: Surface }) => {
  const hexagonRadius = hexagonRadiusOf(hexagons, surface)
  if (hexagonRadius < narrowestMarked) return null
  const size = Math.min(15, hexagonRadius * 0.85)
  return [...steps.keys()].map((index) => {
    const step = steps[index] ?? 0
    const mark = markOf(step)
    const [x, y] = surface.project(hexagons.longitude[index] ?? 0, hexagons.latitude[index] ?? 0)
    return mark === '' || !surface.isInside(x, y) ? null : (
      <text
        key={hexagons.id[index]}
        x={x}
        y={y + size * 0.45}
        fontSize={size}
        className={step > 3 ? 'map-mark map-mark-deep' : 'map-mark'}
      >
        {mark}
      </text>
    )
  })
}

interface FlowArrow {
  readonly flow: HomeFlow
  readonly from: Pixels
  readonly to: Pixels
  readonly path: string
}

/** Flows that end on the surface, bent upwards; those from outside it enter at its edge. */
const arrowsOf = (flows: readonly HomeFlow[], { project, isInside, width, height }: Surface): FlowArrow[] =>
  flows.flatMap((flow) => {
    const to = project(...flow.toPosition)
    if (!isInside(...to)) return []
    const from = entryPoint(project(...flow.fromPosition), to, width, height, 10)
    const bend = (from[0] < to[0] ? 1 : -1) * Math.min(40, Math.hypot(to[0] - from[0], to[1] - from[1]) / 5)
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - bend]
    return [{ flow, from, to, path: `M${from[0]} ${from[1]} Q${middle[0]} ${middle[1]} ${to[0]} ${to[1]}` }]
  })

const ArrowHead = ({ id }: { readonly id: string }) => (
  <defs>
    <marker
      id={id}
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
)

interface FlowArrowsProps extends Pick<OverlayProps, 'onFlowHover' | 'onFlowOpen'> {
  readonly arrows: readonly FlowArrow[]
}

const FlowArrows = ({ arrows, onFlowHover, onFlowOpen }: FlowArrowsProps) => {
  const arrowId = useId()
  return (
    <>
      <ArrowHead id={arrowId} />
      {arrows.map(({ flow, path }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the table of flows is the way of the keyboard
        <g
          key={keyOfFlow(flow)}
          className="map-flow"
          onPointerEnter={() => onFlowHover(flow)}
          onPointerLeave={() => onFlowHover(null)}
          onClick={() => onFlowOpen(flow)}
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
    </>
  )
}

const PlaceNames = ({ names }: { readonly names: ReturnType<typeof placeLabels> }) =>
  names.map(({ words, x, y, side, strong }) => (
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
  ))

const FlowLabels = ({
  arrows,
  places,
}: {
  readonly arrows: readonly FlowArrow[]
  readonly places: ReturnType<typeof placeFlowLabels>
}) =>
  arrows.map(({ flow }, index) => {
    const place = places[index]
    return place ? (
      <g key={flow.from} transform={`translate(${place.x} ${place.y})`}>
        <text className="map-name map-name-strong">
          {flow.from} {shareWords(flow.share)}
        </text>
        <text y={14} className="map-caption">
          {heldWords(flow)}
        </text>
      </g>
    ) : null
  })

/** Names, scale, marks and flows: drawn over one side of the map, and in the way of the pointer only where a flow is. */
export const Overlay = (props: OverlayProps) => {
  const { width, height, hexagons, steps } = props
  if (width < 60 || height < 60) return null
  const surface = surfaceOf(props)
  const scale = scaleBar(surface.metresPerPixel, Math.min(140, width / 3))
  const arrows = arrowsOf(props.flows, surface)
  const plainArrows = arrowsOf(props.plainFlows, surface).filter(
    ({ from, to }) => Math.hypot(from[0] - to[0], from[1] - to[1]) > shortestArrow,
  )
  const scaleBox = { x: 8, y: height - 36, width: scale.pixels + 24, height: 36 }
  const labels = props.places.flatMap((place): Label[] => {
    const [x, y] = surface.project(place.longitude, place.latitude)
    return surface.isInside(x, y)
      ? [{ words: place.name, x, y, worth: place.worth, strong: place.strong }]
      : []
  })
  const names = placeLabels(labels, width, height - 20, mostNames, [scaleBox])
  const flowPlaces = placeFlowLabels(
    arrows.map(({ from }) => from),
    width,
    height,
    widthOfFlowLabel(arrows.map(({ flow }) => heldWords(flow))),
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
      {props.showsMarks ? <Marks hexagons={hexagons} steps={steps} surface={surface} /> : null}
      <FlowArrows
        arrows={[...plainArrows, ...arrows]}
        onFlowHover={props.onFlowHover}
        onFlowOpen={props.onFlowOpen}
      />
      <PlaceNames names={names} />
      <FlowLabels arrows={arrows} places={flowPlaces} />
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
