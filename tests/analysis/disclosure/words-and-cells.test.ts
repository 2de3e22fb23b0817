import { expect, test } from 'vitest'
import { csvOf, lintWords, neutraliseFormula } from '../../../analysis/disclosure/index.ts'

test.each(['=1+1', '+SUM(A1)', '-cmd|x', '@import', '\tx', '\r=1', ' =1', '＝1', '-1+1', '+44 7700 900123'])(
  '%j is neutralised',
  (cell) => {
    expect(neutraliseFormula(cell)).toBe(`'${cell}`)
  },
)

test.each(['-5', '+3', '-1,234.5', '12%', '[c]', 'North', '5-9', ''])('%j is left as it is', (cell) => {
  expect(neutraliseFormula(cell)).toBe(cell)
})

test('a CSV quotes, doubles quotes, and keeps numbers as numbers', () => {
  const csv = csvOf({
    columns: ['area', 'people'],
    rows: [
      ['North, "old"', 15],
      ['=HYPERLINK("x")', '[c]'],
      ['South', null],
    ],
  })
  expect(csv).toBe('area,people\r\n"North, ""old""",15\r\n"\'=HYPERLINK(""x"")",[c]\r\nSouth,\r\n')
})

test('words that a profile does not use are found, with what to say instead', () => {
  const found = lintWords('Three addicts failed to attend; the customer is a juvenile.')
  expect(found.map(({ word }) => word)).toEqual(['addicts', 'failed to attend', 'customer', 'juvenile'])
  expect(found[0]).toEqual({ word: 'addicts', offset: 6, suggestion: 'people who use drugs' })
})

test.each([
  'deaths from drug misuse',
  'hospital admissions for drug misuse',
  'the criminal justice system and youth services',
  'major, moderate and minor disruptions',
  'people who use drugs, children, not yet engaged',
])('"%s" is fine', (text) => {
  expect(lintWords(text)).toEqual([])
})
