import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { runCheck, runCheckOn } from '../support/run-check.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = join(projectFolder, 'tests/conflict-markers.mjs')
const ours = '<'.repeat(7)
const base = '|'.repeat(7)
const between = '='.repeat(7)
const theirs = '>'.repeat(7)
const spaced = (marker: string) => [...marker].join(' ')

const check = (files: Record<string, string | Buffer>, prepare?: (folder: string) => void) =>
  runCheck('conflict-markers', files, prepare)

const git = (folder: string, ...words: string[]) =>
  execFileSync('git', words, { cwd: folder, stdio: 'ignore' })
const tracked = (folder: string) => {
  git(folder, 'init')
  git(folder, 'add', '.')
}

it('finds what a merge left in a text that a formatter has been over', () => {
  const text = `| a | b |\n\n${ours} HEAD\n\n## Backups\n\nOne.\n${between}\n\n## What is lost\n\nTwo.\n\n${spaced(theirs)} df31fdd (How nothing is lost)\n\n## Telling us\n`
  expect(check({ 'SECURITY.md': text }, tracked)).toEqual({
    status: 1,
    places: ['SECURITY.md:3', 'SECURITY.md:8', 'SECURITY.md:14'],
  })
})

it.each([
  ['as git writes it', `${ours} HEAD`],
  ['without a name', ours],
  ['indented', `    ${theirs} branch`],
  ['indented with a tab', `\t${ours} HEAD`],
  ['in a quote', `> ${ours} HEAD`],
  ['theirs in a quote', `> ${theirs} branch`],
  ['spaced', `${spaced(theirs)} df31fdd`],
  ['spaced and indented', `  ${spaced(theirs)}`],
  ['ours spaced', `${spaced(ours)} HEAD`],
  ['in a comment', `// ${ours} HEAD`],
  ['in a list', `- ${theirs} branch`],
  ['in a diff of both sides', `++${ours} HEAD`],
  ['behind a backslash', `\\${ours} HEAD`],
  ['the common ancestor', `${base} 1a2b3c4`],
  ['the common ancestor without a name', base],
])('refuses one marker alone, %s', (_, line) => {
  for (const end of ['\n', '\r\n'])
    expect(check({ 'a/b.ts': `one${end}${line}${end}two${end}` })).toEqual({
      status: 1,
      places: ['a/b.ts:2'],
    })
})

it('names every line of a conflict, in every file', () => {
  const conflict = [`${ours} HEAD`, 'a', `${base} base`, 'b', between, 'c', `${theirs} other`].join('\n')
  expect(check({ 'one.md': conflict, 'two.ts': `x\n${conflict}` }).places).toEqual([
    'one.md:1',
    'one.md:3',
    'one.md:5',
    'one.md:7',
    'two.ts:2',
    'two.ts:4',
    'two.ts:6',
    'two.ts:8',
  ])
})

it('accepts what only looks like one', () => {
  const files = {
    'underline.md': `Hubline\n${between}\n\ntext\n`,
    'table.md': `| a | b | c | d | e | f |\n| - | - | - | - | - | - |\n${spaced(base)}\n`,
    'rule.txt': `${'='.repeat(40)}\n${'<'.repeat(12)}\n${'>'.repeat(12)}\n`,
    'quote.md': '> > > quoted three times\n',
    'code.ts': `const text = '${ours} HEAD'\nconst shifted = a >>> b >> 2 << 3\n`,
    'binary.bin': Buffer.concat([Buffer.from([0, 1]), Buffer.from(`\n${ours} HEAD\n`)]),
    'empty.txt': '',
  }
  expect(check(files)).toEqual({ status: 0, places: [] })
})

it('looks at what git tracks alone, and at everything of ours where there is no git', () => {
  const files = {
    'tracked.md': 'text\n',
    'with space é.md': 'text\n',
    'scratch.md': `${ours} HEAD\n`,
    'node_modules/other/readme.md': `${ours} HEAD\n`,
  }
  const some = (folder: string) => {
    git(folder, 'init')
    git(folder, 'add', 'tracked.md', 'with space é.md')
  }
  expect(check(files, some)).toEqual({ status: 0, places: [] })
  expect(check(files)).toEqual({ status: 1, places: ['scratch.md:1'] })
  const both = (folder: string) => {
    writeFileSync(join(folder, 'with space é.md'), `${theirs} other\n`)
    some(folder)
    rmSync(join(folder, 'tracked.md'))
    symlinkSync('.', join(folder, 'link'))
    git(folder, 'add', 'link')
  }
  expect(check(files, both)).toEqual({ status: 1, places: ['with space é.md:1'] })
})

it('looks at an archive that was unpacked inside another repository', () => {
  const folder = temporaryFolder()
  git(folder, 'init')
  mkdirSync(join(folder, 'unpacked/tests'), { recursive: true })
  cpSync(program, join(folder, 'unpacked/tests/conflict-markers.mjs'))
  writeFileSync(join(folder, 'unpacked/a.md'), `${ours} HEAD\n`)
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'unpacked/tests/conflict-markers.mjs')],
    {
      encoding: 'utf8',
    },
  )
  expect([status, stderr]).toEqual([1, expect.stringContaining('a.md:1')])
})

it('finds none in this project', () => {
  const { status, stderr } = runCheckOn('conflict-markers')
  expect([status, stderr]).toEqual([0, ''])
})
