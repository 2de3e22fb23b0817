import type { Guard } from './attack.ts'
import { componentsOf } from './attack-components.ts'
import type { ImpliedCount } from './attack-sums.ts'
import { SystemTooLarge } from './attack-system.ts'
import { distinctGuards, guardsOf, rangesOf } from './audit-releases.ts'
import { DimensionConflict } from './cell-keys.ts'
import { type CountedContent, countedContent, unchangedCells } from './counted-content.ts'
import { type JointCells, joinEarlier, stillPublished } from './joint-cells.ts'
import {
  anyCount,
  intersect,
  isSuppressed,
  knownRange,
  protectedValues,
  type Range,
  shownValue,
} from './knowledge.ts'
import { loadSolver } from './linear-programme.ts'
import { type Policy, policySchema } from './policies.ts'
import { assemble } from './published-release.ts'
import type { Hideable } from './relaxation.ts'
import { cellsOfRelease, costOf, describe, type ReleaseCell, thisRelease } from './release-cells.ts'
import { refusedFields, smallAreas } from './release-checks.ts'
import {
  type AuditedCell,
  type ProtectedRelease,
  type RefusalReason,
  type RefusedRelease,
  type ReleaseInput,
  type ReleaseRecord,
  releaseSchema,
} from './release-types.ts'
import { suppressComponent } from './suppress-component.ts'
import { buildTimeline, cutOffsOf, type Moment, recordedMovement, type Timeline } from './timeline.ts'

/**
 * Protects the tables and figures of one release together, and with what earlier releases published
 * about unchanged counts. Small counts are suppressed, others rounded, and further counts suppressed until an attacker
 * who has every publication can narrow none of them (see `auditReleases`). Never returns a release without
 * proof; a proof that takes too long counts as failed.
 *
 * @param request.release counts of people or events, whole and not negative; sums may be `other`
 * @param request.earlier registered releases, as `record` of their protection
 * @param request.counted all counts of the data, including tables that the policy leaves out; default: the release itself
 * @returns the tables as they may leave with the audit of each suppressed count, or `RELEASE_REFUSED` with reasons
 * @throws ZodError when the release or the policy is not of the declared shape
 */
export async function protectRelease(request: {
  release: ReleaseInput
  policy: Policy
  earlier?: readonly ReleaseRecord[]
  releaseId?: string
  counted?: CountedContent
}): Promise<ProtectedRelease | RefusedRelease> {
  const release = releaseSchema.parse(request.release)
  const policy = policySchema.parse(request.policy)
  const earlier = request.earlier ?? []
  const refused = [...refusedFields(release, policy), ...smallAreas(release, policy)]
  if (refused.length > 0) return refusal(refused)
  try {
    const counted = request.counted ?? countedContent(release, '')
    const told = stillPublished(release, earlier, release.cutOff, (record) => unchangedCells(record, counted))
    const joint = joinEarlier(release, told)
    const { cells, reasons } = cellsOfRelease(release, policy, joint)
    reasons.push(...clashesWithEarlier(cells, policy))
    if (reasons.length > 0) return refusal(reasons)
    const timeline = timelineOf(release.cutOff, joint, earlier, counted)
    const outcome = await suppressAll({ joint, cells, timeline, earlier, policy })
    if (outcome.reasons.length > 0) return refusal(outcome.reasons, outcome.audit)
    return assemble({
      release,
      policy,
      cells,
      joint,
      audit: outcome.audit,
      releaseId: request.releaseId ?? thisRelease,
      earlier,
      counted,
      moved: momentOf(timeline, release.cutOff).moved,
      known: outcome.known,
    })
  } catch (error) {
    if (error instanceof DimensionConflict)
      return refusal([{ reason: 'DIMENSIONS_DIFFER', words: error.message }])
    if (error instanceof SystemTooLarge)
      return refusal([{ reason: 'TOO_LARGE_TO_PROVE', words: error.message }])
    throw error
  }
}

const momentOf = ({ moments }: Timeline, cutOff: string): Moment =>
  moments.find((moment) => moment.cutOff === cutOff)!

/** The counts of this release among those of every earlier cut-off. */
function timelineOf(
  cutOff: string,
  joint: JointCells,
  earlier: readonly ReleaseRecord[],
  counted: CountedContent,
): Timeline {
  const cutOffs = cutOffsOf(earlier)
  const own = cutOffs.find((one) => one.cutOff === cutOff)
  const all = own
    ? cutOffs.map((one) => (one === own ? { cutOff, joint } : one))
    : [...cutOffs, { cutOff, joint }]
  return buildTimeline(all, (later, before, since) =>
    joint.cells.get(later.place.key) === later
      ? counted.movementOf(later.reference, before.contents, before.earlier)
      : recordedMovement(later, before, since),
  )
}

function refusal(reasons: RefusalReason[], audit: AuditedCell[] = []): RefusedRelease {
  return { outcome: 'refused', code: 'RELEASE_REFUSED', reasons, audit }
}

