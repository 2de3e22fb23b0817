import type { Highs } from 'highs'
import { Attack, type Guard } from './attack.ts'
import type { Component } from './attack-components.ts'
import { findingOf } from './audit-releases.ts'
import type { Range } from './knowledge.ts'
import { createRelaxation, type Hideable, type Relaxation } from './relaxation.ts'
import type { AuditedCell } from './release-types.ts'

type SuppressionPlan = {
  /** Known values of this release's counts, by column. */
  truth: ReadonlyMap<number, number>
  guards: readonly Guard[]
  hideables: readonly Hideable[]
  /** The guard that a count needs once it is hidden, null when it has one already. */
  guardWhenHidden(column: number): Guard | null
  /** Called for each count that is hidden. */
  hide(column: number): void
  /** Whether earlier releases told of any of these counts. */
  hasEarlier: boolean
}

type ComponentOutcome =
  | { state: 'protected'; audit: AuditedCell[]; known: Guard[]; programmes: number }
  | { state: 'unprotected'; audit: AuditedCell[]; failed: AuditedCell }
  | { state: 'contradictory' }

const mostRounds = 400

/**
 * Hides counts of one component until every guard holds. Hiding only adds to what is possible, so a guard
 * that held once holds to the end, and one pass over a growing queue is enough.
 */
export function suppressComponent(
  highs: Highs,
  component: Component,
  plan: SuppressionPlan,
): ComponentOutcome {
  const attack = new Attack(highs, component)
  const before = plan.hasEarlier ? new WithoutRelease(highs, component, plan.hideables) : undefined
  const known: Guard[] = []
  let relaxation: Relaxation | undefined
  try {
    if (!attack.fits(plan.truth)) return { state: 'contradictory' }
    const queue = [...plan.guards]
    const hidden = new Set<number>()
    const hideableOf = new Map(plan.hideables.map((hideable) => [hideable.column, hideable]))
    const hide = (column: number) => {
      const hideable = hideableOf.get(column)
      if (!hideable || hidden.has(column)) return
      hidden.add(column)
      relaxation?.release(column)
      attack.widen(column, hideable.hidden.lower, hideable.hidden.upper)
      plan.hide(column)
      const guard = plan.guardWhenHidden(column)
      if (guard) queue.push(guard)
    }
    if (component.columns.length < 600) attack.searchTogether(queue)
    let rounds = 0
    for (let index = 0; index < queue.length; index++) {
      for (;;) {
        const finding = attack.examine(queue[index]!)
        if (finding.isProtected) break
        const guard = before?.leftOf(queue[index]!) ?? queue[index]!
        if (guard !== queue[index]) {
          known.push(guard)
          queue[index] = guard
          continue
        }
        if (!relaxation) {
          const open = plan.hideables.filter((hideable) => !hidden.has(hideable.column))
          relaxation = createRelaxation(highs, component, open)
        }
        const columns = cheapestWay(guard, finding.excluded, attack, relaxation)
        const further = columns?.length
          ? columns
          : nearest(component, guard.column, (column) =>
              hidden.has(column) ? undefined : hideableOf.get(column)?.cost,
            )
        if (further.length === 0 || ++rounds > mostRounds) {
          const failed = findingOf(guard, attack, {})
          return { state: 'unprotected', audit: [failed], failed }
        }
        further.forEach(hide)
      }
    }
    const audit = queue.map((guard) => findingOf(guard, attack, { provesOnly: true }))
    return { state: 'protected', audit, known, programmes: attack.programmesSolved() }
  } finally {
    attack.dispose()
    before?.dispose()
    relaxation?.dispose()
  }
}

/** What a reader knows without this release: from earlier ones, and of what moved since. */
class WithoutRelease {
  private attack: Attack | undefined
  private readonly make: () => Attack

  constructor(highs: Highs, component: Component, hideables: readonly Hideable[]) {
    this.make = () => {
      const made = new Attack(highs, {
        ...component,
        lower: component.lower.slice(),
        upper: component.upper.slice(),
      })
      for (const { column, hidden } of hideables) made.widen(column, hidden.lower, hidden.upper)
      return made
    }
  }

  /** The guard with what can still be protected; the guard itself where that is everything. */
  leftOf(guard: Guard): Guard {
    if (guard.isLeft) return guard
    this.attack ??= this.make()
    const finding = this.attack.examine(guard)
    if (finding.isProtected) return guard
    return {
      ...guard,
      isLeft: true,
      values: guard.values.filter((value) => !finding.excluded.includes(value)),
      width: Math.min(guard.width, finding.width),
      notSmallerThan: null,
    }
  }

  dispose(): void {
    this.attack?.dispose()
  }
}

function cheapestWay(
  guard: Guard,
  excluded: readonly number[],
  attack: Attack,
  relaxation: Relaxation,
): number[] | null {
  const goals: Range[] = []
  if (excluded.length > 0) goals.push({ lower: excluded[0]!, upper: excluded[0]! })
  else if (guard.notSmallerThan !== null) {
    goals.push({ lower: 0, upper: 0 }, { lower: guard.notSmallerThan, upper: Number.POSITIVE_INFINITY })
  } else {
    const { lower, upper } = attack.interval(guard.column)
    const wanted = Math.max(guard.width, 1)
    goals.push({ lower: lower + wanted, upper: lower + wanted })
    if (upper - wanted >= 0) goals.push({ lower: upper - wanted, upper: upper - wanted })
  }
  const ways = goals.flatMap((goal) => relaxation.cheapest(guard.column, goal) ?? [])
  ways.sort((a, b) => a.cost - b.cost)
  if (ways[0]) return ways[0].columns
  const small = (guard.orEachOf ?? []).map((value) =>
    relaxation.cheapest(guard.column, { lower: value, upper: value }),
  )
  return small.find((way) => way !== null && way.columns.length > 0)?.columns ?? null
}

/**
 * The cheapest of the open counts that fewest sums tie to a column, for where no programme says which to hide: whole numbers can be
 * impossible where fractions are not.
 * @param costOf undefined for what cannot be hidden
 */
function nearest(
  { rows }: Component,
  column: number,
  costOf: (column: number) => number | undefined,
): number[] {
  const seen = new Set([column])
  let edge = [column]
  while (edge.length > 0) {
    const within = new Set(edge)
    edge = []
    for (const row of rows) {
      if (!row.columns.some((one) => within.has(one))) continue
      for (const one of row.columns) {
        if (seen.has(one)) continue
        seen.add(one)
        edge.push(one)
      }
    }
    const open = edge.filter((one) => costOf(one) !== undefined)
    open.sort((left, right) => costOf(left)! - costOf(right)!)
    if (open.length > 0) return open.slice(0, 1)
  }
  return []
}
