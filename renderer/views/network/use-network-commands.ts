import { useCommand } from '../../commands/registry.ts'
import { useChoices } from '../../state/choices.ts'
import type { Part } from './elements.ts'
import { neighboursOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { type Picture, useExport } from './use-network.ts'

const mostExpanded = 40

const withAll = (known: readonly string[], more: readonly string[]): string[] => [
  ...new Set([...known, ...more]),
]

/** Gives the network's commands their actions while the view is open. */
export const useNetworkCommands = (part: Part, picture: Picture, onFit: () => void): void => {
  const choices = useNetworkChoices()
  const { change, startFrom, picked, hidden, pinned, expand } = choices
  const choose = useChoices((state) => state.choose)
  const { mutate: save } = useExport()
  const chosen = part.nodes.filter(({ node }) => picked.includes(node))
  const none = chosen.length === 0 ? 'Choose a node first.' : null
  const one = chosen.length === 1 ? null : 'Choose one node first.'
  const empty = part.nodes.length === 0 ? 'Nothing is drawn.' : null
  useCommand(
    'network-expand',
    () => change({ expand: withAll(expand, picked).slice(-mostExpanded) }),
    none ?? (picked.every((node) => expand.includes(node)) ? 'Expanded already.' : null),
  )
  useCommand(
    'network-neighbours',
    () =>
      change({
        picked: withAll(
          picked,
          picked.flatMap((node) => neighboursOf(part.edges, node)),
        ),
      }),
    none,
  )
  useCommand('network-hide', () => change({ hidden: withAll(hidden, picked), picked: [] }), none)
  useCommand(
    'network-show-hidden',
    () => change({ hidden: [] }),
    hidden.length === 0 ? 'Nothing is hidden.' : null,
  )
  useCommand(
    'network-pin',
    () =>
      change({
        pinned: picked.every((node) => pinned.includes(node))
          ? pinned.filter((node) => !picked.includes(node))
          : withAll(pinned, picked),
      }),
    none,
  )
  useCommand(
    'network-start-here',
    () => {
      const [node] = chosen
      if (!node) return
      if (node.line && (node.role === 'line' || node.role === 'former')) choose({ lineId: node.line.lineId })
      startFrom(
        node.line && (node.role === 'line' || node.role === 'former')
          ? { lineId: node.line.lineId }
          : node.kind === 'person'
            ? { person: node.node }
            : { number: node.node },
      )
    },
    one,
  )
  useCommand(
    'network-path',
    () => change({ path: { from: picked[0]!, to: picked[1]! } }),
    picked.length === 2 ? null : 'Choose two nodes, the second with Shift.',
  )
  useCommand('network-forget-path', () => change({ path: null }), choices.path ? null : 'No path is drawn.')
  useCommand('network-lasso', () => change({ isLasso: !choices.isLasso, shows: 'picture' }), empty)
  useCommand('network-fit', onFit, empty)
  const nodes = part.nodes.map(({ node }) => node)
  useCommand('network-save-png', () => save({ format: 'png', nodes, picture }), empty)
  useCommand('network-save-svg', () => save({ format: 'svg', nodes, picture }), empty)
  useCommand('network-save-graphml', () => save({ format: 'graphml', nodes, picture }), empty)
}