function clashesWithEarlier(cells: ReadonlyMap<string, ReleaseCell>, policy: Policy): RefusalReason[] {
  const reasons: RefusalReason[] = []
  for (const cell of cells.values()) {
    const { lower, upper } = cell.earlier
    if (cell.value < lower || cell.value > upper) {
      const releases = [...cell.publishedBy, ...cell.suppressedBy.map(({ releaseId }) => releaseId)].join(
        ', ',
      )
      reasons.push({
        reason: 'CONTRADICTS_EARLIER_RELEASE',
        words: `${describe(cell.reference)}: the count differs from ${releases} of the same cut-off; revised data needs its own cut-off`,
        cell: cell.reference,
      })
    } else if (cell.isSmall && (lower > protectedValues(policy)[0]! || upper < policy.threshold - 1)) {
      reasons.push({
        reason: 'CELL_ALREADY_PUBLISHED',
        words: `${describe(cell.reference)}: an earlier release already reveals more about this count than the policy allows`,
        cell: cell.reference,
      })
    }
  }
  return reasons
}

interface Suppression {
  joint: JointCells
  cells: Map<string, ReleaseCell>
  timeline: Timeline
  earlier: readonly ReleaseRecord[]
  policy: Policy
}

/** What is known of each unknown, what must stay possible, and what may be hidden. */
interface Problem {
  lower: Float64Array
  upper: Float64Array
  /** The counts of this release that are one unknown: a total of one part is the part. */
  cellsAt: Map<number, ReleaseCell[]>
  truth: Map<number, number>
  guards: Guard[]
  hideables: Hideable[]
  earlierOnly: Set<number>
}

function problemOf({ joint, cells, timeline, earlier, policy }: Suppression): Problem {
  const problem: Problem = {
    lower: new Float64Array(timeline.columnCount),
    upper: new Float64Array(timeline.columnCount).fill(Number.POSITIVE_INFINITY),
    cellsAt: new Map(),
    truth: new Map(),
    guards: [],
    hideables: [],
    earlierOnly: new Set(),
  }
  const told = new Map<number, Range>()
  for (const moment of timeline.moments) {
    if (moment.joint === joint) addOwn(problem, moment, cells, policy)
    else {
      for (const [column, range] of rangesOf(moment)) {
        narrow(problem, column, range)
        told.set(column, intersect(range, told.get(column) ?? anyCount))
        problem.earlierOnly.add(column)
      }
      const records = earlier.filter(({ cutOff }) => cutOff === moment.cutOff)
      problem.guards.push(...guardsOf(moment, records))
    }
  }
  // What other cut-offs published of an unknown stays known when this release hides it.
  problem.hideables = problem.hideables.map((hideable) => ({
    ...hideable,
    hidden: intersect(hideable.hidden, told.get(hideable.column) ?? anyCount),
    published: intersect(hideable.published, told.get(hideable.column) ?? anyCount),
  }))
  problem.guards = distinctGuards(problem.guards)
  return problem
}

/** Adds to what is known of an unknown, which counts of several cut-offs can share. */
function narrow({ lower, upper }: Problem, column: number, range: Range): void {
  const both = intersect(range, { lower: lower[column]!, upper: upper[column]! })
  lower[column] = both.lower
  upper[column] = both.upper
}

/** Counts that are one unknown are hidden together. */
function addHideable({ hideables }: Problem, { column, published, hidden, cost }: Hideable): void {
  const same = hideables.findIndex((other) => other.column === column)
  const other = hideables[same]
  if (!other) hideables.push({ column, published, hidden, cost })
  else
    hideables[same] = {
      column,
      published: intersect(published, other.published),
      hidden: intersect(hidden, other.hidden),
      cost: cost + other.cost,
    }
}

function addOwn(
  problem: Problem,
  { joint, columnOf, implied }: Moment,
  cells: ReadonlyMap<string, ReleaseCell>,
  policy: Policy,
): void {
  const { cellsAt, truth, guards, earlierOnly } = problem
  const rangeOf = (cell: ReleaseCell) =>
    intersect(
      cell.earlier,
      knownRange({ status: cell.status, shown: shownValue(cell.value, cell.status, policy) }, policy),
    )
  const own: Guard[] = []
  for (const [key, entry] of joint.cells) {
    const column = columnOf.get(key)!
    const cell = cells.get(key)
    const range = cell ? rangeOf(cell) : entry.earlier
    narrow(problem, column, range)
    if (entry.publishedBy.length + entry.suppressedBy.length > 0) earlierOnly.add(column)
    for (const before of entry.suppressedBy) {
      const isPrimary =
        before.status === 'primary' || (cell !== undefined && cell.value < before.rules.threshold)
      own.push({
        key,
        column,
        reference: entry.reference,
        releaseId: before.releaseId,
        kind: isPrimary ? 'primary' : 'secondary',
        values: isPrimary ? protectedValues(before.rules) : [],
        width: isPrimary ? 0 : before.rules.roundingBase,
        notSmallerThan: null,
      })
    }
    if (!cell) continue
    const same = cellsAt.get(column) ?? []
    cellsAt.set(column, [...same, cell])
    truth.set(column, cell.value)
    if (isSuppressed(cell.status)) own.push(guardOf(cell, column, policy))
    if (cell.status !== 'secondary' && cell.status !== 'structural-zero') {
      const hidden = intersect(cell.earlier, knownRange({ status: 'secondary', shown: null }, policy))
      addHideable(problem, { column, published: range, hidden, cost: costOf(cell, joint) })
    }
  }
  for (const one of implied) own.push(...guardOfImplied(one, cells, policy))
  guards.push(...own)
}

