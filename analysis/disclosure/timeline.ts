import type { ImpliedCount, SystemRow } from './attack-sums.ts'
import { buildAttackSystem } from './attack-system.ts'
import { type JointCell, type JointCells, joinEarlier } from './joint-cells.ts'
import type { CellReference, Movement, ReleaseRecord } from './release-types.ts'

/** The counts of one cut-off, and their unknowns in the system of all cut-offs. */
export type Moment = {
  cutOff: string
  joint: JointCells
  /** The column of each place. */
  columnOf: ReadonlyMap<string, number>
  implied: ImpliedCount[]
  /** How counts moved since the cut-off before that told of them, by place. */
  moved: ReadonlyMap<string, NonNullable<JointCell['moved']>>
}

/** The counts of several cut-offs in one system: each cut-off has unknowns of its own. */
export type Timeline = { columnCount: number; rows: SystemRow[]; moments: Moment[] }

/** How a count moved since an earlier moment; undefined where nothing is known. */
export type MovementOf = (later: JointCell, earlier: JointCell, since: string) => Movement | undefined

/** What the records say, else whether the digests are equal. */
export const recordedMovement: MovementOf = (later, earlier, since) => {
  if (later.moved?.since === since) return later.moved.by
  return later.contents.some((content) => earlier.contents.includes(content)) ? 'none' : undefined
}

/** The releases of each cut-off, in the order in which the cut-offs were first released. */
export function cutOffsOf(records: readonly ReleaseRecord[]): { cutOff: string; joint: JointCells }[] {
  const byCutOff = new Map<string, ReleaseRecord[]>()
  for (const record of records) byCutOff.set(record.cutOff, [...(byCutOff.get(record.cutOff) ?? []), record])
  return [...byCutOff].map(([cutOff, same]) => ({
    cutOff,
    joint: joinEarlier({ dimensions: [], measures: [] }, same),
  }))
}

const labelOf = ({ measure, at }: CellReference): string =>
  JSON.stringify([measure, Object.entries(at).sort()])

/** Finds the counts of a moment by their place, or by the labels that a reader sees. */
function finderIn(joint: JointCells): (cell: JointCell) => JointCell | undefined {
  const byLabel = new Map([...joint.cells.values()].map((cell) => [labelOf(cell.reference), cell]))
  return (cell) => joint.cells.get(cell.place.key) ?? byLabel.get(labelOf(cell.reference))
}

/**
 * The row that ties a count to what it was: the earlier less the later. The news may report one event, so that a rise by one event
 * is known; of people it is known only that there are no fewer.
 */
function tie(by: Movement, isOfEvents: boolean, columns: [number, number]): SystemRow {
  const factors = [1, -1]
  if (by === 'none') return { columns, factors, lower: 0, upper: 0 }
  if (by === 'one-more' && isOfEvents) return { columns, factors, lower: -1, upper: -1 }
  return { columns, factors, lower: Number.NEGATIVE_INFINITY, upper: 0 }
}

/**
 * Joins the systems of several cut-offs. A count that did not change is the same count; of others a reader knows that they only
 * grow, and by how much where it was one event.
 * @param cutOffs in the order of their first release
 * @throws SystemTooLarge
 */
export function buildTimeline(
  cutOffs: readonly { cutOff: string; joint: JointCells }[],
  movementOf: MovementOf = recordedMovement,
): Timeline {
  const timeline: Timeline = { columnCount: 0, rows: [], moments: [] }
  const finders: ((cell: JointCell) => JointCell | undefined)[] = []
  for (const { cutOff, joint } of cutOffs) {
    const first = timeline.columnCount
    const system = buildAttackSystem([...joint.cells.values()], joint.universe, joint.measures)
    timeline.columnCount += system.columnCount
    for (const row of system.rows)
      timeline.rows.push({ ...row, columns: row.columns.map((column) => column + first) })
    const columnOf = new Map([...system.columnOf].map(([key, column]) => [key, column + first]))
    const moved = new Map<string, NonNullable<JointCell['moved']>>()
    for (const cell of joint.cells.values()) {
      const from = lastBefore(timeline.moments, finders, cell)
      const by = from && movementOf(cell, from.cell, from.moment.cutOff)
      if (!from || !by) continue
      const { key } = cell.place
      moved.set(key, { since: from.moment.cutOff, by })
      const columns: [number, number] = [from.moment.columnOf.get(from.cell.place.key)!, columnOf.get(key)!]
      timeline.rows.push(tie(by, joint.measures.get(cell.place.measure)?.unit === 'events', columns))
    }
    const implied = system.implied.map((one) => ({ ...one, column: one.column + first }))
    timeline.moments.push({ cutOff, joint, columnOf, implied, moved })
    finders.push(finderIn(joint))
  }
  return timeline
}

/** The newest moment before that tells of a count. */
function lastBefore(
  moments: readonly Moment[],
  finders: readonly ((cell: JointCell) => JointCell | undefined)[],
  cell: JointCell,
): { moment: Moment; cell: JointCell } | undefined {
  for (let index = moments.length - 1; index >= 0; index--) {
    const before = finders[index]!(cell)
    if (before) return { moment: moments[index]!, cell: before }
  }
  return undefined
}
