import type { AttackSystem, ImpliedCount, SystemRow } from './attack-sums.ts'
import { buildAttackSystem } from './attack-system.ts'
import { EqualUnknowns } from './equal-unknowns.ts'
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
function tie(by: Exclude<Movement, 'none'>, isOfEvents: boolean, columns: [number, number]): SystemRow {
  const factors = [1, -1]
  if (by === 'one-more' && isOfEvents) return { columns, factors, lower: -1, upper: -1 }
  return { columns, factors, lower: Number.NEGATIVE_INFINITY, upper: 0 }
}

/** The systems of several moments while they are joined, with what moved and which unknowns are one. */
class Joining {
  readonly rows: SystemRow[] = []
  readonly moments: Moment[] = []
  private readonly unknowns = new EqualUnknowns()
  private readonly finders: ((cell: JointCell) => JointCell | undefined)[] = []
  private blocks = new Map<string, { moment: Moment; first: number }>()

  add({ cutOff, joint }: { cutOff: string; joint: JointCells }, movementOf: MovementOf): void {
    const system = buildAttackSystem([...joint.cells.values()], joint.universe, joint.measures)
    const first = this.unknowns.add(system.columnCount)
    for (const row of system.rows)
      this.rows.push({ ...row, columns: row.columns.map((column) => column + first) })
    const columnOf = new Map([...system.columnOf].map(([key, column]) => [key, column + first]))
    const moved = new Map<string, NonNullable<JointCell['moved']>>()
    const sameSince = new Map<string, Moment>()
    for (const cell of joint.cells.values()) {
      const from = this.lastBefore(cell)
      const by = from && movementOf(cell, from.cell, from.moment.cutOff)
      if (!from || !by) continue
      const { key } = cell.place
      moved.set(key, { since: from.moment.cutOff, by })
      const columns: [number, number] = [from.moment.columnOf.get(from.cell.place.key)!, columnOf.get(key)!]
      if (by === 'none') {
        this.unknowns.join(...columns)
        if (from.cell.place.key === key) sameSince.set(key, from.moment)
      } else this.rows.push(tie(by, joint.measures.get(cell.place.measure)?.unit === 'events', columns))
    }
    const implied = system.implied.map((one) => ({ ...one, column: one.column + first }))
    const moment: Moment = { cutOff, joint, columnOf, implied, moved }
    this.joinBlocks(system, first, moment, sameSince)
    this.moments.push(moment)
    this.finders.push(finderIn(joint))
  }

  finished(): Timeline {
    const { columnCount, rows, columnOf } = this.unknowns.reduced(this.rows)
    const moments = this.moments.map((moment) => ({
      ...moment,
      columnOf: new Map([...moment.columnOf].map(([key, column]) => [key, columnOf(column)])),
      implied: moment.implied.map((one) => ({ ...one, column: columnOf(one.column) })),
    }))
    return { columnCount, rows, moments }
  }

  /** Where no count of a block moved, what explained them before explains them still. */
  private joinBlocks(
    { blocks }: AttackSystem,
    offset: number,
    moment: Moment,
    sameSince: ReadonlyMap<string, Moment>,
  ): void {
    for (const { signature, keys, first, count } of blocks) {
      const before = this.blocks.get(signature)
      if (before && keys.every((key) => sameSince.get(key) === before.moment)) {
        for (let column = 0; column < count; column++)
          this.unknowns.join(before.first + column, offset + first + column)
      }
      this.blocks.set(signature, { moment, first: offset + first })
    }
  }

  /** The newest moment before that tells of a count. */
  private lastBefore(cell: JointCell): { moment: Moment; cell: JointCell } | undefined {
    for (let index = this.moments.length - 1; index >= 0; index--) {
      const before = this.finders[index]!(cell)
      if (before) return { moment: this.moments[index]!, cell: before }
    }
    return undefined
  }
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
  const joining = new Joining()
  for (const one of cutOffs) joining.add(one, movementOf)
  return joining.finished()
}
