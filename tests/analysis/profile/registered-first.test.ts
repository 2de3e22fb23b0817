import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { type CountyCase, countyCase } from './county-case.ts'
import { countyQuestions } from './county-questions.ts'

let county: CountyCase
const ask = () =>
  createRouterClient({ profile: profileProcedures }, { context: countyQuestions(county, 'hub') }).profile

beforeEach(async () => {
  county = await countyCase()
})
afterEach(() => county.close())

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

const logged = async () =>
  (await county.opened.log.entries({ after: 0 }, 100)).entries
    .filter(({ action }) => action === 'disclosure')
    .map(({ subject }) => subject)
    .reverse()

describe('a release', () => {
  test('waits for the one before it, so that two at once are two editions', async () => {
    const folders = ['first', 'second'].map((name) => join(county.folder, name))
    const [first, second] = await Promise.all(
      folders.map((folder) => ask().release({ folder, formats: ['csv'] })),
    )
    expect([first!.releaseId, second!.releaseId].sort()).toEqual([1, 2])
    const releases = await ask().releases({})
    expect(releases.map(({ edition, unfinished }) => [edition, unfinished])).toEqual([
      [2, false],
      [1, false],
    ])
    for (const [index, folder] of folders.entries()) {
      const { files } = [first!, second!][index]!
      expect(filesIn(folder)).toHaveLength(files.length)
    }
    expect((await logged()).filter((subject) => subject.startsWith('edition'))).toEqual([
      'edition 1 registered',
      'edition 1 written',
      'edition 2 registered',
      'edition 2 written',
    ])
  })

  test('that cannot be written to its end is withdrawn, and leaves the folder as it was', async () => {
    const folder = join(county.folder, 'out')
    const { files } = await ask().release({ formats: ['csv', 'html'] })
    const last = files.at(-1)!.file
    const before = files[0]!.file
    mkdirSync(join(folder, last, 'in the way'), { recursive: true })
    mkdirSync(join(folder, before, '..'), { recursive: true })
    writeFileSync(join(folder, before), 'an earlier file')
    await expect(ask().release({ folder, formats: ['csv', 'html'] })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
    })
    expect(filesIn(folder)).toEqual([before.split('/').at(-1)])
    expect(readFileSync(join(folder, before), 'utf8')).toBe('an earlier file')
    expect(existsSync(join(folder, last, 'in the way'))).toBe(true)
    expect(readdirSync(folder).filter((name) => name.startsWith('.release'))).toEqual([])
    expect(await ask().releases({})).toHaveLength(1)
    expect((await logged()).slice(-2)).toEqual([
      'edition 2 registered',
      'edition 2 withdrawn, nothing of it left',
    ])
    expect((await ask().release({ formats: ['csv'] })).releaseId).toBe(2)
  })

  test('whose folder is moved away while it is written stays, and counts as published', async () => {
    const out = join(county.folder, 'out')
    const moved = join(county.folder, 'moved')
    let isMoved = false
    const move = () => {
      if (isMoved) return
      if (existsSync(join(out, 'README.csv'))) {
        renameSync(out, moved)
        isMoved = true
      } else setImmediate(move)
    }
    move()
    const failure = await ask()
      .release({ folder: out, formats: ['csv'], recipient: 'K1' })
      .then(
        () => null,
        (error) => error,
      )
    expect(failure).toMatchObject({
      code: 'RELEASE_UNFINISHED',
      data: { subject: 'Edition 1', releaseId: 1, edition: 1, folder: out },
    })
    expect(failure.message).toMatch(
      /^Edition 1, for K1, was cut short while it was being written at .* UTC: .*\. It counts as published/,
    )
    expect(failure.message).toContain(`Look for its files in ${out}`)
    expect(existsSync(join(moved, 'README.csv'))).toBe(true)
    const [first] = await ask().releases({})
    expect(first).toMatchObject({ edition: 1, unfinished: true, folder: out })
    expect(first!.hiddenFolder).toContain(join(out, '.release-'))
    expect((await logged()).slice(-2)).toEqual([
      'edition 1 registered',
      'edition 1 not finished, and counts as published',
    ])
    expect((await ask().release({ formats: ['csv'] })).releaseId).toBe(2)
  })
})
