import type { DayCount } from './queries-journeys.ts'

interface SurvivalCurve {
  readonly people: number
  readonly days: number[]
  /** Share who have begun: one minus the estimate of survival. */
  readonly share: number[]
  readonly low: number[]
  readonly high: number[]
}

const normal95 = 1.959963984540054

/** How many are still followed, and have not begun, at the start of a day. */
export const atRiskOn = (counts: readonly DayCount[], day: number): number =>
  counts.reduce((sum, one) => (one.day >= day ? sum + one.began + one.lost : sum), 0)

/**
 * The share who have begun by each day since the start, with people who are not seen long enough counted as far as they are seen: Kaplan and Meier
 * 1958, Nonparametric Estimation from Incomplete Observations, JASA 53; Greenwood's variance; 95% intervals on the log-log scale
 * (Kalbfleisch and Prentice 1980), which stay between 0 and 1.
 */
export function kaplanMeier(counts: readonly DayCount[]): SurvivalCurve {
  const people = atRiskOn(counts, Number.NEGATIVE_INFINITY)
  const curve: SurvivalCurve = { people, days: [0], share: [0], low: [0], high: [0] }
  let survival = 1
  let variance = 0
  let atRisk = people
  for (const { day, began, lost } of counts) {
    if (began > 0 && atRisk > 0) {
      survival *= 1 - began / atRisk
      variance += atRisk > began ? began / (atRisk * (atRisk - began)) : 0
      const spread =
        survival > 0 && survival < 1 ? (normal95 * Math.sqrt(variance)) / Math.abs(Math.log(survival)) : 0
      const bound = (sign: number) => (survival > 0 ? 1 - survival ** Math.exp(sign * spread) : 1)
      curve.days.push(day)
      curve.share.push(1 - survival)
      curve.low.push(bound(-1))
      curve.high.push(bound(1))
    }
    atRisk -= began + lost
  }
  return curve
}
