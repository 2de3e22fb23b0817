import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { NetworkAround, NetworkRole } from '../../../analysis/contract/index.ts'
import { runCommand } from '../../commands/registry.ts'
import { useRole } from '../../engine/followed.ts'
import { useChoices } from '../../state/choices.ts'
import { withoutPicked } from '../../state/narrowing.ts'
import { formatPhone, plural } from '../../text/numbers.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GroupNameDialog } from './group-name-dialog.tsx'
import { countWords, isGroupId } from './groups.ts'
import { arcLabels, labelsFor } from './labels.ts'
import { Legend } from './legend.tsx'
import type { Size } from './model.ts'
import { edgeId, isInner, type Point, roleNames, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { NodesTable } from './nodes-table.tsx'
import { type Frame, pngOf, svgOf } from './picture.ts'
import { readPalette } from './stylesheet.ts'
import { useDrawing } from './use-drawing.ts'
import { useMeasure, usePath } from './use-network.ts'
import { useNetworkCommands } from './use-network-commands.ts'
import { usePictureKeys } from './use-picture-keys.ts'
import { metricNames } from './who-holds-it.tsx'

const usualSize: Size = { width: 900, height: 520 }
const frameRoom = 22

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

/** The frame round nodes, for a picture that is saved. */
const frameRound = (label: string, points: readonly Point[]): Frame => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs) - frameRoom, Math.min(...ys) - frameRoom]
  return {
    label,
    x: left,
    y: top,
    width: Math.max(...xs) + frameRoom - left,
    height: Math.max(...ys) + frameRoom - top,
  }
}

/** The picture and its table, with the choices that both share. */
export const NetworkDrawing = ({ around }: { readonly around: NetworkAround }) => {
  const [measure, size] = useSize()
  const choices = useNetworkChoices()
  const { picked, pinned, moved, shows, isLasso, metric, change } = choices
  const choose = useChoices((state) => state.choose)
  const role = useRole()
  const path = usePath()
  const measured = useMeasure('chosen')
  const [fitTurn, setFitTurn] = useState(0)
  const { whole, part, places, communities, arcs } = useDrawing(around, size ?? usualSize)
  const onPath = useMemo(
    () => new Set(choices.path && path.data?.found ? path.data.edges.map(edgeId) : []),
    [choices.path, path.data],
  )
  const values = useMemo(
    () => new Map(measured.data?.values.map(({ node, value }) => [node, value] as const)),
    [measured.data],
  )

  const pick = (ids: readonly string[], adds: boolean) => {
    const next = adds
      ? [...picked.filter((id) => !ids.includes(id)), ...ids.filter((id) => !picked.includes(id))]
      : [...ids]
    change({ picked: next })
    const [only] = next.length === 1 ? whole.nodes.filter(({ node }) => node === next[0]) : []
    if (only)
      choose({
        number: only.kind === 'number' ? only.node : (only.numbers.at(-1) ?? null),
        personId: only.person,
      })
    else if (useChoices.getState().somebodyFrom === 'network')
      choose(withoutPicked(useChoices.getState(), role) ?? {})
  }

  const drawing = () => {
    const shown = size ?? usualSize
    const open = part.groups.filter(({ isOpen }) => isOpen)
    return {
      title: `Network round ${formatPhone(around.title)}`,
      ...part,
      places,
      arcs,
      frames: open.map((group) =>
        frameRound(
          `${group.name}, ${group.shown.length}`,
          group.shown.flatMap(({ node }) => places[node] ?? []),
        ),
      ),
      labels: labelsFor(part.nodes, places, picked, shown.width, part.groups, arcLabels(arcs)),
      size: shown,
    }
  }
  const picture = {
    svg: (marking: string, caption: string) => svgOf(drawing(), readPalette(), marking, caption),
    png: (marking: string, caption: string) =>
      pngOf(svgOf(drawing(), readPalette(), marking, caption), drawing().size),
  }
  useNetworkCommands(whole, part, places, picture, () => setFitTurn(fitTurn + 1))

  useEffect(() => {
    const drawn = new Set([...whole.nodes.map(({ node }) => node), ...part.groups.map(({ id }) => id)])
    if (picked.length > 0 && !picked.some((id) => drawn.has(id))) change({ picked: [] })
  }, [picked, whole, part, change])

  const onKeyDown = usePictureKeys(part, places, pick)
  const roles = (Object.keys(roleNames) as NetworkRole[]).filter((role) =>
    part.nodes.some((node) => node.role === role),
  )
  const last = picked.at(-1)
  const named = part.nodes.find(({ node }) => node === last)
  const namedGroup = part.groups.find(({ id }) => id === last)
  const chosenWords = named
    ? `${titleOf(named)}, ${roleNames[named.role]}, ${plural(named.contacts, 'contact')}`
    : namedGroup
      ? `${namedGroup.name}, group of ${countWords(namedGroup)}`
      : ''
  const words = `${plural(part.nodes.length, 'node')} and ${plural(part.edges.length, 'contact')} round ${formatPhone(around.title)}${part.groups.length > 0 ? `, ${plural(part.groups.length, 'group')}` : ''}${chosenWords ? `; chosen: ${chosenWords}` : ''}. The same data is under Table.`
  if (shows === 'table')
    return (
      <>
        <NodesTable
          nodes={whole.nodes}
          edges={whole.edges}
          groups={part.groups}
          values={values}
          metricWords={metricNames[metric]}
          onSelect={pick}
        />
        <GroupNameDialog groups={part.groups} />
      </>
    )
  return (
    <div
      ref={measure}
      className="network-canvas"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard as a whole
      tabIndex={0}
      role="application"
      aria-label="Picture of the network; arrows go from node to node, with Shift they choose more; Enter expands a node or opens a group, Delete hides"
      onKeyDown={onKeyDown}
    >
      {size && size.width > 0 ? (
        <GraphCanvas
          part={part}
          words={words}
          size={size}
          places={places}
          arcs={arcs}
          communities={communities}
          picked={picked}
          pinned={pinned}
          onPath={onPath}
          isLasso={isLasso}
          fitTurn={fitTurn}
          onPick={pick}
          onOpen={(id) => {
            change({ picked: [id] })
            setTimeout(() => runCommand(isGroupId(id) ? 'network-open-group' : 'network-expand'), 0)
          }}
          onMove={(more) => change({ moved: { ...moved, ...more } })}
        />
      ) : null}
      {communities !== null || !part.nodes.some(isInner) ? null : (
        <>
          <span className="network-side">Supply</span>
          <span className="network-side network-side-end">Demand</span>
        </>
      )}
      <Legend
        roles={roles}
        hasGroups={part.groups.some(({ isOpen }) => !isOpen)}
        hasPinned={part.nodes.some(({ node }) => pinned.includes(node))}
      />
      <span className="unseen" role="status">
        {chosenWords}
      </span>
      <GroupNameDialog groups={part.groups} />
    </div>
  )
}
