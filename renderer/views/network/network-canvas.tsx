import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { NetworkAround, NetworkRole } from '../../../analysis/contract/index.ts'
import { runCommand } from '../../commands/registry.ts'
import { useRole } from '../../engine/followed.ts'
import { useChoices } from '../../state/choices.ts'
import { withoutPicked } from '../../state/narrowing.ts'
import { formatPhone, plural } from '../../text/numbers.ts'
import type { Part } from './elements.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GroupNameDialog } from './group-name-dialog.tsx'
import { countWords, type FoldedPart, isGroupId } from './groups.ts'
import { arcLabels, labelsFor } from './labels.ts'
import { Legend } from './legend.tsx'
import { edgeId, isInner, type Point, roleNames, type Size, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { NodesTable } from './nodes-table.tsx'
import { type Frame, pngOf, svgOf } from './picture.ts'
import type { Arc } from './ring-layout.ts'
import { readPalette } from './stylesheet.ts'
import { useDrawing } from './use-drawing.ts'
import { type Picture, useMeasure, usePath } from './use-network.ts'
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

/** Chooses nodes and groups; the other views follow a node that is chosen alone. */
const usePick = (whole: Part) => {
  const { picked, change } = useNetworkChoices()
  const choose = useChoices((state) => state.choose)
  const role = useRole()
  return (ids: readonly string[], adds: boolean) => {
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
}

interface Drawn {
  readonly part: FoldedPart
  readonly places: Readonly<Record<string, Point>>
  readonly arcs: readonly Arc[]
  readonly size: Size
}

/** The picture as it is saved. */
const usePicture = (around: NetworkAround, { part, places, arcs, size }: Drawn): Picture => {
  const picked = useNetworkChoices((choices) => choices.picked)
  const drawing = () => ({
    title: `Network round ${formatPhone(around.title)}`,
    ...part,
    places,
    arcs,
    frames: part.groups
      .filter(({ isOpen }) => isOpen)
      .map((group) =>
        frameRound(
          `${group.name}, ${group.shown.length}`,
          group.shown.flatMap(({ node }) => places[node] ?? []),
        ),
      ),
    labels: labelsFor(part.nodes, places, picked, size.width, part.groups, arcLabels(arcs)),
    size,
  })
  return {
    svg: (marking, caption) => svgOf(drawing(), readPalette(), marking, caption),
    png: (marking, caption) => pngOf(svgOf(drawing(), readPalette(), marking, caption), size),
  }
}

const rolesOf = (part: FoldedPart): NetworkRole[] =>
  (Object.keys(roleNames) as NetworkRole[]).filter((role) => part.nodes.some((node) => node.role === role))

/** The node or group that was chosen last, in words. */
const wordsOfChosen = (part: FoldedPart, id: string | undefined): string => {
  const node = part.nodes.find((one) => one.node === id)
  if (node) return `${titleOf(node)}, ${roleNames[node.role]}, ${plural(node.contacts, 'contact')}`
  const group = part.groups.find((one) => one.id === id)
  return group ? `${group.name}, group of ${countWords(group)}` : ''
}

/** The picture for a screen reader. */
const pictureWords = (around: NetworkAround, part: FoldedPart, chosenWords: string): string => {
  const counts = `${plural(part.nodes.length, 'node')} and ${plural(part.edges.length, 'contact')} round ${formatPhone(around.title)}`
  const groups = part.groups.length > 0 ? `, ${plural(part.groups.length, 'group')}` : ''
  const chosen = chosenWords ? `; chosen: ${chosenWords}` : ''
  return `${counts}${groups}${chosen}. The same data is under Table.`
}

/** What was measured of each node that is drawn. */
const useValues = (): ReadonlyMap<string, number> => {
  const { data } = useMeasure('chosen')
  return useMemo(() => new Map(data?.values.map(({ node, value }) => [node, value] as const)), [data])
}

/** The contacts on the path that was asked for. */
const useEdgesOnPath = (): ReadonlySet<string> => {
  const isAsked = useNetworkChoices((choices) => choices.path !== null)
  const { data } = usePath()
  return useMemo(() => new Set(isAsked && data?.found ? data.edges.map(edgeId) : []), [isAsked, data])
}

/** Lets go of what was chosen once none of it is drawn. */
const usePickedDrawn = (whole: Part, part: FoldedPart): void => {
  const { picked, change } = useNetworkChoices()
  useEffect(() => {
    const drawn = new Set([...whole.nodes.map(({ node }) => node), ...part.groups.map(({ id }) => id)])
    if (picked.length > 0 && !picked.some((id) => drawn.has(id))) change({ picked: [] })
  }, [picked, whole, part, change])
}

/** The picture and its table, with the choices that both share. */
export const NetworkDrawing = ({ around }: { readonly around: NetworkAround }) => {
  const [measure, size] = useSize()
  const { picked, pinned, moved, shows, isLasso, metric, change } = useNetworkChoices()
  const [fitTurn, setFitTurn] = useState(0)
  const { whole, part, places, communities, arcs } = useDrawing(around, size ?? usualSize)
  const onPath = useEdgesOnPath()
  const values = useValues()
  const pick = usePick(whole)
  const picture = usePicture(around, { part, places, arcs, size: size ?? usualSize })
  useNetworkCommands(whole, part, places, picture, () => setFitTurn(fitTurn + 1))

  usePickedDrawn(whole, part)
  const onKeyDown = usePictureKeys(part, places, pick)
  const chosenWords = wordsOfChosen(part, picked.at(-1))
  const words = pictureWords(around, part, chosenWords)
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
        roles={rolesOf(part)}
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
