import { expect, it } from 'vitest'
import { compareSizes, followMoves, tooLongIn } from '../sizes.mjs'

const statements = (count: number) => 'run()\n'.repeat(count)
const functionOf = (lines: number) => `function work() {\n${statements(lines - 2)}}\n`

it('takes files of 300 lines and functions of 80, and nothing longer', () => {
  expect(tooLongIn('a.ts', statements(300))).toEqual([])
  expect(tooLongIn('a.ts', statements(301))).toEqual([['a.ts', 301]])
  expect(tooLongIn('a.ts', functionOf(80))).toEqual([])
  expect(tooLongIn('a.ts', functionOf(81))).toEqual([['a.ts work', 81]])
})

it('counts each test of a `describe` for itself', () => {
  const tests = (lines: number) =>
    `describe('x', () => {\n  it('does', () => {\n${statements(lines - 2)}})\n})\n`
  expect(tooLongIn('a.test.ts', tests(80))).toEqual([])
  expect(tooLongIn('a.test.ts', tests(81))).toEqual([['a.test.ts it: does', 81]])
})

it('names methods, arrows and properties', () => {
  const body = statements(80)
  const text = `class One {\n  method() {\n${body}}\n}\nconst arrow = () => {\n${body}}\nconst all = { part: () => {\n${body}} }\n`
  expect(tooLongIn('a.ts', text).map(([name]) => name)).toEqual(['a.ts method', 'a.ts arrow', 'a.ts part'])
})

it('lets what was too long before shrink, and never grow', () => {
  expect(compareSizes({ 'a.ts': 320 }, { 'a.ts': 320 })).toEqual({
    problems: [],
    next: { 'a.ts': 320 },
    isLower: false,
  })
  expect(compareSizes({ 'a.ts': 320, 'b.ts work': 90 }, { 'a.ts': 319 })).toEqual({
    problems: ['a.ts: 320 lines, 319 before; it may only shrink', 'b.ts work: 90 lines, 80 at most'],
    next: { 'a.ts': 319 },
    isLower: false,
  })
  expect(compareSizes({ 'a.ts': 310 }, { 'a.ts': 320, 'gone.ts': 400 })).toEqual({
    problems: [],
    next: { 'a.ts': 310 },
    isLower: true,
  })
})

it('follows a file that was moved, where its name says which it is', () => {
  const isThere = (path: string) => path === 'here/b.ts'
  const known = { 'engine/a.ts work': 90, 'here/b.ts': 310, 'gone/c.ts': 400 }
  expect(followMoves(known, isThere, ['case/a.ts', 'here/b.ts', 'one/c.ts', 'two/c.ts'])).toEqual({
    'case/a.ts work': 90,
    'here/b.ts': 310,
    'gone/c.ts': 400,
  })
})
