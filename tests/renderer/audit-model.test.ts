import { expect, it } from 'vitest'
import { loggedAction } from '../../analysis/contract/index.ts'
import {
  actionMeans,
  actionWords,
  chainWords,
  clockOf,
  loggedActions,
  questionWords,
} from '../../renderer/views/audit/model.ts'

it('shows an instant as the analyst’s clock showed it, summer time included', () => {
  expect(clockOf('2026-06-30T23:30:05.000Z')).toEqual({ day: '1 Jul 2026', time: '00:30:05' })
  expect(clockOf('2026-01-05T00:00:00.000Z')).toEqual({ day: '5 Jan 2026', time: '00:00:00' })
})

it('has words for every action, and offers every one that is written', () => {
  for (const action of loggedAction.options) {
    expect(actionWords(action)).not.toBe('')
    expect(actionMeans(action)).toMatch(/\.$/)
  }
  expect([...loggedActions].sort()).toEqual(loggedAction.options.filter((one) => one !== 'none').sort())
})

it('says what was asked in words', () => {
  expect(questionWords('profile.figureRows')).toBe('profile, figure rows')
})

it('says whether the log can be relied on, and from where not', () => {
  expect(chainWords({ total: 1200, intact: true, brokenAt: null })).toContain('1,200 entries')
  expect(chainWords({ total: 9, intact: false, brokenAt: 4 })).toContain('broken at entry 4')
})
