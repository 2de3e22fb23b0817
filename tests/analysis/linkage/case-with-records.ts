import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection, DatabaseOptions } from '../../../analysis/case/duckdb/database.ts'
import { createCase, type OpenCase } from '../../../analysis/case/open-case.ts'
import { column, rows as declared } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'

/** A record as a test states it; what is absent is null. */
export interface TestRecord {
  key: string
  kind?: string
  id?: string
  forename?: string
  surname?: string
  initials?: string
  birth?: string
  sex?: string
  ethnicity?: string
  phone?: string
  email?: string
  postcode?: string
  sector?: string
  area?: string
  day?: string
  until?: string
  category?: string
  fields?: Record<string, string>
}

interface TestCase {
  openCase: OpenCase
  close(): Promise<void>
}

async function emptyCase(
  policy: 'open' | 'strict' = 'open',
  options: DatabaseOptions = {},
): Promise<TestCase> {
  const folder = await mkdtemp(join(tmpdir(), 'hubline-washing-'))
  const openCase = await createCase(
    join(folder, 'test.hubline'),
    { name: 'Test', policy, marking: 'OFFICIAL' },
    'Test',
    options,
  )
  return {
    openCase,
    close: async () => {
      await openCase.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const shape = JSON.stringify([
  {
    key: 'VARCHAR',
    kind: 'VARCHAR',
    id: 'VARCHAR',
    forename: 'VARCHAR',
    surname: 'VARCHAR',
    initials: 'VARCHAR',
    birth: 'DATE',
    sex: 'VARCHAR',
    ethnicity: 'VARCHAR',
    phone: 'VARCHAR',
    email: 'VARCHAR',
    postcode: 'VARCHAR',
    sector: 'VARCHAR',
    area: 'VARCHAR',
    day: 'DATE',
    until: 'DATE',
    category: 'VARCHAR',
    fields: 'JSON',
  },
])

const referenceMapping = JSON.stringify({
  fields: { pncId: 'pncId', nominal: 'nominal', clientId: 'clientId', custodyRecord: 'custodyRecord' },
})

/** Adds files (one per kind) and records to a case, as an import would. */
async function addRecords(connection: Connection, records: readonly TestRecord[]): Promise<void> {
  await connection.run(sql`
    create or replace temp table given as
    select entry.*, row_number() over () + (select coalesce(max(record_id), 0) from record) as record_id
    from (select unnest(from_json(${JSON.stringify(records.map((one) => ({ kind: 'people', fields: {}, ...one })))}, ${shape})) as entry)`)
  await connection.run(sql`
    insert into file (file_id, sha256, name, size_bytes, kind, layout, mapping, zone, added_at, added_by, rows_read, rows_loaded, rows_set_aside, rows_duplicate)
    select row_number() over (order by kind) + (select coalesce(max(file_id), 0) from file), 'sha ' || kind, kind || '.csv', 1, kind, 'test', ${referenceMapping},
      'Europe/London', timestamp '2026-01-01', 'Test', 0, 0, 0, 0
    from (select distinct kind from given) where kind not in (select kind from file)`)
  await connection.run(sql`
    insert into number (number_id, value, kind)
    select row_number() over (order by phone) + (select coalesce(max(number_id), 0) from number), phone, 'e164'
    from (select distinct phone from given where phone is not null) where phone not in (select value from number)`)
  await connection.run(sql`
    insert into record (record_id, file_id, sheet, row_number, kind, source_record_id, record_key, forename, surname, forename_initial,
      surname_initial, date_of_birth, sex, ethnicity, number_id, email, postcode, postcode_sector, area, "at", precision, local_day, until_day, category, fields)
    select given.record_id, file.file_id, 0, given.record_id, given.kind, given.id, given.key, given.forename, given.surname,
      left(given.initials, 1), right(given.initials, 1), given.birth, given.sex, given.ethnicity, number.number_id, given.email, given.postcode,
      given.sector, given.area, given.day, case when given.day is not null then 'day' end, given.day, given.until, given.category, given.fields
    from given
    join file using (kind)
    left join number on number.value = given.phone
    order by given.record_id`)
  await connection.run(sql`drop table given`)
}

export async function caseWith(records: readonly TestRecord[]): Promise<TestCase> {
  const test = await emptyCase()
  await test.openCase.database.write(undefined, (connection) => addRecords(connection, records))
  return test
}

/** Each person as the keys of their records in order, people in the order of their first key. */
export async function peopleByKey(openCase: OpenCase): Promise<string[][]> {
  const rows = await openCase.database.readAsStored(undefined, (connection) =>
    connection.all(
      declared({ keys: column.listOf(column.text) })(sql`
      select list(record_key order by record_key) as keys
      from person join record using (record_id)
      where run_id = (select max(run_id) from run where method = 'wash')
      group by person_id
      order by min(record_key)`),
    ),
  )
  return rows.map((row) => row.keys)
}
