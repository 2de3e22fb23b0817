import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import { homeOf, readAreaNames } from '../../../analysis/case/queries-districts.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { type Sql, sql } from '../../../analysis/case/sql.ts'
import type { Role, SourceKind, Table } from '../../../analysis/contract/index.ts'
import {
  definitionOf,
  isPlaceOfEvent,
  kindDefinitions,
  personKinds,
  titlesOf,
} from '../../../analysis/kinds/lists.ts'
import { sourceIdentifiers } from '../../../analysis/profile/queries-identifiers.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { cellOf, fileOf, rowNames } from './kind-files.ts'

const kinds = kindDefinitions.map(({ kind }) => kind)
const folder = mkdtempSync(join(tmpdir(), 'hubline-test-'))
const engine = createEngine({ applicationFolder: join(folder, 'application') })
let opened: OpenCase
const as = (role: Role) =>
  askEngine(engine, { person: 'a tester', role, purpose: 'test', purposeStated: true })
const files = new Map<SourceKind, { path: string; fileId: number; fields: readonly string[] }>()

/** One text per row, asked as somebody who sees everything. */
const textsOf = async (query: Sql): Promise<(string | null)[]> =>
  (
    await opened.database.read(wholeSight, undefined, (connection) =>
      connection.all(rows({ text: column.text.orNull })(query)),
    )
  ).map(({ text }) => text)

const rowsOf = async ({ arrow }: Table) => tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).toArray()

beforeAll(async () => {
  opened = await engine.create(
    join(folder, 'kinds.hubline'),
    { name: 'kinds', policy: 'open', marking: 'OFFICIAL' },
    { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true },
  )
  for (const kind of kinds) {
    const { name, bytes, fields } = fileOf(kind)
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const [result] = await as('hub').sources.import({ sources: [{ path }] })
    expect([kind, result]).toMatchObject([kind, { kind, rowsSetAside: expect.any(Number) }])
    const isTable = definitionOf(kind)!.reader === undefined
    if (isTable) expect([kind, result]).toMatchObject([kind, { rowsLoaded: 2, rowsSetAside: 0 }])
    expect(result!.rowsLoaded, `${kind}: ${JSON.stringify(result)}`).toBeGreaterThan(0)
    files.set(kind, { path, fileId: result!.fileId!, fields })
  }
  await as('hub').people.wash({})
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

  it('is found by the references of its rows, and these are searched for in what is released', async () => {
    const references = definition.fields
      .filter(({ field, identifies }) => identifies || ['recordId', 'eventId'].includes(field))
      .filter(({ field }) => files.get(kind)!.fields.includes(field))
      .map(({ field }) => cellOf(kind, field, 'second'))
    const identifiers = await opened.database.read(wholeSight, undefined, (connection) =>
      connection.all(sourceIdentifiers()),
    )
    for (const reference of references) {
      expect(identifiers).toContainEqual({ identifier: reference })
      const hits = await as('hub').search.find({ text: reference, limit: 50 })
      expect([reference, hits.map((hit) => hit.kind)]).toEqual([
        reference,
        expect.arrayContaining([definition.aboutPeople ? 'person' : 'file']),
      ])
    }
  })

  it('puts people in the group that it declares, and in no other', async () => {
    const groups = await textsOf(
      sql`select distinct puts_in as text from visible_record as record where kind = ${kind} and puts_in is not null`,
    )
    expect(groups).toEqual(definition.putsInGroup === undefined ? [] : [definition.putsInGroup])
  })

  it('gives a home to nobody where its place is that of an event', async () => {
    const names = await opened.database.read(wholeSight, undefined, readAreaNames)
    const homes = await textsOf(
      sql`select ${homeOf(names)} as text from visible_record as record where kind = ${kind} order by record_id`,
    )
    const saysArea = definition.fields.some(({ field }) => field === 'area')
    const saysHome = saysArea && !isPlaceOfEvent(definition)
    expect(homes).toEqual(
      personKinds.includes(kind) ? rowNames.map((row) => (saysHome ? cellOf(kind, 'area', row) : null)) : [],
    )
  })

  it('is covered by the profile, and missed where it is not loaded', async () => {
    const document = await as('hub').profile.draft({ policy: 'ndtms' })
    const missed = document.sections.flatMap(({ sectionId, missing }) =>
      missing.filter((one) => one.kind === kind).map(() => sectionId),
    )
    expect(missed).toEqual([])
    const gaps = document.sections.find(({ sectionId }) => sectionId === 'gaps')!
    const sources = gaps.tables.find(({ tableId }) => tableId === 'gaps.sources')!
    expect(sources.rows.map(({ label }) => label)).toContain(titles.source)
    const entries = gaps.tables.find(({ tableId }) => tableId === 'gaps.missing')!
    expect(entries.rows.map(({ label }) => label).includes(titles.source)).toBe(personKinds.includes(kind))
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
