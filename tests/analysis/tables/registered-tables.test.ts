import { createHash } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { auditEditions } from '../../../analysis/profile/audit-editions.ts'
import { readEditorialState } from '../../../analysis/profile/editions.ts'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { tablesProcedures } from '../../../analysis/tables/procedures.ts'
import { type CountyCase, countyCase } from '../profile/county-case.ts'
import { countyQuestions } from '../profile/county-questions.ts'

let county: CountyCase
const router = { profile: profileProcedures, tables: tablesProcedures }
const ask = (role: Role) => createRouterClient(router, { context: countyQuestions(county, role) })
const take = (tableId: string, policy: 'ndtms' | 'nhs' = 'ndtms', role: Role = 'lead') =>
  ask(role).tables.released({ of: { table: 'profile', tableId, policy }, to: 'file' })
const release = (policy: 'ndtms' | 'nhs') => ask('hub').profile.release({ formats: ['csv'], policy })
const anotherTable = async () =>
  (await ask('lead').profile.draft({})).sections
    .flatMap(({ tables }) => tables)
    .find(({ tableId }) => tableId !== 'demand.groups')!.tableId
const registered = async () => (await readEditorialState(county.opened)).released

/** Forty crimes more: other counts, and everything else as it was. */
const moreCrimes = `insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category)
  select 9000 + i, 7, 1, 9000 + i, 'crime', 'month', date '2026-06-01', 1, 'Drugs' from range(40) as more(i);
  update meta set value = '9' where key = 'data_version'`

beforeEach(async () => {
  county = await countyCase()
})
afterEach(() => county.close())

describe('a table of the profile that leaves by itself', () => {
  test('is registered once for each state of the counts, and is no edition', async () => {
    const { text } = await take('demand.groups')
    expect((await registered()).map(({ edition, policy }) => [edition, policy])).toEqual([[0, 'ndtms']])
    await take('demand.groups')
    await take(await anotherTable())
    expect(await registered()).toHaveLength(1)
    expect(await ask('hub').profile.releases({})).toEqual([])
    expect((await ask('hub').profile.draft({})).edition).toBe(1)
    const held = await county.opened.database.readAsStored(undefined, (connection) =>
      connection.one(rows({ files: column.text })(sql`select cast(files as varchar) as files from release`)),
    )
    expect(JSON.parse(held!.files)).toEqual([
      { file: 'demand.groups', sha256: createHash('sha256').update(text).digest('hex') },
    ])
    const { entries } = await county.opened.log.entries({ after: 0 }, 50)
    const told = entries
      .filter(({ question }) => question === 'tables.released')
      .map(({ subject }) => subject)
      .reverse()
    expect(told).toContain('tables of the profile registered')
    expect(told.indexOf('tables of the profile registered')).toBeLessThan(
      told.findIndex((subject) => subject.startsWith('anonymised export')),
    )
  })

  test('is not followed by the same counts under another policy, as a table or as an edition', async () => {
    await take('demand.groups')
    await expect(take('demand.groups', 'nhs', 'hub')).rejects.toMatchObject({ code: 'RELEASE_REFUSED' })
    await expect(take('demand.groups', 'nhs')).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    const refused = (await release('nhs')).refused
    expect(refused?.code).toBe('RELEASE_REFUSED')
    expect(refused?.reasons[0]).toMatch(
      /^The same data left in a single table under NDTMS on \d+ \w+ \d{4}\./,
    )
    const edition = await release('ndtms')
    expect(edition.refused).toBeUndefined()
    expect((await ask('hub').profile.releases({})).map((one) => one.edition)).toEqual([1])
  })

  test('is protected together with what is released when other counts have changed', async () => {
    await take('demand.groups')
    await county.opened.database.write(undefined, (connection) =>
      connection.run({ text: moreCrimes, values: [] }),
    )
    expect((await release('ndtms')).refused).toBeUndefined()
    await take(await anotherTable())
    const audit = await auditEditions(county.opened)
    expect(audit).toMatchObject({ editions: 1, cellsRecovered: 0 })
    expect((await registered()).map(({ edition }) => edition).slice(0, 2)).toEqual([0, 1])
  })

  test('is refused and not registered where the table is not in the profile', async () => {
    await expect(take('demand.names')).rejects.toMatchObject({ code: 'FIGURE_NOT_FOUND' })
    expect(await registered()).toEqual([])
  })
})
