import { Attack, type Guard } from './attack.ts'
import { componentsOf } from './attack-components.ts'
import { anyCount, intersect, protectedValues, type Range } from './knowledge.ts'
import { loadSolver } from './linear-programme.ts'
import type { AuditedCell, ReleaseRecord } from './release-types.ts'
import { buildTimeline, cutOffsOf, type Moment } from './timeline.ts'

export type AuditOptions = {
  /** Leaves out the exact interval of cells that are already proven protected. */
  provesOnly?: boolean
}

/**
 * Attacks published releases with what they publish and what the world knows: for each suppressed count, and for each
 * difference of published counts that no table lists, computes the interval that a reader can infer.
 *
 * A primary cell is protected when no value from 1 to threshold - 1 can be ruled out; a secondary cell too, or when
 * its interval is at least the rounding base wide; a difference too, or when it cannot be seen to be 1 to threshold - 1.
 * All cut-offs are attacked together (see `buildTimeline`).
 *
 * @returns one entry per suppressed count and cut-off, with `lower` and `upper` in people or events
 * @throws DimensionConflict where releases of one cut-off mean different things, SystemTooLarge
 */
export async function auditReleases(
  records: readonly ReleaseRecord[],
  options: AuditOptions = {},
): Promise<AuditedCell[]> {
  const highs = await loadSolver()
  const { columnCount, rows, moments } = buildTimeline(cutOffsOf(records))
  const lower = new Float64Array(columnCount)
  const upper = new Float64Array(columnCount).fill(Number.POSITIVE_INFINITY)
  const guards: Guard[] = []
  for (const moment of moments) {
    for (const [column, range] of rangesOf(moment)) {
      const both = intersect(range, { lower: lower[column]!, upper: upper[column]! })
      lower[column] = both.lower
      upper[column] = both.upper
    }
    const own = records.filter(({ cutOff }) => cutOff === moment.cutOff)
    guards.push(...guardsOf(moment, own).map((guard) => leftOf(guard, records)))
  }
  const audited: AuditedCell[] = []
  for (const component of componentsOf(columnCount, rows, lower, upper, () => false)) {
    const own = new Set(component.columns)
    const waiting = guards.filter((guard) => own.has(guard.column))
    if (waiting.length === 0) continue
    const attack = new Attack(highs, component)
    try {
      attack.searchTogether(waiting)
      for (const guard of waiting) audited.push(findingOf(guard, attack, options))
    } finally {
      attack.dispose()
    }
  }
  return audited
}

/** The guard without what was known already when a release was made. */
function leftOf(guard: Guard, records: readonly ReleaseRecord[]): Guard {
  const known = records
    .flatMap(({ alreadyKnown }) => alreadyKnown ?? [])
    .filter(({ releaseId, key }) => releaseId === guard.releaseId && key === guard.key)
  return known.reduce<Guard>(
    (left, { values, width }) => ({
      ...left,
      isLeft: true,
      values: left.values.filter((value) => values.includes(value)),
      width: Math.min(left.width, width),
      notSmallerThan: null,
    }),
    guard,
  )
}

/** What the releases of one cut-off publish about each count. */
export function rangesOf({ joint, columnOf, implied }: Moment): [number, Range][] {
  return [
    ...[...joint.cells.values()].map((cell): [number, Range] => [
      columnOf.get(cell.place.key)!,
      cell.earlier,
    ]),
    ...implied.map((one): [number, Range] => [one.column, anyCount]),
  ]
}

/** What must stay possible of one cut-off: of each suppressed count, and of each difference. */
export function guardsOf({ joint, columnOf, implied }: Moment, records: readonly ReleaseRecord[]): Guard[] {
  const last = records[records.length - 1]!
  const orEachOf = protectedValues(last.policy).filter((value) => value > 0)
  const suppressed = [...joint.cells.values()].flatMap((cell) => {
    return cell.suppressedBy.map(({ releaseId, rules, status }): Guard => {
      const known = {
        key: cell.place.key,
        column: columnOf.get(cell.place.key)!,
        reference: cell.reference,
        releaseId,
        notSmallerThan: null,
      }
      return status === 'primary'
        ? { ...known, kind: 'primary', values: protectedValues(rules), width: 0 }
        : { ...known, kind: 'secondary', values: [], width: rules.roundingBase, orEachOf }
    })
  })
  const differences = implied.map(
    (one): Guard => ({
      key: one.key,
      column: one.column,
      reference: one.reference,
      releaseId: last.releaseId,
      kind: 'implied',
      values: [],
      width: 0,
      notSmallerThan: Math.max(...records.map(({ policy }) => policy.threshold)),
      orEachOf,
    }),
  )
  return [...suppressed, ...differences]
}

/** The guards without those that ask the same of the same unknown for the same release. */
export function distinctGuards(guards: readonly Guard[]): Guard[] {
  const unique = new Map<string, Guard>()
  for (const guard of guards) {
    const { column, releaseId, kind, values, width, notSmallerThan, orEachOf } = guard
    unique.set(JSON.stringify([column, releaseId, kind, values, width, notSmallerThan, orEachOf]), guard)
  }
  return [...unique.values()]
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
