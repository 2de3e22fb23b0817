import { freeMiddle } from './free-places.ts'
import type { DrawnGroup } from './groups.ts'
import type { Point, Size } from './model.ts'

type Places = Readonly<Record<string, Point>>

const apart = 34
export const closedGroup = { width: 44, height: 26 } as const
const frameRoom = { width: 28, height: 52 } as const

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})

/** Columns and rows of an open group: a little wider than high. */
const gridOf = (count: number) => {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * 1.3)))
  return { columns, rows: Math.ceil(count / columns) }
}

/**
 * Adds where groups stand: a closed one in the middle of its members, an open one with its members together in rows, both where they
 * cover nobody else. A member that the analyst moved or pinned stays where it is, and nobody outside the group moves.
 * @param kept where groups were before, and where somebody moved them to: they stay there
 * @returns places of nodes, the members of open groups included, and of groups by their id
 */
export const withGroupPlaces = (
  places: Places,
  groups: readonly DrawnGroup[],
  kept: { readonly moved: Places; readonly before: Places },
  size: Size,
): Places => {
  const all: Record<string, Point> = { ...places }
  const grouped = new Set(groups.flatMap(({ shown }) => shown.map(({ node }) => node)))
  const taken = Object.entries(places).flatMap(([node, point]) => (grouped.has(node) ? [] : [point]))
  for (const group of groups) {
    const points = group.shown.flatMap(({ node }) => places[node] ?? [])
    if (points.length === 0) continue
    const { columns, rows } = gridOf(group.shown.length)
    const box = group.isOpen
      ? { width: (columns - 1) * apart + frameRoom.width, height: (rows - 1) * apart + frameRoom.height }
      : closedGroup
    const middle =
      kept.moved[group.id] ??
      kept.before[`${group.id} ${group.isOpen ? 'open' : 'closed'}`] ??
      freeMiddle(middleOf(points), box, taken, size)
    all[group.id] = middle
    if (!group.isOpen) {
      taken.push(middle)
      continue
    }
    group.shown.forEach(({ node }, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)]
      const inRow = row === rows - 1 ? group.shown.length - row * columns : columns
      all[node] = kept.moved[node] ?? {
        x: middle.x + (column - (inRow - 1) / 2) * apart,
        y: middle.y + (row - (rows - 1) / 2) * apart,
      }
      taken.push(all[node])
    })
  }
  return all
}

/** What must be kept of the places for the next picture to leave everybody where they stand. */
export const placesOfAll = (places: Places, groups: readonly DrawnGroup[], base: Places): Places => ({
  ...base,
  ...Object.fromEntries(
    groups.flatMap(({ id, isOpen }) =>
      places[id] ? [[`${id} ${isOpen ? 'open' : 'closed'}`, places[id]] as const] : [],
    ),
  ),
})
