import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { Role, SourceKind, Table } from '../../../analysis/contract/index.ts'
import { definitionOf, kindDefinitions, titlesOf } from '../../../analysis/kinds/lists.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { repository, smallAreas } from '../sources/hostile/layouts.ts'

/** A cell for each field whose text must be of a form; any other field takes any words. */
const forms: Readonly<Record<string, string>> = {
  at: '2026-03-02 10:00:00',
  date: '2026-03-02',
  time: '10:00:00',
  until: '2026-04-02',
  since: '2026-01-01',
  dateOfBirth: '1990-05-04',
  from: '07700900101',
  to: '07700900102',
  subscriber: '07700900101',
  other: '07700900102',
  phone: '07700900103',
  email: 'a@example.org',
  latitude: '53.42',
  longitude: '1.52',
  easting: '612350',
  northing: '345650',
  postcode: 'ZW1 2AB',
  cellPostcode: 'ZW1 2AB',
  attributor: 'AB04051990F',
  sex: 'F',
  age: '35',
  duration: '20',
  type: 'call',
  code: '234-99-101-11',
  azimuth: '30',
  beamWidth: '65',
}

/** Readers whose files are not tables, each with the smallest of its own. */
const ownFiles: Readonly<Record<string, { name: string; bytes: () => Buffer }>> = {
  phone: {
    name: 'EXH-S1.xlsx',
    bytes: () => readFileSync(join(repository, 'sample-data/small/phones/EXH-S1.xlsx')),
  },
  boundaries: { name: 'areas.geojson', bytes: () => Buffer.from(JSON.stringify(smallAreas)) },
}

/** A file of a kind with one row, made of what the kind declares alone: each field under its most usual header. */
function fileOf(kind: SourceKind): { name: string; bytes: Buffer } {
  const definition = definitionOf(kind)!
  if (definition.reader) {
    const own = ownFiles[definition.reader]
    if (!own)
      throw new Error(`the kind "${kind}" has no file to try: add one for the reader "${definition.reader}"`)
    return { name: `${kind} ${own.name}`, bytes: own.bytes() }
  }
  const taken = new Set<string>()
  const columns = definition.fields.flatMap(({ field, headers }) => {
    const header = headers.find((alias) => !taken.has(alias))
    if (header === undefined || [definition.identityElse, 'date', 'time'].includes(field)) return []
    taken.add(header)
    return [{ header, cell: forms[field] ?? `${kind} ${field}` }]
  })
  const lines = [columns.map(({ header }) => header), columns.map(({ cell }) => cell)]
  return { name: `${kind}.csv`, bytes: Buffer.from(`${lines.map((line) => line.join(',')).join('\n')}\n`) }
}

const kinds = kindDefinitions.map(({ kind }) => kind)
const folder = mkdtempSync(join(tmpdir(), 'hubline-test-'))
const engine = createEngine({ applicationFolder: join(folder, 'application') })
const as = (role: Role) =>
  askEngine(engine, { person: 'a tester', role, purpose: 'test', purposeStated: true })
const files = new Map<SourceKind, { path: string; fileId: number }>()

const rowsOf = async ({ arrow }: Table) => tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).toArray()

beforeAll(async () => {
  await engine.create(
    join(folder, 'kinds.hubline'),
    { name: 'kinds', policy: 'open', marking: 'OFFICIAL' },
    { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true },
  )
  for (const kind of kinds) {
    const { name, bytes } = fileOf(kind)
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const [result] = await as('hub').sources.import({ sources: [{ path }] })
    expect([kind, result]).toMatchObject([kind, { kind, rowsSetAside: expect.any(Number) }])
    expect(result!.rowsLoaded, `${kind}: ${JSON.stringify(result)}`).toBeGreaterThan(0)
    files.set(kind, { path, fileId: result!.fileId! })
  }
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(kinds)('%s', (kind) => {
  const definition = definitionOf(kind)!
  const titles = titlesOf(kind)

  it('is told by its headers, and shown before it is loaded', async () => {
    const preview = await as('hub').sources.preview({ source: { path: files.get(kind)!.path } })
    expect(preview.kind).toBe(kind)
    expect(preview.because).not.toBe('')
    expect(preview.rows.length).toBeGreaterThan(0)
    expect(preview.columns.some(({ field }) => field !== null)).toBe(true)
    if (definition.reader) return
    expect(preview.layout).toContain(titles.file)
    const { mapping } = preview
    const mapped = await as('hub').sources.preview({
      source: { path: files.get(kind)!.path },
      mapping: mapping!,
    })
    expect(mapped).toMatchObject({ kind, layout: `${titles.file}, by mapping` })
    expect(preview.fields.map(({ field }) => field)).toEqual(definition.fields.map(({ field }) => field))
  })

  it('stands among the sources, is found by its name, and shows its rows', async () => {
    const { fileId } = files.get(kind)!
    const file = (await as('hub').sources.list({})).find((one) => one.fileId === fileId)!
    expect(file).toMatchObject({ kind, rowsWithheld: false })
    expect(file.rowsRead).toBe(file.rowsLoaded + file.rowsSetAside + file.rowsDuplicate)
    const { rowCount } = await as('hub').sources.rows({ fileId, outcome: 'loaded' })
    expect(rowCount).toBeGreaterThan(0)
    const hits = await as('hub').search.find({ text: file.name, limit: 50 })
    expect(hits).toContainEqual(expect.objectContaining({ kind: 'file', id: String(fileId) }))
  })

  it('stands in the tables that a query reads', async () => {
    const table = { communication: 'observation', place: 'area', reference: 'cell_site' }
    const name = table[definition.storesAs as keyof typeof table] ?? definition.storesAs
    const held = await as('hub').query.select({
      sql: `select count(*) as rows from "${name}" where file_id = ${files.get(kind)!.fileId}`,
    })
    expect(Number((await rowsOf(held))[0].rows)).toBeGreaterThan(0)
  })

  it('is shown to the roles that it names, and to no other', async () => {
    const { fileId } = files.get(kind)!
    for (const role of ['police', 'health', 'hub'] as const) {
      const isShown = definition.visibleTo.includes(role)
      const file = (await as(role).sources.list({})).find((one) => one.fileId === fileId)!
      expect([role, file.rowsWithheld]).toEqual([role, !isShown])
      const asked = as(role).sources.rows({ fileId, outcome: 'loaded' })
      if (isShown) await asked
      else await expect(asked).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    }
  })

  it('is covered by the profile, and missed where it is not loaded', async () => {
    const document = await as('hub').profile.draft({ policy: 'ndtms' })
    const gaps = document.sections.find(({ sectionId }) => sectionId === 'gaps')!
    const sources = gaps.tables.find(({ tableId }) => tableId === 'gaps.sources')!
    expect(sources.rows.map(({ label }) => label)).toContain(titles.source)
    expect(gaps.missing.map((one) => one.kind)).not.toContain(kind)
  })
})

it('an empty case misses every kind, each with a sentence', async () => {
  const empty = createEngine({ applicationFolder: temporaryFolder() })
  try {
    const session = { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true } as const
    await empty.create(
      join(folder, 'empty.hubline'),
      { name: 'empty', policy: 'open', marking: 'OFFICIAL' },
      session,
    )
    const document = await askEngine(empty, session).profile.draft({ policy: 'ndtms' })
    const { missing } = document.sections.find(({ sectionId }) => sectionId === 'gaps')!
    for (const { kind, absence } of kindDefinitions)
      expect(missing).toContainEqual({ kind, name: titlesOf(kind).source, why: absence.leavesOpen })
  } finally {
    await empty.close()
  }
})
