import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../../analysis/case/duckdb/database.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { sitesOfCase } from '../../../analysis/sources/sites/queries-sites.ts'
import { differingNotes } from '../../../analysis/visibility/note-known.ts'
import { type Sight, sightOf, wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { shownTables } from '../../../analysis/visibility/views.ts'
import { type PlantedSources, plantedSources, undeclaredKind } from './planted-sources.ts'

let whole: PlantedSources
let ofPolice: PlantedSources
beforeAll(async () => {
  const seen = sightOf('police').kinds ?? []
  whole = await plantedSources()
  ofPolice = await plantedSources((kind) => seen.includes(kind))
  // The cells of places are stored when the first map is asked for.
  for (const given of [whole, ofPolice]) await given.as('hub').places.areaNames({})
})
afterAll(() => Promise.all([whole.close(), ofPolice.close()]))

const moreForHub = [
  ...[
    'file',
    'sheet',
    'record',
    'event',
    'reject',
    'duplicate',
    'number',
    'number_text',
    'place',
    'place_cell',
  ],
  ...['person', 'link', 'attribution'],
]

const rowsOf = async (connection: Connection, table: string): Promise<number> =>
  (
    await connection.one(
      rows({ rows: column.integer })({ text: `select count(*) as rows from ${table}`, values: [] }),
    )
  )?.rows ?? -1

const counted = (given: PlantedSources, sight: Sight, prefix: string): Promise<Record<string, number>> =>
  given.opened.database.read(sight, undefined, async (connection) => {
    const counts: Record<string, number> = {}
    for (const table of shownTables) counts[table] = await rowsOf(connection, `${prefix}${table}`)
    return counts
  })

describe('the views of a role', () => {
  test.each(['visible_', '', 'main.', 'temp.'])(
    'show police as %s… what a case without the rest shows',
    async (prefix) => {
      const shown = await counted(whole, sightOf('police'), prefix)
      expect(shown).toEqual(await counted(ofPolice, sightOf('police'), prefix))
    },
  )

  test('show the hub more of all that health sources bring', async () => {
    const hub = await counted(whole, wholeSight, 'visible_')
    const police = await counted(whole, sightOf('police'), 'visible_')
    for (const table of moreForHub) expect([table, hub[table]! > police[table]!]).toEqual([table, true])
  })

  test('show who sees nothing nothing', async () => {
    for (const prefix of ['visible_', ''])
      for (const role of ['lead', 'reader'] as const)
        expect(
          Object.entries(await counted(whole, sightOf(role), prefix)).filter(([, rows]) => rows > 0),
        ).toEqual([])
  })

  test('cannot be written through', async () => {
    await expect(
      whole.opened.database.read(sightOf('police'), undefined, (connection) =>
        connection.run({ text: `delete from record`, values: [] }),
      ),
    ).rejects.toThrow(/base table/)
  })

  test('say of a record which group it puts somebody in only to who may know', async () => {
    const groups = (role: 'hub' | 'health' | 'police') =>
      whole.opened.database.read(sightOf(role), undefined, (connection) =>
        connection.all(
          rows({ puts_in: column.text })({
            text: `select distinct puts_in from visible_record where puts_in is not null order by all`,
            values: [],
          }),
        ),
      )
    expect(await groups('health')).toEqual([{ puts_in: 'mainstream' }, { puts_in: 'programme' }])
    expect(await groups('hub')).toEqual(await groups('health'))
    expect(await groups('police')).toEqual([])
  })
})

test('cell sites are shown by their kind, and decisions of pairs by both records', async () => {
  const given = await plantedSources((kind) => ['custody', 'treatment'].includes(kind))
  try {
    await given.opened.database.write(undefined, async (connection) => {
      for (const [index, kind] of ['cells', 'hospital', undeclaredKind].entries())
        await connection.run(sql`insert into cell_site (file_id, sheet, row_number, kind, site_key, code, latitude, longitude, fields)
          values (1, 0, ${index + 1}, ${kind}, ${kind}, ${`code of ${kind}`}, 53.42, 1.52, '{}')`)
      const keyOf = (kind: string) => sql`(select min(record_key) from record where kind = ${kind})`
      const pair = (left: string, right: string) => sql`${keyOf(left)} || '~' || ${keyOf(right)}`
      await connection.run(sql`insert into decision (decision_id, subject_kind, subject_key, decision, "at", person, role)
        values (1, 'line', '+447700900950', 'confirmed', timestamp '2026-01-01', 'a tester', 'hub'),
          (2, 'pair', ${pair('custody', 'custody')}, 'same', timestamp '2026-01-01', 'a tester', 'hub'),
          (3, 'pair', ${pair('custody', 'treatment')}, 'same', timestamp '2026-01-01', 'a tester', 'hub')`)
    })
    const shown = async (sight: Sight) => {
      const counts = await counted(given, sight, 'visible_')
      return [counts.cell_site, counts.decision]
    }
    expect(await shown(wholeSight)).toEqual([3, 3])
    expect(await shown(sightOf('health'))).toEqual([2, 3])
    expect(await shown(sightOf('police'))).toEqual([1, 2])
    expect(await shown(sightOf('lead'))).toEqual([0, 0])
    // Communications, which police read, take their places from sites that all analysts may read.
    const places = await given.opened.database.read(wholeSight, undefined, (connection) =>
      connection.all(sitesOfCase()),
    )
    expect(places.map(({ code }) => code)).toEqual(['code of cells'])
  } finally {
    await given.close()
  }
})

test('a number is known only as long as a file gives it', async () => {
  const given = await plantedSources((kind) => ['custody', 'samples', undeclaredKind].includes(kind))
  try {
    const notes = () => given.opened.database.readAsStored(undefined, differingNotes)
    expect((await notes()).map(({ rows }) => rows)).toEqual([0, 0, 0])
    const [sample] = given.plants.filter(({ kind }) => kind === 'samples')
    const found = () => given.as('police').search.find({ text: sample!.phone })
    expect(await found()).toHaveLength(1)
    await given.as('hub').sources.remove({ fileId: given.files.get('samples')!, why: 'a test' })
    expect(await found()).toEqual([])
    expect((await notes()).map(({ rows }) => rows)).toEqual([0, 0, 0])
  } finally {
    await given.close()
  }
})
