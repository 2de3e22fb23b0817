import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportResult, Role, SourceKind } from '../../../analysis/contract/index.ts'
import { mayLoadKind } from '../../../analysis/visibility/source-kinds.ts'
import { type PlantedCase, plantedCase } from './planted-case.ts'

const clients = 'Client reference,Forename,Surname,Date of birth,Telephone,Joined,Left,Programme'
const heldRow = 'PR-774,Ulfmar,Wyndlesham,1990-07-08,07700900774,2026-01-12,,ADDER'
const otherRow = 'PR-999,Nobody,Knownhere,1990-07-08,07700900799,2026-01-12,,ADDER'

async function load(given: PlantedCase, role: Role, name: string, kind?: SourceKind): Promise<ImportResult> {
  const [result] = await given
    .as(role)
    .sources.import({ sources: [{ path: join(given.folder, name) }], ...(kind ? { kind } : {}) })
  return { ...result!, file: 'the file', seconds: 0 }
}

const withoutNames = (result: ImportResult, name: string): unknown =>
  JSON.parse(JSON.stringify(result).replaceAll(name, 'the file'))

test('police learn nothing of programme clients by loading a guess: held or not, it is refused with the same sentence', async () => {
  const given = await plantedCase()
  writeFileSync(join(given.folder, 'guess.csv'), `${clients}\n${heldRow}\n`)
  writeFileSync(join(given.folder, 'other.csv'), `${clients}\n${otherRow}\n`)
  const held = withoutNames(await load(given, 'police', 'guess.csv', 'programme'), 'guess.csv')
  const other = withoutNames(await load(given, 'police', 'other.csv', 'programme'), 'other.csv')
  expect(held).toEqual(other)
  expect(held).toMatchObject({
    kind: null,
    fileId: null,
    rowsRead: 0,
    rowsDuplicate: 0,
    reasons: {},
    error: {
      code: 'ROLE_FORBIDDEN',
      data: {
        detail: expect.stringContaining('programme clients'),
        remedy: 'Ask somebody in the health or hub role to load it.',
      },
    },
  })
  expect(await given.as('police').sources.list({})).toHaveLength(given.files.size)
})

test('police are not told that a whole file is held that they may not read, whatever they load it as', async () => {
  const given = await plantedCase()
  for (const kind of [undefined, 'programme', 'custody', 'people'] as const)
    expect((await load(given, 'police', 'clients.csv', kind)).reasons).not.toHaveProperty('SAME_FILE')
  expect((await load(given, 'police', 'custody.csv', 'custody')).reasons).toEqual({ SAME_FILE: 3 })
})

test('health and the hub load what partners send, and are told what is held', async () => {
  for (const role of ['health', 'hub'] as const) {
    const given = await plantedCase()
    writeFileSync(join(given.folder, 'more.csv'), `${clients}\n${heldRow}\n${otherRow}\n`)
    expect(await load(given, role, 'more.csv', 'programme')).toMatchObject({
      kind: 'programme',
      rowsRead: 2,
      rowsLoaded: 1,
      rowsDuplicate: 1,
      reasons: { DUPLICATE_OF_FILE: 1 },
    })
    expect((await load(given, role, 'clients.csv', 'programme')).reasons).toEqual({ SAME_FILE: 3 })
  }
})

test('what police may load is loaded beside what is refused', async () => {
  const given = await plantedCase()
  const fresh = 'Custody record,Forename,Surname,Date of birth,Telephone,Arrest date,Offence,Custody suite'
  writeFileSync(
    join(given.folder, 'fresh.csv'),
    `${fresh}\nCU-9,Ada,New,1970-01-02,07700900669,2026-01-05,Theft,North\n`,
  )
  const results = await given.as('police').sources.import({
    sources: ['fresh.csv', 'episodes.csv'].map((name) => ({ path: join(given.folder, name) })),
  })
  expect(results).toMatchObject([
    { kind: 'custody', rowsLoaded: 1 },
    { kind: null, rowsLoaded: 0, error: { code: 'ROLE_FORBIDDEN' } },
  ])
})

test('the digest of a file is told to who may read its rows', async () => {
  const { as } = await plantedCase()
  const digests = async (role: 'police' | 'health' | 'hub') =>
    (await as(role).sources.list({})).filter(({ sha256 }) => sha256 !== '').map(({ kind }) => kind)
  expect(await digests('police')).toEqual(['custody', 'harm'])
  expect(await digests('health')).toEqual(await digests('hub'))
  for (const { sha256, rowsWithheld } of await as('police').sources.list({}))
    expect(sha256).toMatch(rowsWithheld ? /^$/ : /^[0-9a-f]{64}$/)
})

test('how many people there are is told as the role sees them', async () => {
  const { as } = await plantedCase()
  const counted = async (role: Role) => (await as(role).case.describe({}))!.counts
  expect(await counted('police')).toMatchObject({ files: 4, records: 2, persons: 2 })
  expect(await counted('hub')).toMatchObject({ files: 4, records: 5 })
  expect(await counted('health')).toMatchObject({ records: 5, persons: (await counted('hub')).persons })
})

test('a kind is loaded by who sees every row of it', () => {
  const loads = (kind: string) =>
    (['police', 'health', 'hub', 'lead', 'reader'] as const).filter((role) => mayLoadKind(role, kind))
  expect(loads('programme')).toEqual(['health', 'hub'])
  expect(loads('treatment')).toEqual(['health', 'hub'])
  expect(loads('custody')).toEqual(['police', 'health', 'hub'])
  expect(loads('calls')).toEqual(['police', 'health', 'hub'])
  // Health sees the rows that the handling code lets pass, and no others.
  expect(loads('intelligence')).toEqual(['police', 'hub'])
  expect(loads('nobody declared this')).toEqual(['hub'])
})
