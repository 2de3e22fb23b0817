import { Attack, type Guard } from './attack.ts'
import { componentsOf } from './attack-components.ts'
import { buildAttackSystem } from './attack-system.ts'
import { joinEarlier, stillPublished } from './joint-cells.ts'
import { anyCount, intersect, protectedValues, type Range } from './knowledge.ts'
import { loadSolver } from './linear-programme.ts'
import type { AuditedCell, PublishedCell, ReleaseRecord } from './release-types.ts'

export type AuditOptions = {
  /** Leaves out the exact interval of cells that are already proven protected. */
  provesOnly?: boolean
}

/**
 * Attacks published releases with nothing but what they publish: for each suppressed count, and for each
 * difference of published counts that no table lists, computes the interval that a reader can infer.
 *
 * A primary cell is protected when no value from 1 to threshold - 1 can be ruled out; a secondary cell too, or when
 * its interval is at least the rounding base wide; a difference too, or when it cannot be seen to be 1 to threshold - 1.
 * Each cut-off is attacked separately, with what earlier releases say about counts that are unchanged.
 *
 * @returns one entry per suppressed count, with `lower` and `upper` in people or events
 * @throws DimensionConflict, SystemTooLarge
 */
export async function auditReleases(
  records: readonly ReleaseRecord[],
  options: AuditOptions = {},
): Promise<AuditedCell[]> {
  const cutOffs = [...new Set(records.map((record) => record.cutOff))]
  const found = await Promise.all(cutOffs.map((cutOff) => auditCutOff(toldAt(cutOff, records), options)))
  return found.flat()
}

function toldAt(cutOff: string, records: readonly ReleaseRecord[]): ReleaseRecord[] {
  const own = records.filter((record) => record.cutOff === cutOff)
  const last = own[own.length - 1]!
  const contents = new Set(own.flatMap((record) => record.cells.map((cell) => cell.content)))
  const isUnchanged = ({ content }: PublishedCell) => content !== undefined && contents.has(content)
  const upToLast = records.slice(0, records.indexOf(last) + 1)
  const told = stillPublished(last, upToLast, cutOff, (record) => record.cells.filter(isUnchanged))
  return [...told.filter((record) => record.releaseId !== last.releaseId), last]
}

async function auditCutOff(records: readonly ReleaseRecord[], options: AuditOptions): Promise<AuditedCell[]> {
  const highs = await loadSolver()
  const joint = joinEarlier({ dimensions: [], measures: [] }, records)
  const cells = [...joint.cells.values()]
  const system = buildAttackSystem(cells, joint.universe, joint.measures)
  const lower = new Float64Array(system.columnCount)
  const upper = new Float64Array(system.columnCount).fill(Number.POSITIVE_INFINITY)
  const limit = (column: number, range: Range) => {
    const both = intersect(range, { lower: lower[column]!, upper: upper[column]! })
    lower[column] = both.lower
    upper[column] = both.upper
  }
  const guards: Guard[] = []
  for (const cell of cells) {
    const column = system.columnOf.get(cell.place.key)!
    limit(column, cell.earlier)
    for (const { releaseId, rules, status } of cell.suppressedBy) {
      const isPrimary = status === 'primary'
      guards.push({
        key: cell.place.key,
        column,
        reference: cell.reference,
        releaseId,
        kind: isPrimary ? 'primary' : 'secondary',
        values: isPrimary ? protectedValues(rules) : [],
        width: isPrimary ? 0 : rules.roundingBase,
        notSmallerThan: null,
      })
    }
  }
  const last = records[records.length - 1]!
  const threshold = Math.max(...records.map((record) => record.policy.threshold))
  for (const implied of system.implied) {
    limit(implied.column, anyCount)
    guards.push({
      key: implied.key,
      column: implied.column,
      reference: implied.reference,
      releaseId: last.releaseId,
      kind: 'implied',
      values: [],
      width: 0,
      notSmallerThan: threshold,
    })
  }
  const audited: AuditedCell[] = []
  for (const component of componentsOf(system.columnCount, system.rows, lower, upper, () => false)) {
    const own = new Set(component.columns)
    const waiting = guards.filter((guard) => own.has(guard.column))
    if (waiting.length === 0) continue
    const attack = new Attack(highs, component)
    try {
      attack.searchTogether(waiting)
      for (const guard of waiting) {
        const finding = findingOf(guard, attack, options)
        const asSmall = asSmallCount(guard, protectedValues(last.policy))
        const isOne = asSmall !== null && !finding.isProtected
        const second = isOne ? findingOf(asSmall, attack, options) : finding
        audited.push(second.isProtected ? { ...second, kind: guard.kind } : finding)
      }
    } finally {
      attack.dispose()
    }
  }
  return audited
}

/**
 * A hidden count that may be small, and a difference that is recognisably small, are protected like a primary cell: none of the small
 * values can be ruled out. "[d]" may hide a small count, and "[c]" less its empty parts is "[c]" again.
 */
const asSmallCount = (guard: Guard, values: number[]): Guard | null =>
  guard.kind === 'primary'
    ? null
    : {
        ...guard,
        kind: 'primary',
        values: values.filter((value) => value > 0),
        width: 0,
        notSmallerThan: null,
      }

/** The verdict on one guard, with the interval that an attacker infers. */
export function findingOf(guard: Guard, attack: Attack, options: AuditOptions): AuditedCell {
  const finding = attack.examine(guard)
  const isShort = options.provesOnly && finding.isProtected && guard.values.length > 0
  const interval = isShort
    ? { lower: guard.values[0]!, upper: guard.values[guard.values.length - 1]! }
    : attack.interval(guard.column)
  return {
    key: guard.key,
    reference: guard.reference,
    kind: guard.kind,
    releaseId: guard.releaseId,
    ...interval,
    excluded: finding.excluded,
    isProtected: finding.isProtected,
    why: whyOf(guard, finding.isProtected, finding.excluded, interval),
  }
}

function whyOf(guard: Guard, isProtected: boolean, excluded: readonly number[], interval: Range): string {
  const between = `a reader can tell that it lies between ${interval.lower} and ${interval.upper}`
  if (isProtected) return between
  if (excluded.length > 0) return `${between}, and that it is not ${excluded.join(', ')}`
  if (guard.kind === 'secondary') return `${between}, which is narrower than ${guard.width}`
  return `${between}, a small count that no table shows`
}
