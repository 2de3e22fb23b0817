import cytoscape, { type Core, type EventObject } from 'cytoscape'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLayout } from '../../state/layout.ts'
import { elementsOf, haloId } from './elements.ts'
import { type FoldedPart, isGroupId } from './groups.ts'
import { arcLabels, labelsFor } from './labels.ts'
import { Lasso } from './lasso.tsx'
import type { Size } from './model.ts'
import { groupNames, type Point } from './model.ts'
import type { Arc } from './ring-layout.ts'
import { readPalette, stylesheet } from './stylesheet.ts'

interface GraphCanvasProps {
  readonly part: FoldedPart
  readonly words: string
  readonly size: Size
  /** Where the layout, and then the analyst, put each node and group. */
  readonly places: Readonly<Record<string, Point>>
  readonly arcs: readonly Arc[]
  readonly communities: ReadonlyMap<string, number> | null
  readonly picked: readonly string[]
  readonly pinned: readonly string[]
  readonly onPath: ReadonlySet<string>
  readonly isLasso: boolean
  /** Raised to fit everything into the window again. */
  readonly fitTurn: number
  readonly onPick: (ids: readonly string[], adds: boolean) => void
  /** A double click or Enter: more contacts of a node, a group opened or closed. */
  readonly onOpen: (id: string) => void
  readonly onMove: (places: Readonly<Record<string, Point>>) => void
}

interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly places: Readonly<Record<string, Point>>
}

const isOwn = (id: string): boolean => !id.startsWith('halo ') && !id.startsWith('community ')

const readViewport = (graph: Core): Viewport => ({
  ...graph.pan(),
  zoom: graph.zoom(),
  places: Object.fromEntries(
    graph
      .nodes()
      .toArray()
      .filter((node) => isOwn(node.id()))
      .map((node) => [node.id(), { ...node.position() }]),
  ),
})

/** The one owner of Cytoscape's picture: draws nodes and ties; names and arcs stand in a drawing above it that moves with it. */
export const GraphCanvas = (props: GraphCanvasProps) => {
  const { part, size, places, arcs, communities, picked, pinned, onPath, isLasso } = props
  const holder = useRef<HTMLDivElement | null>(null)
  const graph = useRef<Core | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, zoom: 1, places })
  const [hovered, setHovered] = useState<string | null>(null)
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
    made.on('dbltap', 'node', (event: EventObject) => latest.current.onOpen(event.target.id()))
    made.on('mouseover', 'node', (event: EventObject) => setHovered(event.target.id()))
    made.on('mouseout', 'node', () => setHovered(null))
    made.on('drag', 'node', (event: EventObject) => {
      made.getElementById(haloId(event.target.id())).position({ ...event.target.position() })
    })
    made.on('dragfree', 'node', (event: EventObject) => {
      const { target } = event
      const members = isGroupId(target.id()) ? target.children().toArray() : []
      const movedBefore = latest.current
      latest.current.onMove(
        Object.fromEntries(
          [target, ...members]
            .filter((node) => node === target || movedBefore.pinned.includes(node.id()) === false)
            .map((node) => [node.id(), { ...node.position() }]),
        ),
      )
    })
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
    () => elementsOf(part, places, { picked, pinned, onPath, communities }),
    [part, places, picked, pinned, onPath, communities],
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: another arrangement is looked at from the start
  useEffect(() => {
    graph.current?.zoom(1)
    graph.current?.pan({ x: 0, y: 0 })
  }, [isByCommunity])

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
      </svg>
      {isLasso ? (
        <Lasso
          size={size}
          placesOnScreen={() =>
            Object.fromEntries(
              Object.entries(viewport.places).map(([id, { x, y }]) => [
                id,
                { x: x * viewport.zoom + viewport.x, y: y * viewport.zoom + viewport.y },
              ]),
            )
          }
          onCatch={(ids) => props.onPick(ids, false)}
        />
      ) : null}
    </div>
  )
}
