import { useMemo } from 'react'
import { arcLabels, labelsFor } from './labels.ts'
import { Lasso } from './lasso.tsx'
import { groupNames, type Point, type Size } from './model.ts'
import type { Arc } from './ring-layout.ts'
import { type Graph, isOwn, useCytoscape, type Viewport } from './use-cytoscape.ts'

interface GraphCanvasProps extends Graph {
  readonly words: string
  readonly size: Size
  readonly arcs: readonly Arc[]
  readonly isLasso: boolean
}

const placesOnScreen = ({ x: left, y: top, zoom, places }: Viewport): Readonly<Record<string, Point>> =>
  Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, { x: x * zoom + left, y: y * zoom + top }]),
  )

const Names = ({
  arcs,
  labels,
}: {
  readonly arcs: readonly Arc[]
  readonly labels: ReturnType<typeof labelsFor>
}) => (
  <>
    {arcs.map((arc) => (
      <text key={arc.group} className="network-group" x={arc.label.x} y={arc.label.y}>
        <tspan className={`network-name network-group-${arc.group}`}>
          {arc.count} {groupNames[arc.group]}
        </tspan>
      </text>
    ))}
    {labels.map((label) => (
      <text key={label.node} textAnchor={label.anchor} x={label.x} y={label.y}>
        <tspan className={label.isNumber ? 'network-name network-number' : 'network-name'}>
          {label.name}
        </tspan>
        <tspan className="network-fact" x={label.x} dy="13">
          {label.fact}
        </tspan>
      </text>
    ))}
  </>
)

/** The one owner of Cytoscape's picture: draws nodes and ties; names and arcs stand in a drawing above it that moves with it. */
export const GraphCanvas = (props: GraphCanvasProps) => {
  const { part, size, arcs, picked, isLasso } = props
  const { holder, viewport, hovered } = useCytoscape(props)
  const always = useMemo(
    () => [...picked, ...(hovered && isOwn(hovered) ? [hovered] : [])],
    [picked, hovered],
  )
  const labels = labelsFor(part.nodes, viewport.places, always, size.width, part.groups, arcLabels(arcs))
  const transform = `translate(${viewport.x} ${viewport.y}) scale(${viewport.zoom})`

  return (
    <div className="network-drawing" role="img" aria-label={props.words}>
      <svg className="network-decor" width={size.width} height={size.height} aria-hidden="true">
        <g transform={transform}>
          {arcs.map((arc) => (
            <path key={arc.group} className={`network-arc network-arc-${arc.group}`} d={arc.path} />
          ))}
        </g>
      </svg>
      <div ref={holder} className="network-holder" />
      <svg className="network-decor" width={size.width} height={size.height} aria-hidden="true">
        <g transform={transform}>
          <Names arcs={arcs} labels={labels} />
        </g>
      </svg>
      {isLasso ? (
        <Lasso
          size={size}
          placesOnScreen={() => placesOnScreen(viewport)}
          onCatch={(ids) => props.onPick(ids, false)}
        />
      ) : null}
    </div>
  )
}
