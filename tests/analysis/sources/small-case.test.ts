import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCase } from '../../../analysis/case/open-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { filesOf, importFiles } from '../../../analysis/sources/import-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const small = join(import.meta.dirname, '..', '..', '..', 'sample-data', 'small')
const messy = join(import.meta.dirname, '..', '..', '..', 'sample-data', 'messy')

async function newCase(policy: 'open' | 'strict' = 'open') {
  const details = { name: 'small', policy, marking: 'OFFICIAL-SENSITIVE' } as const
  return createCase(join(temporaryFolder(), 'small.hubline'), details, 'test analyst')
}

const request = async (path: string) => ({
  files: await filesOf(path),
  provenance: {},
  person: 'test analyst',
})

test('the small case is loaded as it was worked out by hand', async () => {
  const openCase = await newCase()
  try {
    const results = await importFiles(openCase, await request(small), unwatched())
    const counts = Object.fromEntries(
      results
        .filter((result) => !result.error)
        .map((result) => [
          result.file,
          [result.rowsRead, result.rowsLoaded, result.rowsSetAside, result.rowsDuplicate],
        ]),
    )
    expect(counts).toEqual({
      'small-calls.csv': [24, 22, 1, 1],
      'small-cells.csv': [6, 4, 1, 1],
      'EXH-S1.xlsx': [24, 22, 1, 1],
      'small-custody.csv': [10, 8, 1, 1],
      'small-treatment.csv': [7, 5, 1, 1],
      'small-prison.csv': [5, 3, 1, 1],
      'small-programme.csv': [5, 3, 1, 1],
      'small-harm.csv': [6, 4, 1, 1],
      '2026-06-wendmarsh-street.csv': [6, 5, 1, 0],
    })
    const communications = await openCase.database.readAsStored(undefined, (connection) =>
      connection.all(
        rows({ medium: column.text, n: column.integer, seen: column.integer })(sql`
        select cast(medium as varchar) as medium, count(*) as n, cast(sum(observations) as bigint) as seen
        from communication group by medium order by medium`),
      ),
    )
    expect(communications).toEqual([
      { medium: 'call', n: 19, seen: 26 },
      { medium: 'text', n: 13, seen: 13 },
    ])
    const again = await importFiles(openCase, await request(small), unwatched())
    for (const result of again.filter((one) => !one.error)) {
      expect([result.file, result.rowsDuplicate]).toEqual([result.file, result.rowsRead])
    }
  } finally {
    await openCase.close()
  }
})

test('hostile files are named for what they are, and change nothing', async () => {
  const openCase = await newCase()
  try {
    const { files } = await request(messy)
    const hostile = files.filter((file) => /^(empty|header-only|junk-bytes|truncated)\./.test(file.name))
    expect(hostile).toHaveLength(4)
    const results = await importFiles(
      openCase,
      { files: hostile, provenance: {}, person: 'test analyst' },
      unwatched(),
    )
    expect(Object.fromEntries(results.map((result) => [result.file, result.error?.code]))).toEqual({
      'empty.csv': 'FILE_EMPTY',
      'header-only.csv': 'FILE_NO_ROWS',
      'junk-bytes.csv': 'FILE_UNREADABLE',
      'truncated.xlsx': 'FILE_TRUNCATED',
    })
    expect((await openCase.meta()).data_version).toBe('0')
    const held = await openCase.database.readAsStored(undefined, (connection) =>
      connection.one(
        rows({ n: column.integer })(
          sql`select (select count(*) from file) + (select count(*) from number_text) as n`,
        ),
      ),
    )
    expect(held?.n).toBe(0)
  } finally {
    await openCase.close()
  }
})

test('a strict case takes no file without a lawful basis', async () => {
  const openCase = await newCase('strict')
  try {
    await expect(importFiles(openCase, await request(small), unwatched())).rejects.toMatchObject({
      code: 'BASIS_REQUIRED',
    })
  } finally {
    await openCase.close()
  }
})

const street = join(import.meta.dirname, '../../../../shared/real/2021-12-northumbria-street.csv')

test.runIf(existsSync(street))(
  'identical rows of crime are genuine, and a second file of them is not',
  async () => {
    const openCase = await newCase()
    try {
      const [first] = await importFiles(openCase, await request(street), unwatched())
      expect([first?.rowsRead, first?.rowsLoaded]).toEqual([13_281, 13_281])
    } finally {
      await openCase.close()
    }
  },
)
