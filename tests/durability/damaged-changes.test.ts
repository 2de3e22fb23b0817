import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markerPath } from '../../analysis/case/duckdb/commit-marker.ts'
import { createCase, type OpenCase, openCase } from '../../analysis/case/open-case.ts'
import { setMeta } from '../../analysis/case/queries-case.ts'
import { databaseOf } from '../support/cases.ts'
import { testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const changes = 5
const entries = 4

/** What a killed engine leaves: the case, its log of changes with five committed writes and four entries, and the marker. */
async function killedCase(): Promise<{ path: string; wal: string }> {
  const path = join(temporaryFolder(), 'case.hubline')
  const made = await createCase(path, { name: 'case', policy: 'open', marking: 'OFFICIAL' }, 'a tester')
  await made.close()
  const held = await openCase(path, 'a tester')
  for (let change = 1; change <= changes; change += 1) {
    await held.database.write(undefined, (connection) => connection.run(setMeta('change', String(change))))
    if (change <= entries)
      await held.log.write(testSession, { action: 'alteration', question: 'a test', subject: `${change}` })
  }
  await databaseOf(held).close({ untouched: true })
  await held.close()
  expect(existsSync(`${path}.wal`)).toBe(true)
  return { path, wal: `${path}.wal` }
}

const folderOf = (path: string): string[] => readdirSync(dirname(path)).sort()

async function stateOf(held: OpenCase) {
  const [{ change = null } = {}, log] = await Promise.all([held.meta(), held.log.verify()])
  return { change: change === null ? null : Number(change), entries: log.total, isIntact: log.intact }
}

/** Opens, tells what is there and what was said, and closes. */
async function opened(path: string) {
  const held = await openCase(path, 'the next')
  const state = await stateOf(held)
  const { openingNotices } = held
  await held.close()
  const again = await openCase(path, 'the one after')
  expect(await stateOf(again)).toEqual(state)
  expect(again.openingNotices).toEqual([])
  expect(await again.notices()).toEqual(openingNotices)
  await again.close()
  return { ...state, notice: openingNotices[0] ?? null }
}

function asideFolder(path: string): string {
  const name = readdirSync(dirname(path)).find((entry) => entry.includes('.set-aside-'))
  if (!name) throw new Error('nothing was set aside')
  return join(dirname(path), name)
}

const halfOf = (whole: Buffer) => whole.length >> 1
const flipped = (whole: Buffer, at: number) => {
  const copy = Buffer.from(whole)
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at)
  return copy
}

describe('a log of changes that is as the system left it', () => {
  it('is replayed whole, and nothing is said', async () => {
    const { path } = await killedCase()
    expect(await opened(path)).toEqual({ change: changes, entries, isIntact: true, notice: null })
    expect(folderOf(path)).toEqual(['case.hubline'])
  })

  it('is replayed up to a torn tail that nobody was told of, and nothing is said', async () => {
    const { path, wal } = await killedCase()
    writeFileSync(wal, Buffer.concat([readFileSync(wal), Buffer.from('half an entr')]))
    expect(await opened(path)).toEqual({ change: changes, entries, isIntact: true, notice: null })
    expect(folderOf(path)).toEqual(['case.hubline'])
  })

  it('is replayed up to zeros that a power cut left, and nothing is said', async () => {
    const { path, wal } = await killedCase()
    writeFileSync(wal, Buffer.concat([readFileSync(wal), Buffer.alloc(8192)]))
    expect(await opened(path)).toEqual({ change: changes, entries, isIntact: true, notice: null })
    expect(folderOf(path)).toEqual(['case.hubline'])
  })
})

