import cytoscape, { type Core, type EventObject } from 'cytoscape'
import fcose from 'cytoscape-fcose'
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useLayout } from '../../state/layout.ts'
import { elementsOf, haloId, type Part } from './elements.ts'
import { labelsFor } from './labels.ts'
import { groupNames, isInside, type Point } from './model.ts'
import type { Arc, Size } from './ring-layout.ts'
import { readPalette, stylesheet } from './stylesheet.ts'

cytoscape.use(fcose)

export interface GraphCanvasProps extends Part {
  readonly words: string
  readonly size: Size
  /** Where the layout, and then the analyst, put each node. */
  readonly places: Readonly<Record<string, Point>>
  readonly arcs: readonly Arc[]
  readonly communities: ReadonlyMap<string, number> | null
  readonly picked: readonly string[]
  readonly pinned: readonly string[]
  readonly onPath: ReadonlySet<string>
  readonly isLasso: boolean
  /** Raised to fit everything into the window again. */
  readonly fitTurn: number
  readonly onPick: (nodes: readonly string[], adds: boolean) => void
  readonly onExpand: (node: string) => void
  readonly onMove: (node: string, place: Point) => void
  readonly onPlaces: (places: Readonly<Record<string, Point>>) => void
}

interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly places: Readonly<Record<string, Point>>
}

const isOwnNode = (id: string): boolean => !id.startsWith('halo ') && !id.startsWith('community ')

const readViewport = (graph: Core): Viewport => ({
  ...graph.pan(),
  zoom: graph.zoom(),
  places: Object.fromEntries(
    graph
      .nodes()
      .toArray()
      .filter((node) => isOwnNode(node.id()))
      .map((node) => [node.id(), { ...node.position() }]),
  ),
})

/** The one owner of Cytoscape: draws nodes and edges; names and arcs stand in a drawing above it that moves with it. */
export const GraphCanvas = (props: GraphCanvasProps) => {
  const { nodes, edges, size, places, arcs, communities, picked, pinned, onPath, isLasso } = props
  const holder = useRef<HTMLDivElement | null>(null)
  const graph = useRef<Core | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, zoom: 1, places })
  const [hovered, setHovered] = useState<string | null>(null)
  const [loop, setLoop] = useState<readonly Point[]>([])
  const theme = useLayout((layout) => layout.theme)

  useEffect(() => {
    const made = cytoscape({
      container: holder.current,
      minZoom: 0.3,
      maxZoom: 4,
      boxSelectionEnabled: false,
    })
    graph.current = made
    let frame = 0
    const follow = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setViewport(readViewport(made)))
    }
    made.on('pan zoom position add remove', follow)
    made.on('tap', 'node', (event: EventObject) => {
      const { shiftKey, ctrlKey, metaKey } = event.originalEvent as MouseEvent
      latest.current.onPick([event.target.id()], shiftKey || ctrlKey || metaKey)
    })
    made.on('tap', (event: EventObject) => {
      if (event.target === made) latest.current.onPick([], false)
    })
    made.on('dbltap', 'node', (event: EventObject) => latest.current.onExpand(event.target.id()))
    made.on('mouseover', 'node', (event: EventObject) => setHovered(event.target.id()))
    made.on('mouseout', 'node', () => setHovered(null))
    made.on('drag', 'node', (event: EventObject) => {
      made.getElementById(haloId(event.target.id())).position({ ...event.target.position() })
    })
    made.on('dragfree', 'node', (event: EventObject) =>
      latest.current.onMove(event.target.id(), { ...event.target.position() }),
    )
    return () => {
      cancelAnimationFrame(frame)
      made.destroy()
      graph.current = null
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens follow the theme
  useEffect(() => {
    const paint = () => graph.current?.style(stylesheet(readPalette()))
    paint()
    const watcher = new MutationObserver(paint)
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => watcher.disconnect()
  }, [theme])

  const elements = useMemo(
    () => elementsOf({ nodes, edges }, places, { picked, pinned, onPath, communities }),
    [nodes, edges, places, picked, pinned, onPath, communities],
  )

  useEffect(() => {
    const made = graph.current
    if (!made) return
    made.batch(() => {
      made.nodes().unlock()
      made.elements().remove()
      made.add(elements)
    })
    setViewport(readViewport(made))
  }, [elements])

  useEffect(() => {
    const made = graph.current
    if (!made || props.fitTurn === 0) return
    made.fit(undefined, 40)
  }, [props.fitTurn])

  const isByCommunity = communities !== null
  const drawn = nodes.map(({ node }) => node).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out again when other nodes are drawn, not when one is dragged
  useEffect(() => {
    const made = graph.current
    if (!made) return
    if (!isByCommunity) {
      made.zoom(1)
      made.pan({ x: 0, y: 0 })
      return
    }
    const fixed = Object.keys(latest.current.places).filter(
      (node) => latest.current.pinned.includes(node) && made.getElementById(node).nonempty(),
    )
    const laidOut = made.elements().filter((element) => !element.id().startsWith('halo '))
    laidOut
      .layout({
        name: 'fcose',
        quality: 'default',
        randomize: false,
        animate: false,
        nodeRepulsion: 6000,
        idealEdgeLength: 60,
        padding: 40,
        fixedNodeConstraint:
          fixed.length > 0
            ? fixed.map((node) => ({ nodeId: node, position: { ...made.getElementById(node).position() } }))
            : undefined,
      } as never)
      .run()
    for (const node of latest.current.picked)
      made.getElementById(haloId(node)).position({ ...made.getElementById(node).position() })
    latest.current.onPlaces(readViewport(made).places)
  }, [isByCommunity, drawn])

  const always = useMemo(
    () => new Set([...picked, ...(hovered && isOwnNode(hovered) ? [hovered] : [])]),
    [picked, hovered],
  )
  const labels = labelsFor(nodes, viewport.places, always, size.width)
  const transform = `translate(${viewport.x} ${viewport.y}) scale(${viewport.zoom})`

  const pointOf = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const finishLoop = () => {
    const caught = Object.entries(viewport.places).filter(([, place]) =>
      isInside({ x: place.x * viewport.zoom + viewport.x, y: place.y * viewport.zoom + viewport.y }, loop),
    )
    setLoop([])
    if (loop.length > 2)
      props.onPick(
        caught.map(([node]) => node),
        false,
      )
  }

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
      <svg
        className={isLasso ? 'network-decor network-lasso' : 'network-decor'}
        width={size.width}
        height={size.height}
        aria-hidden="true"
        onPointerDown={isLasso ? (event) => setLoop([pointOf(event)]) : undefined}
        onPointerMove={isLasso && loop.length > 0 ? (event) => setLoop([...loop, pointOf(event)]) : undefined}
        onPointerUp={isLasso ? finishLoop : undefined}
      >
        <g transform={transform}>
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
        </g>
        {loop.length > 1 ? (
          <polygon className="network-loop" points={loop.map(({ x, y }) => `${x},${y}`).join(' ')} />
        ) : null}
      </svg>
    </div>
  )
}
