import { expect, it, onTestFinished } from 'vitest'
import { column, rows as declared } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { linkRecords } from '../../../analysis/linkage/link-records.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { caseWith, type TestRecord } from './case-with-records.ts'

const phone = '+447700900101'
const people = {
  ann: { forename: 'Ann', surname: 'Archer', birth: '1980-01-02', sex: 'F' },
  ben: { forename: 'Ben', surname: 'Baxter', birth: '1991-07-08', sex: 'M' },
  cal: { forename: 'Cal', surname: 'Dunmore', birth: '1975-11-30', sex: 'M' },
}

/** Who holds the number, from when and until when, as the newest wash says. */
async function holdersOf(
  records: readonly (readonly [keyof typeof people, string])[],
): Promise<readonly [string, string | null, string | null][]> {
  const given: TestRecord[] = records.map(([who, day], index) => ({
    key: `${index}`,
    kind: 'custody',
    phone,
    day,
    ...people[who],
  }))
  const test = await caseWith(given)
  onTestFinished(() => test.close())
  await linkRecords(test.openCase, unwatched(), wholeSight)
  const rows = await test.openCase.database.readAsStored(undefined, (connection) =>
    connection.all(
      declared({ forename: column.text, from_day: column.text.orNull, to_day: column.text.orNull })(sql`
      select record.forename, cast(from_day as varchar) as from_day, cast(to_day as varchar) as to_day
      from attribution join record using (record_id) order by from_day nulls first, to_day nulls last`),
    ),
  )
  return rows.map((row) => [row.forename, row.from_day, row.to_day])
}

it('leaves a number with its last holder until somebody else gives it', async () => {
  expect(
    await holdersOf([
      ['ann', '2026-01-05'],
      ['ben', '2026-03-10'],
      ['ben', '2026-04-01'],
      ['cal', '2026-06-20'],
    ]),
  ).toEqual([
    ['Ann', null, '2026-03-09'],
    ['Ben', '2026-03-10', '2026-06-19'],
    ['Cal', '2026-06-20', null],
  ])
})

it('leaves a number that one person alone gives with that person', async () => {
  expect(await holdersOf([['ann', '2026-01-05']])).toEqual([['Ann', null, null]])
})

it('gives each of two who give a number on one day that day', async () => {
  expect(
    await holdersOf([
      ['ann', '2026-01-05'],
      ['ben', '2026-03-10'],
      ['cal', '2026-03-10'],
    ]),
  ).toEqual([
    ['Ann', null, '2026-03-09'],
    ['Ben', '2026-03-10', '2026-03-10'],
    ['Cal', '2026-03-10', null],
  ])
})
