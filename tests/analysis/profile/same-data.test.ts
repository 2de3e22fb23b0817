import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import { auditEditions } from '../../../analysis/profile/audit-editions.ts'
import { readEditorialState } from '../../../analysis/profile/editions.ts'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { type CountyCase, countyCase } from './county-case.ts'
import { countyQuestions } from './county-questions.ts'

let county: CountyCase
const ask = () =>
  createRouterClient({ profile: profileProcedures }, { context: countyQuestions(county, 'hub') }).profile
const change = (text: string) =>
  county.opened.database.write(undefined, (connection) => connection.run({ text, values: [] }))
const release = (policy: 'ndtms' | 'nhs' | 'ons-10-5' | 'strict') =>
  ask().release({ formats: ['csv'], policy })

beforeEach(async () => {
  county = await countyCase()
})
afterEach(() => county.close())

const linkedAgain = `
  insert into person select 3, record_id, person_id from person where run_id = 2;
  insert into attribution select 3, * exclude (run_id) from attribution where run_id = 2;
  insert into run values (3, 'wash', '1', '{}', 1, 0, timestamp '2026-07-02', 1, '{}');`
const linesAgain = `
  insert into line select 4, * exclude (run_id) from line where run_id = 1;
  insert into line_number select 4, * exclude (run_id) from line_number where run_id = 1;
  insert into line_reason select 4, * exclude (run_id) from line_reason where run_id = 1;
  insert into line_customer select 4, * exclude (run_id) from line_customer where run_id = 1;
  insert into run values (4, 'lines', '1', '{}', 1, 0, timestamp '2026-07-02', 1, '{}');`
const nothingImported = `update meta set value = '9' where key = 'data_version';`
const coverageAlone = `${nothingImported}
  insert into file select 9, repeat('9', 64), 'people.csv', * exclude (file_id, sha256, name) replace ('people' as kind) from file where file_id = 2;
  insert into sheet values (9, 1, 'only', '[]');
  insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields)
  select 9000 + i, 9, 1, i, 'people', 'list' || i, date '2026-03-01', 'day', '{}' from range(30) as more(i);`
const otherCounts = `${nothingImported}
  insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category)
  select 9000 + i, 7, 1, 9000 + i, 'crime', 'month', date '2026-06-01', 1, 'Drugs' from range(40) as more(i);`

const because =
  /^(The same data|Some of the same counts) were released as edition 1 under NDTMS on \d+ \w+ \d{4}\. Under another policy the two together could tell what each hides\. Release under NDTMS, or add data first\.$/

describe('the same counts under another policy', () => {
  test.each([
    ['nothing was done in between', '', ['ons-10-5']],
    ['the people were linked again', linkedAgain, ['nhs', 'ons-10-5', 'strict']],
    ['the lines were looked for again', linesAgain, ['strict']],
    ['a file of nothing but duplicates was imported', nothingImported, ['nhs']],
    ['only the coverage of the sources changed', coverageAlone, ['nhs']],
    ['other counts changed', otherCounts, ['nhs', 'strict']],
  ] as const)('are refused when %s, and the same policy is not', async (_, between, policies) => {
    expect((await release('ndtms')).refused).toBeUndefined()
    if (between) await change(between)
    for (const policy of policies) {
      const answer = await release(policy)
      expect([policy, answer.refused?.code]).toEqual([policy, 'RELEASE_REFUSED'])
      expect(answer.refused?.reasons.join()).toMatch(
        /an earlier release already reveals more about this count/,
      )
      expect(answer.refused?.reasons[0]).toMatch(because)
    }
    expect((await release('ndtms')).refused).toBeUndefined()
    expect(await ask().releases({})).toHaveLength(2)
    const audit = await auditEditions(county.opened)
    expect(audit).toMatchObject({ editions: 2, cellsRecovered: 0 })
    expect(audit.cellsAttacked).toBeGreaterThan(50)
  })

  test('are refused beside an edition that an earlier version registered by the ids of its runs', async () => {
    await release('ndtms')
    const { editions } = await readEditorialState(county.opened)
    const { record, figures } = editions[0]!.published
    const cells = record.cells.map(({ content: _, ...cell }) => cell)
    const older = { record: { ...record, cells, cutOff: '2026-06-30 data 0 lines 1 wash 2' }, figures }
    await county.opened.database.write(undefined, (connection) =>
      connection.run(sql`update release set published = ${JSON.stringify(older)}`),
    )
    for (const policy of ['nhs', 'ons-10-5', 'strict'] as const)
      expect([policy, (await release(policy)).refused?.code]).toEqual([policy, 'RELEASE_REFUSED'])
    expect((await release('ndtms')).refused).toBeUndefined()
  })
})
