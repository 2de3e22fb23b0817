import type { KeyboardEvent } from 'react'
import { runCommand } from '../../commands/registry.ts'
import { type FoldedPart, isGroupId } from './groups.ts'
import { nodeTowards, type Point } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** What can be walked to by the arrows: nodes and closed groups. */
const walkable = (part: FoldedPart, places: Readonly<Record<string, Point>>) =>
  Object.fromEntries(
    [
      ...part.nodes.map(({ node }) => node),
      ...part.groups.filter(({ isOpen }) => !isOpen).map(({ id }) => id),
    ].map((id) => [id, places[id] ?? { x: 0, y: 0 }]),
  )

/** The keys of the picture: arrows go from node to node, Shift chooses more, Enter expands a node or opens a group. */
export const usePictureKeys = (
  part: FoldedPart,
  places: Readonly<Record<string, Point>>,
  pick: (ids: readonly string[], adds: boolean) => void,
) => {
  const { picked, change } = useNetworkChoices()
  const [first] = part.nodes
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const towards = arrows[event.key]
    const from = picked.at(-1)
    if (towards) {
      event.preventDefault()
      const next = from ? nodeTowards(walkable(part, places), from, towards) : (first?.node ?? null)
      if (next) pick([next], event.shiftKey)
    } else if (event.key === 'Enter' && from) {
      event.preventDefault()
      runCommand(isGroupId(from) ? 'network-open-group' : 'network-expand')
    } else if (event.key === 'Delete' && from) runCommand('network-hide')
    else if (event.key === 'Escape') {
      change({ isLasso: false })
      pick([], false)
    }
  }
}
