import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { NetworkAround } from '../../../analysis/contract/index.ts'
import { useChoices } from '../../state/choices.ts'
import { formatPhone, plural } from '../../text/numbers.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { labelsFor } from './labels.ts'
import { Legend } from './legend.tsx'
import { edgeId, isInner, nodeTowards, type Point, roleNames, titleOf, withoutHidden } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { NodesTable } from './nodes-table.tsx'
import { pngOf, svgOf } from './picture.ts'
import { ringLayout, type Size } from './ring-layout.ts'
import { readPalette } from './stylesheet.ts'
import { useMeasure, usePath } from './use-network.ts'
import { useNetworkCommands } from './use-network-commands.ts'
import { metricNames } from './who-holds-it.tsx'

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const useSize = (): readonly [(element: HTMLElement | null) => void, Size | null] => {
  const [size, setSize] = useState<Size | null>(null)
  const watcher = useRef<ResizeObserver | null>(null)
  const measure = useCallback((element: HTMLElement | null) => {
    watcher.current?.disconnect()
    if (!element) return
    watcher.current = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    watcher.current.observe(element)
  }, [])
  return [measure, size]
}

/** The picture and its table, with the choices that both share. */
export const NetworkDrawing = ({ around }: { readonly around: NetworkAround }) => {
  const [measure, size] = useSize()
  const choices = useNetworkChoices()
  const { hidden, picked, pinned, moved, arrangement, shows, isLasso, metric, change } = choices
  const choose = useChoices((state) => state.choose)
  const path = usePath()
  const measured = useMeasure('chosen')
  const communities = useMeasure('community', arrangement === 'communities')
  const [fitTurn, setFitTurn] = useState(0)
  const [grouped, setGrouped] = useState<Readonly<Record<string, Point>>>({})
  const part = useMemo(() => withoutHidden(around, hidden), [around, hidden])
  const layout = useMemo(
    () => ringLayout(around.nodes, around.edges, size ?? { width: 900, height: 520 }),
    [around, size],
  )
  const isByCommunity = arrangement === 'communities' && communities.data !== undefined
  const places = useMemo(
    () => ({ ...layout.places, ...(isByCommunity ? grouped : {}), ...moved }),
    [layout, isByCommunity, grouped, moved],
  )
  const communityOf = useMemo(
    () =>
      isByCommunity
        ? new Map(communities.data?.values.map(({ node, value }) => [node, value] as const))
        : null,
    [isByCommunity, communities.data],
  )
  const onPath = useMemo(
    () => new Set(choices.path && path.data?.found ? path.data.edges.map(edgeId) : []),
    [choices.path, path.data],
  )
  const values = useMemo(
    () => new Map(measured.data?.values.map(({ node, value }) => [node, value] as const)),
    [measured.data],
  )

  const pick = (nodes: readonly string[], adds: boolean) => {
    const next = adds
      ? [...picked.filter((node) => !nodes.includes(node)), ...nodes.filter((node) => !picked.includes(node))]
      : [...nodes]
    change({ picked: next, isLasso: false })
    const [only] = next.length === 1 ? part.nodes.filter(({ node }) => node === next[0]) : []
    if (only)
      choose({
        number: only.kind === 'number' ? only.node : (only.numbers.at(-1) ?? null),
        personId: only.person,
      })
  }

  const drawing = () => {
    const shown = size ?? { width: 900, height: 520 }
    const arcs = isByCommunity ? [] : layout.arcs
    return {
      title: `Network round ${formatPhone(around.title)}`,
      ...part,
      places,
      arcs,
      labels: labelsFor(part.nodes, places, new Set(picked), shown.width),
      size: shown,
    }
  }
  const picture = {
    svg: (marking: string, caption: string) => svgOf(drawing(), readPalette(), marking, caption),
    png: (marking: string, caption: string) =>
      pngOf(svgOf(drawing(), readPalette(), marking, caption), drawing().size),
  }
  useNetworkCommands(part, picture, () => setFitTurn(fitTurn + 1))

  const [first] = part.nodes
  useEffect(() => {
    if (picked.length > 0 && !part.nodes.some(({ node }) => picked.includes(node))) change({ picked: [] })
  }, [picked, part, change])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const towards = arrows[event.key]
    const from = picked.at(-1)
    if (towards) {
      event.preventDefault()
      const shown = Object.fromEntries(part.nodes.map(({ node }) => [node, places[node] ?? { x: 0, y: 0 }]))
      const next = from ? nodeTowards(shown, from, towards) : (first?.node ?? null)
      if (next) pick([next], event.shiftKey)
    } else if (event.key === 'Enter' && from) change({ expand: [...new Set([...choices.expand, from])] })
    else if (event.key === 'Delete' && from) change({ hidden: [...hidden, from], picked: [] })
    else if (event.key === 'Escape') change({ picked: [], isLasso: false })
  }

  const roles = (Object.keys(roleNames) as (keyof typeof roleNames)[]).filter((role) =>
    part.nodes.some((node) => node.role === role),
  )
  const named = part.nodes.find(({ node }) => node === picked.at(-1))
  const words = `${plural(part.nodes.length, 'node')} and ${plural(part.edges.length, 'contact')} round ${formatPhone(around.title)}${named ? `; chosen: ${titleOf(named)}, ${roleNames[named.role]}` : ''}. The same data is under Table.`
  if (shows === 'table')
    return (
      <NodesTable
        nodes={part.nodes}
        edges={part.edges}
        values={values}
        metricWords={metricNames[metric]}
        onSelect={(node) => pick([node], false)}
      />
    )
  return (
    <div
      ref={measure}
      className="network-canvas"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard as a whole
      tabIndex={0}
      role="application"
      aria-label="Picture of the network; arrows go from node to node, Enter expands, Delete hides"
      onKeyDown={onKeyDown}
    >
      {size && size.width > 0 ? (
        <GraphCanvas
          {...part}
          words={words}
          size={size}
          places={places}
          arcs={isByCommunity ? [] : layout.arcs}
          communities={communityOf}
          picked={picked}
          pinned={pinned}
          onPath={onPath}
          isLasso={isLasso}
          fitTurn={fitTurn}
          onPick={pick}
          onExpand={(node) => change({ expand: [...new Set([...choices.expand, node])] })}
          onMove={(node, place) => change({ moved: { ...moved, [node]: place } })}
          onPlaces={setGrouped}
        />
      ) : null}
      {isByCommunity || !part.nodes.some(isInner) ? null : (
        <>
          <span className="network-side">Supply</span>
          <span className="network-side network-side-end">Demand</span>
        </>
      )}
      <Legend roles={roles} />
      <span className="unseen" role="status">
        {named ? `${titleOf(named)}, ${roleNames[named.role]}, ${plural(named.contacts, 'contact')}` : ''}
      </span>
    </div>
  )
}
