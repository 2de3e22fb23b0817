import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countGroups } from '../../../analysis/cohorts/index.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { countCells } from '../../../analysis/profile/count-cells.ts'
import { printedCodes } from '../../../analysis/profile/count-table.ts'
import { countTables } from '../../../analysis/profile/count-tables.ts'
import { readScope } from '../../../analysis/profile/scope.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { type CountyCase, countyCase } from '../profile/county-case.ts'

let county: CountyCase

const notKnownByArea = (role: Role) =>
  county.opened.database.read(wholeSight, undefined, async (connection) => {
    const { groups } = await countGroups(connection, role, {})
    return groups.find(({ group }) => group === 'not-known')?.by.area ?? {}
  })

/** People 31-35 keep only a postcode, 36-40 only a code beside it, 41-43 live in Harrowick 002; harm calls come from elsewhere. */
beforeAll(async () => {
  county = await countyCase()
  await county.opened.database.write(undefined, (connection) =>
    connection.run({
      text: `
        update record set area = null, postcode = 'ZW1 1AA' where kind = 'custody' and record_key in
          (select record_key from record join person using (record_id) where person_id between 31 and 35);
        update record set area = 'Z06000091', postcode = 'ZW1 2BB' where kind = 'custody' and record_key in
          (select record_key from record join person using (record_id) where person_id between 36 and 40);
        update record set area = 'Harrowick 002' where kind = 'custody' and record_key in
          (select record_key from record join person using (record_id) where person_id between 41 and 43);
        update record set postcode = 'ZX9 9ZZ' where kind = 'harm';
        update record set postcode = 'ZW1 3CC' where kind = 'custody' and area = 'Port Sallow'`,
      values: [],
    }),
  )
})

afterAll(() => county.close())

test('people are counted by the day on which the profile ends, not by a drug test past midnight', async () => {
  await county.opened.database.write(undefined, (connection) =>
    connection.run({
      text: `update record set local_day = date '2026-07-01' where record_id = (select max(record_id) from record where kind = 'drug-tests')`,
      values: [],
    }),
  )
  const { at } = await county.opened.database.read(wholeSight, undefined, (connection) =>
    countGroups(connection, 'hub', {}),
  )
  expect(at).toBe('2026-06-30')
  expect(await readScope(county.opened)).toMatchObject({ to: at })
})

describe('areas of people', () => {
  test('a postcode or a code is read as the district that the case ties it to', async () => {
    expect(await notKnownByArea('hub')).toEqual({ 'Port Sallow': 10, Harrowick: 17, Coldstow: 3 })
  })

  test('the profile counts the same people in the same districts', async () => {
    const scope = await readScope(county.opened)
    const counted = await county.opened.database.read(wholeSight, undefined, (connection) =>
      countCells(connection, countTables(scope), unwatched()),
    )
    const { table, values } = counted.find(({ table }) => table.tableId === 'demand.areas')!
    const columns = printedCodes(table.columns!)
    const column = columns.indexOf('Not known to any service')
    const profile = Object.fromEntries(
      printedCodes(table.rows).map((row, index) => [row, values[index * columns.length + column]]),
    )
    expect(profile).toMatchObject(await notKnownByArea('hub'))
  })

  test('a role under disclosure control has no area with a small count', async () => {
    const areas = Object.values(await notKnownByArea('lead'))
    expect(areas.filter((count) => count !== null && count > 0 && count < 5)).toEqual([])
  })
})
