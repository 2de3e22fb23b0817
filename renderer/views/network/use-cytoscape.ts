import cytoscape, { type Core, type EventObject } from 'cytoscape'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useLayout } from '../../state/layout.ts'
import { elementsOf, haloId } from './elements.ts'
import { type FoldedPart, isGroupId } from './groups.ts'
import type { Point } from './model.ts'
import { readPalette, stylesheet } from './stylesheet.ts'

/** What the picture holds, and what is done where somebody uses it. */
export interface Graph {
  readonly part: FoldedPart
  /** Where the layout, and then the analyst, put each node and group. */
  readonly places: Readonly<Record<string, Point>>
  readonly communities: ReadonlyMap<string, number> | null
  readonly picked: readonly string[]
  readonly pinned: readonly string[]
  readonly onPath: ReadonlySet<string>
  /** Raised to fit everything into the window again. */
  readonly fitTurn: number
  readonly onPick: (ids: readonly string[], adds: boolean) => void
  /** A double click or Enter: more contacts of a node, a group opened or closed. */
  readonly onOpen: (id: string) => void
  readonly onMove: (places: Readonly<Record<string, Point>>) => void
}

export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly places: Readonly<Record<string, Point>>
}

/** Whether it stands for a node or group of the network, and is no decoration. */
export const isOwn = (id: string): boolean => !id.startsWith('halo ') && !id.startsWith('community ')

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

/** The nodes that a drag moved: of a group its members too, but for those that are pinned. */
const placesAfterDrag = (event: EventObject, pinned: readonly string[]): Readonly<Record<string, Point>> => {
  const { target } = event
  const members = isGroupId(target.id()) ? target.children().toArray() : []
  return Object.fromEntries(
    [target, ...members]
      .filter((node) => node === target || !pinned.includes(node.id()))
      .map((node) => [node.id(), { ...node.position() }]),
  )
}

/** Passes what the pointer does in the picture to the newest properties of the canvas. */
const listen = (graph: Core, latest: RefObject<Graph>, setHovered: (id: string | null) => void): void => {
  graph.on('tap', 'node', (event: EventObject) => {
    const { shiftKey, ctrlKey, metaKey } = event.originalEvent as MouseEvent
    latest.current.onPick([event.target.id()], shiftKey || ctrlKey || metaKey)
  })
  graph.on('tap', (event: EventObject) => {
    if (event.target === graph) latest.current.onPick([], false)
  })
  graph.on('dbltap', 'node', (event: EventObject) => latest.current.onOpen(event.target.id()))
  graph.on('mouseover', 'node', (event: EventObject) => setHovered(event.target.id()))
  graph.on('mouseout', 'node', () => setHovered(null))
  graph.on('drag', 'node', (event: EventObject) => {
    graph.getElementById(haloId(event.target.id())).position({ ...event.target.position() })
  })
  graph.on('dragfree', 'node', (event: EventObject) =>
    latest.current.onMove(placesAfterDrag(event, latest.current.pinned)),
  )
}

/** Makes Cytoscape's picture in `holder` and keeps it as the properties say. */
export const useCytoscape = (props: Graph) => {
  const { part, places, communities, picked, pinned, onPath } = props
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
    listen(made, latest, setHovered)
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

  return { holder, viewport, hovered }
}
