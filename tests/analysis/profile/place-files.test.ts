import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { releaseStaging } from '../../../analysis/case/unfinished-releases.ts'
import type { ReleaseFile } from '../../../analysis/profile/formats/release-file.ts'
import { Placement } from '../../../analysis/profile/place-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const files: ReleaseFile[] = ['README.csv', 'tables/one.csv', 'tables/two.csv'].map((file) => ({
  file,
  type: 'text/csv',
  bytes: new TextEncoder().encode(`new ${file}`),
}))

function placing() {
  const root = temporaryFolder()
  const out = join(root, 'out')
  const hidden = releaseStaging(out, 1, new Date(0))
  return { root, out, hidden, placement: new Placement(out, hidden) }
}

/** A signal that does something just before the n-th file is staged or moved. */
function atStep(step: number, work: () => void): AbortSignal {
  let left = step
  return {
    get aborted() {
      if (left-- === 0) work()
      return false
    },
  } as AbortSignal
}

const everyFile = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

describe('files of a release whose folder goes away', () => {
  test.each([1, 2, 3, 4, 5])('at step %i are not said to be taken back', async (step) => {
    const { root, out, placement } = placing()
    const moved = join(root, 'moved')
    const signal = atStep(step, () => renameSync(out, moved))
    await expect(placement.put(files, signal)).rejects.toMatchObject({ code: 'FOLDER_GONE' })
    expect(await placement.rollBack()).toBe(false)
    expect(everyFile(moved).length).toBeGreaterThan(0)
    expect(existsSync(out)).toBe(false)
  })

  test.each([1, 4])('and another is in its place at step %i are not either', async (step) => {
    const { root, out, placement } = placing()
    const signal = atStep(step, () => {
      renameSync(out, join(root, 'moved'))
      mkdirSync(out)
    })
    await expect(placement.put(files, signal)).rejects.toMatchObject({ code: 'FOLDER_GONE' })
    expect(await placement.rollBack()).toBe(false)
    expect(readdirSync(out)).toEqual([])
  })

  test('before anything was written are taken back', async () => {
    const { root, out, placement } = placing()
    const signal = atStep(0, () => renameSync(out, join(root, 'moved')))
    await expect(placement.put(files, signal)).rejects.toMatchObject({ code: 'FOLDER_GONE' })
    expect(await placement.rollBack()).toBe(true)
  })
})

const stop = () => {
  throw new Error('stopped')
}

describe('a file of a release', () => {
  test.each([
    ['moved away', (place: string) => renameSync(place, `${place}.moved`)],
    [
      'moved away, and somebody’s own is in its place',
      (place: string) => {
        renameSync(place, `${place}.moved`)
        writeFileSync(place, 'mine')
      },
    ],
    ['removed', (place: string) => rmSync(place)],
  ])('that was %s is not said to be taken back, and nothing of others is removed', async (words, work) => {
    const { out, placement } = placing()
    const place = join(out, 'README.csv')
    const signal = atStep(5, () => {
      work(place)
      stop()
    })
    await expect(placement.put(files, signal)).rejects.toThrow('stopped')
    expect(await placement.rollBack()).toBe(false)
    if (words.includes('own')) expect(readFileSync(place, 'utf8')).toBe('mine')
    expect(existsSync(join(out, 'tables/one.csv'))).toBe(false)
  })

  test.each([1, 2, 3, 4, 5])('is taken back at step %i, and what stood there comes back', async (step) => {
    const { out, placement } = placing()
    mkdirSync(join(out, 'tables'), { recursive: true })
    for (const { file } of files) writeFileSync(join(out, file), `old ${file}`)
    await expect(placement.put(files, atStep(step, stop))).rejects.toThrow('stopped')
    expect(await placement.rollBack()).toBe(true)
    expect(everyFile(out)).toHaveLength(3)
    for (const { file } of files) expect(readFileSync(join(out, file), 'utf8')).toBe(`old ${file}`)
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

test('an empty folder left by an earlier release is removed, one with files is reported and kept', async () => {
  const { root, out, placement, hidden } = placing()
  const left = (id: number) => releaseStaging(out, id, new Date(id))
  mkdirSync(join(left(2), 'new', 'tables'), { recursive: true })
  mkdirSync(join(left(3), 'before'), { recursive: true })
  mkdirSync(join(left(3), 'new'), { recursive: true })
  writeFileSync(join(left(3), 'before', 'README.csv'), 'earlier')
  mkdirSync(join(out, '.release-notes'))
  expect(await placement.put(files, new AbortController().signal)).toEqual([left(3)])
  await placement.end()
  expect(existsSync(left(2))).toBe(false)
  expect(existsSync(hidden)).toBe(false)
  expect(existsSync(join(out, '.release-notes'))).toBe(true)
  expect(readFileSync(join(left(3), 'before', 'README.csv'), 'utf8')).toBe('earlier')
  expect(root).not.toBe(out)
})

test.each([
  [
    'a file',
    (out: string) => writeFileSync(out, ''),
    'FOLDER_NOT_WRITABLE',
    'a file is where a folder belongs',
  ],
] as const)('%s instead of a folder is said to be one', async (_, make, code, detail) => {
  const { out, placement } = placing()
  make(out)
  const remedy = 'Nothing was released or registered. Choose another folder.'
  await expect(placement.put(files, new AbortController().signal)).rejects.toMatchObject({
    code,
    data: { subject: out, detail, remedy },
  })
  expect(await placement.rollBack()).toBe(true)
})
