import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { linkRecords } from '../../../analysis/linkage/link-records.ts'
import { countPairs } from '../../../analysis/linkage/pair-counts.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { filesOf, importFiles } from '../../../analysis/sources/import-files.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { temporaryCase } from '../../support/cases.ts'

const project = join(import.meta.dirname, '..', '..', '..')
const real = join(project, '..', 'shared', 'real')

async function linkedCase(path: string): Promise<OpenCase> {
  const openCase = await temporaryCase()
  const results = await importFiles(
    openCase,
    { files: await filesOf(path), provenance: {}, person: 'test analyst' },
    unwatched(),
  )
  expect(results.filter((result) => result.error && !/ANSWERS|\.mjs/.test(result.file))).toEqual([])
  await linkRecords(openCase, unwatched(), wholeSight)
  return openCase
}

const personOfRecords = (openCase: OpenCase) =>
  openCase.database.readAsStored(undefined, (connection) =>
    connection.all(
      rows({ id: column.text, person: column.integer, fields: column.text })(sql`
      select coalesce(record.source_record_id, file.name || ':' || record.row_number) as id, person.person_id as person,
        cast(record.fields as varchar) as fields
      from person join record using (record_id) join file using (file_id)
      where person.run_id = (select max(run_id) from run where method = 'wash')
      order by id`),
    ),
  )

test('the people of the small case are those worked out by hand', async () => {
  const rows = await personOfRecords(await linkedCase(join(project, 'sample-data', 'small')))
  const together = (...ids: string[]) => {
    const people = ids.map((id) => rows.find((row) => row.id.startsWith(id))?.person)
    expect(people, ids.join(', ')).not.toContain(undefined)
    return new Set(people).size
  }
  expect(together('PW/1/', 'PW/2/', 'E1', 'E2', 'H2')).toBe(1)
  expect(together('PW/3/', 'E3', 'PR1')).toBe(1)
  expect(together('PW/4/', 'PW/5/')).toBe(1)
  expect(together('PW/6/', 'PW/7/', 'E5')).toBe(3)
  expect(together('E4', 'H1')).toBe(1)
  expect(together('PW/1/', 'PW/3/', 'PW/4/', 'PW/6/', 'PW/7/', 'PW/8/', 'E4', 'PR2', 'PR3')).toBe(9)
})

test.skipIf(!existsSync(real))('links fake_1000 with no false pair and most true ones', async () => {
  const rows = await personOfRecords(await linkedCase(join(real, 'fake_1000.csv')))
  const counts = countPairs(
    rows.map((row) => ({
      found: String(row.person),
      truth: String((JSON.parse(row.fields) as Record<string, string>).cluster),
    })),
  )
  expect(counts.pairsTrue).toBe(2031)
  expect(counts.precision).toBeGreaterThan(0.995)
  expect(counts.f1).toBeGreaterThan(0.76)
})

test.skipIf(!existsSync(real))('links FEBRL 3 with hardly a false pair', async () => {
  const rows = await personOfRecords(await linkedCase(join(real, 'febrl_dataset3.csv')))
  const counts = countPairs(
    rows.map((row) => ({ found: String(row.person), truth: /^rec-(\d+)-/.exec(row.id)?.[1] ?? row.id })),
  )
  expect(rows.length).toBe(5000)
  expect(counts.precision).toBeGreaterThan(0.99)
  expect(counts.f1).toBeGreaterThan(0.78)
})
