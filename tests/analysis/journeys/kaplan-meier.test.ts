import { describe, expect, it } from 'vitest'
import { atRiskOn, kaplanMeier } from '../../../analysis/journeys/kaplan-meier.ts'

/** Freireich and others 1963, the 6-MP group of 21: weeks to relapse; a plus is censored. */
const freireich = [
  { day: 6, began: 3, lost: 1 },
  { day: 7, began: 1, lost: 0 },
  { day: 9, began: 0, lost: 1 },
  { day: 10, began: 1, lost: 1 },
  { day: 11, began: 0, lost: 1 },
  { day: 13, began: 1, lost: 0 },
  { day: 16, began: 1, lost: 0 },
  { day: 17, began: 0, lost: 1 },
  { day: 19, began: 0, lost: 1 },
  { day: 20, began: 0, lost: 1 },
  { day: 22, began: 1, lost: 0 },
  { day: 23, began: 1, lost: 0 },
  { day: 25, began: 0, lost: 1 },
  { day: 32, began: 0, lost: 2 },
  { day: 34, began: 0, lost: 1 },
  { day: 35, began: 0, lost: 1 },
]

describe('the share who have begun by a day', () => {
  it('is one minus the published estimate for the 6-MP group', () => {
    const { days, share, people } = kaplanMeier(freireich)
    expect(people).toBe(21)
    expect(days).toEqual([0, 6, 7, 10, 13, 16, 22, 23])
    const published = [1, 0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    for (const [index, survival] of published.entries()) expect(1 - share[index]!).toBeCloseTo(survival, 3)
  })

  it('has the log-log interval that is printed for it', () => {
    const { low, high } = kaplanMeier(freireich)
    const printed = [
      [0.6197, 0.9516],
      [0.5631, 0.9228],
      [0.5032, 0.8894],
      [0.4316, 0.8491],
      [0.3675, 0.8049],
      [0.2678, 0.7468],
      [0.1881, 0.6801],
    ]
    for (const [index, [lower, upper]] of printed.entries()) {
      expect(1 - high[index + 1]!).toBeCloseTo(lower!, 4)
      expect(1 - low[index + 1]!).toBeCloseTo(upper!, 4)
    }
  })

  it('counts who is still followed at the start of a day', () => {
    expect([0, 6, 7, 23, 36].map((day) => atRiskOn(freireich, day))).toEqual([21, 21, 17, 6, 0])
  })

  it('is nothing for nobody, and everybody where all begin at once', () => {
    expect(kaplanMeier([])).toEqual({ people: 0, days: [0], share: [0], low: [0], high: [0] })
    expect(kaplanMeier([{ day: 3, began: 4, lost: 0 }]).share).toEqual([0, 1])
  })
})
