import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/debugging.md',
  'docs/decisions/0014-habits.md',
]

/** What a reader of the plain text can follow: a table whose columns do not line up, or a line that runs off the screen, is not. */
describe.each(documents)('%s as plain text', (name) => {
  const lines = readFileSync(join(projectFolder, name), 'utf8').split('\n')

  it('has lines of at most 120 characters', () => {
    expect(lines.filter((line) => line.length > 120)).toEqual([])
  })

  it('has tables whose columns line up', () => {
    const barsOf = (line: string) => [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => index).join(' ')
    const uneven = lines.filter((line, index) => {
      const before = lines[index - 1] ?? ''
      return line.startsWith('|') && before.startsWith('|') && barsOf(line) !== barsOf(before)
    })
    expect(uneven).toEqual([])
  })
})
