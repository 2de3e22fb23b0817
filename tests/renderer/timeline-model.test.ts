import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  brushBetween,
  brushedSteps,
  isHourly,
  lastWeek,
  monthLabels,
  moveBrush,
  resizeBrush,
} from '../../renderer/frame/timeline-model.ts'
import { addDays, daysBetween } from '../../renderer/text/dates.ts'
import { binDays } from '../../renderer/ui/charts/day-bins.ts'

const range = { from: '2025-01-01', to: '2025-06-30' }

describe('the brush', () => {
  it('starts on the last week, or on all of a shorter range', () => {
    expect(lastWeek(range)).toEqual({ from: '2025-06-24', to: '2025-06-30' })
    expect(lastWeek({ from: '2025-06-28', to: '2025-06-30' })).toEqual({
      from: '2025-06-28',
      to: '2025-06-30',
    })
  })

  it('stays inside the range and keeps its length, however it is moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: -400, max: 400 }),
        (start, length, by) => {
          const from = addDays(range.from, start)
          const moved = moveBrush({ from, to: addDays(from, length) }, range, by)
          expect(moved.from >= range.from && moved.to <= range.to).toBe(true)
          expect(daysBetween(moved.from, moved.to)).toBe(length)
        },
      ),
    )
  })

  it('is never shorter than a day and never leaves the range', () => {
    const day = { from: '2025-06-02', to: '2025-06-02' }
    expect(resizeBrush(day, range, -1)).toEqual(day)
    expect(resizeBrush({ from: '2025-06-25', to: '2025-06-30' }, range, 3).to).toBe('2025-06-30')
    expect(brushBetween('2025-07-04', '2025-06-20', range)).toEqual({ from: '2025-06-20', to: '2025-06-30' })
  })
})

describe('bins and steps', () => {
  const days = [
    { day: '2025-01-01', texts: 3, calls: 1 },
    { day: '2025-01-02', texts: 4, calls: 0 },
    { day: '2025-06-30', texts: 5, calls: 2 },
    { day: '2025-07-01', texts: 100, calls: 100 },
  ]

  it('lose no row of the range and take none from outside it', () => {
    for (const most of [1, 7, 90, 181, 1000]) {
      const bins = binDays(days, range, most)
      expect(bins.reduce((sum, bin) => sum + bin.texts, 0)).toBe(12)
      expect(bins.reduce((sum, bin) => sum + bin.days, 0)).toBe(181)
      expect(bins.length).toBeLessThanOrEqual(Math.max(most, 1))
    }
  })

  it('go by hour up to a fortnight, then by day', () => {
    const week = { from: '2025-01-01', to: '2025-01-07' }
    const first = Date.parse('2025-01-01T00:00:00Z') / 3_600_000
    const steps = brushedSteps(week, [{ hour: first + 25, texts: 2, calls: 9 }], days)
    expect(isHourly(week)).toBe(true)
    expect(steps).toHaveLength(168)
    expect(steps[25]).toEqual({ key: 25, up: 2, down: 9 })
    const month = brushedSteps({ from: '2025-01-01', to: '2025-01-31' }, [], days)
    expect(month).toHaveLength(31)
    expect(month[1]).toEqual({ key: 1, up: 4, down: 0 })
  })

  it('name months without crowding', () => {
    expect(monthLabels(range, 6, 46).map(({ day }) => day.slice(5, 7))).toEqual([
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
    ])
    expect(monthLabels(range, 0.5, 46)).toHaveLength(2)
  })
})
