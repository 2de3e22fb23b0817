import { useCommand } from '../../commands/registry.ts'
import { useChoices } from '../../state/choices.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import type { Part } from './elements.ts'
import { type FoldedPart, isGroupId, membersOf } from './groups.ts'
import { neighboursOf, type Point, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { useGroupCommands } from './use-group-commands.ts'
import { type Picture, useExport } from './use-network.ts'

const mostExpanded = 40

const withAll = (known: readonly string[], more: readonly string[]): string[] => [
  ...new Set([...known, ...more]),
]

/** What the commands are about. */
interface Commanded {
  readonly whole: Part
  readonly part: FoldedPart
  readonly places: Readonly<Record<string, Point>>
}

/** The chosen nodes, those in chosen groups among them, and why a command about them cannot be given. */
const useChosenNodes = ({ whole }: Commanded) => {
  const { picked, groups } = useNetworkChoices()
  const members = membersOf(picked, groups)
  const chosen = whole.nodes.filter(({ node }) => members.includes(node))
  return {
    members,
    chosen,
    called: chosen.length === 1 ? titleOf(chosen[0]!) : plural(chosen.length, 'node'),
    none: chosen.length === 0 ? 'Choose a node first.' : null,
    notOne: picked.length === 1 && chosen.length === 1 ? null : 'Choose one node first.',
  }
}

const whyEmpty = ({ whole }: Commanded): string | null =>
  whole.nodes.length === 0 ? 'Nothing is drawn.' : null

/** More of the network, or less of it. */
const useShowCommands = (commanded: Commanded): void => {
  const { doAndSay, hidden, expand } = useNetworkChoices()
  const { members, called, none } = useChosenNodes(commanded)
  useCommand(
    'network-expand',
    () =>
      doAndSay(`Closest contacts of ${called} brought in.`, {
        expand: withAll(expand, members).slice(-mostExpanded),
      }),
    none ?? (members.every((node) => expand.includes(node)) ? 'Expanded already.' : null),
  )
  useCommand(
    'network-hide',
    () => doAndSay(`${called} hidden.`, { hidden: withAll(hidden, members), picked: [] }),
    none,
  )
  useCommand(
    'network-show-hidden',
    () => doAndSay(`${formatCount(hidden.length)} shown again.`, { hidden: [] }),
    hidden.length === 0 ? 'Nothing is hidden.' : null,
  )
}

/** What is chosen. */
const useChooseCommands = (commanded: Commanded): void => {
  const { part } = commanded
  const { change, picked, isLasso } = useNetworkChoices()
  const { none } = useChosenNodes(commanded)
  const empty = whyEmpty(commanded)
  useCommand(
    'network-neighbours',
    () =>
      change({
        picked: withAll(
          picked,
          picked.flatMap((id) => neighboursOf(part.edges, id)),
        ),
      }),
    none,
  )
  useCommand(
    'network-choose-all',
    () =>
      change({
        picked: [
          ...part.nodes.map(({ node }) => node),
          ...part.groups.filter(({ isOpen }) => !isOpen).map(({ id }) => id),
        ],
      }),
    empty,
  )
  useCommand('network-lasso', () => change({ isLasso: !isLasso, shows: 'picture' }), empty)
}

/** Where the picture starts, where a node stands, and the path between two. */
const usePlaceCommands = (commanded: Commanded): void => {
  const { places } = commanded
  const { change, doAndSay, picked, pinned, moved, path } = useNetworkChoices()
  const choose = useChoices((state) => state.choose)
  const { chosen, called, none, notOne } = useChosenNodes(commanded)
  const arePinned = picked.every((id) => pinned.includes(id))
  useCommand(
    'network-pin',
    () =>
      arePinned
        ? doAndSay(`${called} unpinned.`, { pinned: pinned.filter((id) => !picked.includes(id)) })
        : doAndSay(`${called} pinned where it stands.`, {
            pinned: withAll(pinned, picked),
            moved: {
              ...moved,
              ...Object.fromEntries(picked.flatMap((id) => (places[id] ? [[id, places[id]] as const] : []))),
            },
          }),
    none,
  )
  useCommand(
    'network-start-here',
    () => {
      const [node] = chosen
      if (!node) return
      if (node.line && (node.role === 'line' || node.role === 'former'))
        choose({ lineId: node.line.lineId, focus: { lineId: node.line.lineId } })
      else if (node.kind === 'person')
        choose({ personId: node.node, number: null, focus: { person: node.node } })
      else choose({ number: node.node, personId: null, focus: { number: node.node } })
    },
    notOne,
  )
  const ends = picked.filter((id) => !isGroupId(id))
  useCommand(
    'network-path',
    () => change({ path: { from: ends[0]!, to: ends[1]! } }),
    picked.length !== 2
      ? 'Choose two nodes, the second with Shift.'
      : ends.length < 2
        ? 'A path runs between two nodes; open the group and choose a member.'
        : null,
  )
  useCommand('network-forget-path', () => change({ path: null }), path ? null : 'No path is drawn.')
}

const useSaveCommands = (commanded: Commanded, picture: Picture): void => {
  const { whole, part } = commanded
  const unit = useNetworkChoices((choices) => choices.unit)
  const { mutate: save } = useExport()
  const empty = whyEmpty(commanded)
  const drawn = {
    nodes: whole.nodes.map(({ node }) => node),
    groups: part.groups
      .filter((group) => group.unit === unit)
      .map(({ name, shown }) => ({ name, members: shown.map(({ node }) => node) })),
    picture,
  }
  useCommand('network-save-png', () => save({ format: 'png', ...drawn }), empty)
  useCommand('network-save-svg', () => save({ format: 'svg', ...drawn }), empty)
  useCommand('network-save-graphml', () => save({ format: 'graphml', ...drawn }), empty)
}

/** Gives the network's commands their actions while the view is open. */
export const useNetworkCommands = (
  whole: Part,
  part: FoldedPart,
  places: Readonly<Record<string, Point>>,
  picture: Picture,
  onFit: () => void,
): void => {
  const commanded = { whole, part, places }
  useGroupCommands(part)
  useShowCommands(commanded)
  useChooseCommands(commanded)
  usePlaceCommands(commanded)
  useSaveCommands(commanded, picture)
  useCommand('network-fit', onFit, whyEmpty(commanded))
}