describe('a log of changes that is damaged', () => {
  const damages: readonly [string, (whole: Buffer) => Buffer, { change: number | null; entries: number }][] =
    [
      ['cut in the middle', (whole) => whole.subarray(0, halfOf(whole)), { change: 2, entries: 2 }],
      ['one byte short', (whole) => whole.subarray(0, whole.length - 1), { change: 4, entries: 4 }],
      ['changed in the middle', (whole) => flipped(whole, halfOf(whole)), { change: 2, entries: 2 }],
      ['changed in its first entry', (whole) => flipped(whole, 2), { change: null, entries: 0 }],
      [
        'not a log of changes',
        () => Buffer.from('this is something else. '.repeat(40)),
        { change: null, entries: 0 },
      ],
      [
        'zeroed from its middle on',
        (whole) => Buffer.concat([whole.subarray(0, halfOf(whole)), Buffer.alloc(halfOf(whole))]),
        { change: 2, entries: 2 },
      ],
    ]

  it.each(damages)(
    '%s: what can be read is there, the loss is counted, both are kept',
    async (_, damage, left) => {
      const { path, wal } = await killedCase()
      const before = readFileSync(path)
      const damaged = damage(readFileSync(wal))
      writeFileSync(wal, damaged)
      const { notice, ...state } = await opened(path)
      expect(state).toEqual({ ...left, isIntact: true })
      const aside = asideFolder(path)
      expect(notice).toMatchObject({
        code: 'CASE_WAL_SET_ASIDE',
        data: {
          subject: path,
          folder: aside,
          lostWrites: changes - (left.change ?? 0),
          lostEntries: entries - left.entries,
        },
      })
      expect(notice?.data.remedy).toContain(aside)
      expect(readFileSync(join(aside, basename(path))).equals(before)).toBe(true)
      expect(readFileSync(join(aside, basename(wal))).equals(damaged)).toBe(true)
    },
  )

  it.each([
    ['taken away', (wal: string) => rmSync(wal)],
    ['emptied', (wal: string) => writeFileSync(wal, '')],
  ])('%s by somebody: the loss is counted and the case kept as it was', async (_, damage) => {
    const { path, wal } = await killedCase()
    damage(wal)
    const { notice, ...state } = await opened(path)
    expect(state).toEqual({ change: null, entries: 0, isIntact: true })
    expect(notice?.data).toMatchObject({ lostWrites: changes, lostEntries: entries })
    expect(readdirSync(asideFolder(path))).toEqual([basename(path)])
  })

  it('of another case is not let in', async () => {
    const [{ path, wal }, other] = [await killedCase(), await killedCase()]
    const foreign = readFileSync(other.wal)
    writeFileSync(wal, foreign)
    const { notice, ...state } = await opened(path)
    expect(state).toEqual({ change: null, entries: 0, isIntact: true })
    expect(notice?.data).toMatchObject({ lostWrites: changes, lostEntries: entries })
    expect(readFileSync(join(asideFolder(path), basename(wal))).equals(foreign)).toBe(true)
  })

  it('without a marker: what was lost is said to be unknown', async () => {
    const { path, wal } = await killedCase()
    rmSync(markerPath(path))
    writeFileSync(wal, flipped(readFileSync(wal), halfOf(readFileSync(wal))))
    const { notice, ...state } = await opened(path)
    expect(state).toEqual({ change: 2, entries: 2, isIntact: true })
    expect(notice?.data).toMatchObject({ lostWrites: null, lostEntries: null })
    expect(notice?.data.detail).toMatch(/how much is lost is unknown/)
  })

  it('the pair that was kept opens as a case of its own once its log is mended', async () => {
    const { path, wal } = await killedCase()
    const whole = readFileSync(wal)
    writeFileSync(wal, flipped(whole, halfOf(whole)))
    await opened(path)
    const aside = asideFolder(path)
    writeFileSync(join(aside, basename(wal)), whole)
    const kept = await openCase(join(aside, basename(path)), 'an expert')
    expect(await stateOf(kept)).toEqual({ change: changes, entries, isIntact: true })
    await kept.close()
  })
})

it('a notice stays until somebody says that it was read, and is listed after that', async () => {
  const { path, wal } = await killedCase()
  writeFileSync(wal, 'this is something else')
  const held = await openCase(path, 'the next')
  const [notice] = await held.notices()
  expect((await held.describe(testSession)).notices).toEqual([notice])
  await held.noticeRead(notice!.at, 'an analyst')
  expect((await held.describe(testSession)).notices).toEqual([])
  expect(await held.notices(true)).toEqual([notice])
  await held.close()
})
