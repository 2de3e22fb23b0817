import { expect, it } from 'vitest'
import { crossingsOf, deadExports } from '../dead-exports.mjs'
import { runCheckOn } from '../support/run-check.ts'

/** The dead exports of `analysis/a/a.ts` where another file stands beside it. */
const deadBeside = (path: string, text: string, own: string) =>
  deadExports([
    ['analysis/a/a.ts', own],
    [path, text],
  ])

it('names what no other file uses, with its line', () => {
  const own = 'export const one = 1\n\n/** Two. */\nexport function two() {}\n'
  expect(deadBeside('analysis/b.ts', "import { one } from './a/a.ts'\n", own)).toEqual([
    ['analysis/a/a.ts', 4, 'two'],
  ])
})

it.each([
  ['a type', 'export type Name = string', "import type { Name } from './a/a.ts'"],
  ['another name', 'export const a = 1', "import { a as b } from './a/a.ts'"],
  ['a type among values', 'export interface Name {}', "import { type Name } from './a/a.ts'"],
  ['all of it', 'export const a = 1', "import * as all from './a/a.ts'"],
  ['passed on', 'export const a = 1', "export { a } from './a/a.ts'"],
  ['all of it passed on', 'export const a = 1', "export * from './a/a.ts'"],
  ['loaded later', 'export const a = 1', "const { a } = await import('./a/a.ts')"],
  ['parts of a value', 'export const { a, b: [c] } = d', "import { a, c } from './a/a.ts'"],
])('counts as used: %s', (_, own, text) => {
  expect(deadBeside('analysis/b.ts', text, own)).toEqual([])
})

it('counts as used what a program loads by a path that it works out, and what a configuration names', () => {
  const own = 'export const run = 1'
  expect(deadBeside('analysis/b.mjs', 'const { run } = await import(place)', own)).toEqual([])
  expect(deadBeside('analysis/b.mjs', 'const run = 1', own)).toHaveLength(1)
  expect(deadBeside('vitest.config.ts', "const globalSetup = ['analysis/a/a.ts']", own)).toEqual([])
})

it('does not take a name of another file, or of a package, for its own', () => {
  const own = 'export const a = 1'
  expect(deadBeside('analysis/b.ts', "import { a } from './c/a.ts'", own)).toHaveLength(1)
  expect(deadBeside('analysis/b.ts', "import { a } from 'a'", own)).toHaveLength(1)
})

it('reads what a text exports', () => {
  const text =
    'export enum One {}\nexport abstract class Two {}\nconst three = 3\nexport async function four() {}\n'
  expect(crossingsOf('a.ts', text).exported).toEqual([
    ['One', 1],
    ['Two', 2],
    ['four', 4],
  ])
})

it('finds none in this project', () => {
  const { status, stderr } = runCheckOn('dead-exports')
  expect([status, stderr]).toEqual([0, ''])
})
