import { describe, expect, it } from 'vitest'
import { groupWords } from '../../renderer/text/cohort-groups.ts'
import {
  barsOf,
  categoriesOf,
  comparedFields,
  isPhoneNumber,
  linesOfNumber,
  totalOf,
} from '../../renderer/views/people/model.ts'
import { cohorts, lines } from './gallery/county.ts'

describe('the groups', () => {
  it('share their categories, ages in order and what is not known last', () => {
    expect(categoriesOf(cohorts(null), 'ageBand')).toEqual([
      '18-24',
      '25-34',
      '35-44',
      '45-54',
      '55+',
      'not known',
    ])
    expect(categoriesOf(cohorts(null), 'sex')).toEqual(['male', 'female', 'not known'])
    expect(categoriesOf(cohorts(null), 'area')).toEqual([])
  })

  it('draw a category that a group lacks as zero and a suppressed one as suppressed', () => {
    const bars = barsOf(
      { group: 'programme', count: 9, by: { sex: { male: null } } },
      ['male', 'female'],
      'sex',
    )
    expect(bars).toEqual([
      { label: 'male', value: null },
      { label: 'female', value: 0 },
    ])
  })

  it('have no total while one is suppressed, since the total would give it away', () => {
    expect(totalOf(cohorts(null))).toBe(951)
    expect(totalOf({ groups: [{ group: 'programme', count: null, by: {} }] })).toBeNull()
  })

  it('are named within a sentence', () => {
    expect(groupWords('mainstream')).toBe('in mainstream treatment')
    expect(groupWords('')).toBe('not shown to this role')
  })
})

describe('a pair for review', () => {
  it('shows what differs first', () => {
    const fields = comparedFields(
      { surname: 'Ash', born: '1990' },
      { surname: 'Ashe', born: '1990', postcode: 'X' },
    )
    expect(fields.map(({ field, isSame }) => [field, isSame])).toEqual([
      ['postcode', false],
      ['surname', false],
      ['born', true],
    ])
  })

  it('tells a number from a person', () => {
    expect(isPhoneNumber('+447700900412')).toBe(true)
    expect(isPhoneNumber('person-1')).toBe(false)
  })
})

describe('a number that was searched for', () => {
  it('leads to the lines that it belongs to and buys from', () => {
    const first = lines[0]!
    const customer = first.customers[0]!.number
    expect(linesOfNumber(lines, first.numbers.at(-1)!).own).toContain(first)
    expect(linesOfNumber(lines, customer).bought).toContain(first)
    expect(linesOfNumber(lines, '+447700900999x')).toEqual({ own: [], bought: [] })
  })
})