async function suppressAll(
  suppression: Suppression,
): Promise<{ reasons: RefusalReason[]; audit: AuditedCell[]; known: Guard[] }> {
  const { joint, timeline, policy } = suppression
  const highs = await loadSolver()
  const { lower, upper, cellsAt, truth, guards, hideables, earlierOnly } = problemOf(suppression)
  const own = timeline.moments.find((moment) => moment.joint === joint)!
  const ownColumns = new Set(own.columnOf.values())
  const mayHide = new Set(hideables.map(({ column }) => column))
  const audit: AuditedCell[] = []
  const known: Guard[] = []
  const reasons: RefusalReason[] = []
  for (const component of componentsOf(timeline.columnCount, timeline.rows, lower, upper, (column) =>
    mayHide.has(column),
  )) {
    if (component.rows.length === 0 && component.columns.length > 1) continue
    const within = new Set(component.columns)
    if (!component.columns.some((column) => ownColumns.has(column))) continue
    const outcome = suppressComponent(highs, component, {
      truth: new Map([...truth].filter(([column]) => within.has(column))),
      guards: guards.filter((guard) => within.has(guard.column)),
      hideables: hideables.filter(({ column }) => within.has(column)),
      hide: (column) => {
        for (const cell of cellsAt.get(column)!) cell.status = 'secondary'
      },
      guardWhenHidden: (column) => {
        const [cell] = cellsAt.get(column)!
        return cell!.isSmall ? null : guardOf(cell!, column, policy)
      },
      hasEarlier: component.columns.some((column) => earlierOnly.has(column)),
    })
    if (outcome.state === 'contradictory')
      reasons.push(contradiction(component.columns, cellsAt, earlierOnly))
    else {
      audit.push(...outcome.audit)
      if (outcome.state === 'protected') known.push(...outcome.known)
      else reasons.push(unprotected(outcome.failed))
    }
  }
  return { reasons, audit, known }
}

function guardOf(cell: ReleaseCell, column: number, policy: Policy): Guard {
  return {
    key: cell.place.key,
    column,
    reference: cell.reference,
    releaseId: thisRelease,
    kind: cell.isSmall ? 'primary' : 'secondary',
    values: cell.isSmall ? protectedValues(policy) : [],
    width: cell.isSmall ? 0 : policy.roundingBase,
    notSmallerThan: null,
  }
}

function guardOfImplied(
  implied: ImpliedCount,
  cells: ReadonlyMap<string, ReleaseCell>,
  policy: Policy,
): Guard[] {
  const guard: Guard = {
    key: implied.key,
    column: implied.column,
    reference: implied.reference,
    releaseId: thisRelease,
    kind: 'implied',
    values: [],
    width: 0,
    notSmallerThan: policy.threshold,
  }
  const values =
    implied.worth && [implied.worth.larger, ...implied.worth.parts].map((key) => cells.get(key)?.value)
  if (!values || values.some((value) => value === undefined)) return [guard]
  const value = values.slice(1).reduce<number>((left, part) => left - part!, values[0]!)
  if (value <= 0 || value >= policy.threshold) return []
  return [{ ...guard, values: protectedValues(policy).filter((small) => small > 0), notSmallerThan: null }]
}

function contradiction(
  columns: readonly number[],
  cellsAt: ReadonlyMap<number, readonly ReleaseCell[]>,
  earlier: ReadonlySet<number>,
): RefusalReason {
  const cell = columns.flatMap((column) => cellsAt.get(column) ?? [])[0]
  const measure = cell?.reference.measure ?? 'the counts'
  if (columns.some((column) => earlier.has(column))) {
    return {
      reason: 'CONTRADICTS_EARLIER_RELEASE',
      words: `${measure}: these counts contradict earlier releases of the same cut-off; revised data needs its own cut-off`,
      cell: cell?.reference,
    }
  }
  return {
    reason: 'TABLES_INCONSISTENT',
    words: `${measure}: the tables do not add up; a dimension in which one person can be in several categories must be declared as such`,
    cell: cell?.reference,
  }
}

function unprotected(failed: AuditedCell): RefusalReason {
  return {
    reason: 'CELL_UNPROTECTED',
    words: `${describe(failed.reference)}: ${failed.why}, and no further suppression in this release prevents it`,
    cell: failed.reference,
    audited: failed,
  }
}
