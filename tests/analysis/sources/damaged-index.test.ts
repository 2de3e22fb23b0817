import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import { openCase } from '../../../analysis/case/open-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { verifyCase } from '../../../analysis/sources/verify-case.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { temporaryCase } from '../../support/cases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Blocks of a file that hold neither rows nor the catalogue: its indexes, and what is free. */
async function otherBlocks(path: string): Promise<number[]> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const numbers = async (query: string) =>
    (await connection.runAndReadAll(query)).getRows().map(([one]) => Number(one))
  const used = new Set(await numbers('select block_id from pragma_metadata_info()'))
  for (const [name] of (await connection.runAndReadAll('select table_name from duckdb_tables()')).getRows())
    for (const block of await numbers(
      `select block_id from pragma_storage_info('${name}') where persistent union
       select unnest(additional_block_ids) from pragma_storage_info('${name}') where persistent`,
    ))
      used.add(block)
  const [total] = await numbers('select total_blocks from pragma_database_size()')
  connection.closeSync()
  instance.closeSync()
  return Array.from({ length: total! }, (_, block) => block).filter((block) => !used.has(block))
}

async function freeBlocks(path: string): Promise<number> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const [size] = (await connection.runAndReadAll('select free_blocks from pragma_database_size()')).getRows()
  connection.closeSync()
  instance.closeSync()
  return Number(size?.[0])
}

it('a damaged index is found, whichever block of it, though every row can be read', async () => {
  const made = await temporaryCase()
  await made.database.write(undefined, (connection) =>
    connection.run(
      sql`insert into number select r, '+447700' || lpad(r::varchar, 6, '0'), 'mobile', 'GB' from range(900000, 960000) t(r)`,
    ),
  )
  expect(await verifyCase(made, unwatched(), wholeSight)).toMatchObject({ ok: true })
  await made.close()
  const blocks = await otherBlocks(made.path)
  const free = await freeBlocks(made.path)
  const problems: string[] = []
  const unnoticed: number[] = []
  for (const block of blocks) {
    const path = join(temporaryFolder(), 'damaged.hubline')
    copyFileSync(made.path, path)
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.from('damage'), 0, 6, 12_288 + block * 262_144 + 60_000)
    closeSync(file)
    const damaged = await openCase(path, 'a tester').catch(() => null)
    if (!damaged) continue
    const found = await verifyCase(damaged, unwatched(), wholeSight)
    await damaged.close().catch(() => undefined)
    expect(found.tables.find((table) => table.name === 'number')?.rows).toBe(60_000)
    problems.push(...found.problems)
    if (found.ok) unnoticed.push(block)
  }
  expect(unnoticed.length).toBeLessThanOrEqual(free)
  expect(problems.join('\n')).toMatch(/The index of the table number cannot be read: .*checksum/)
})

it('an index of texts that no statement can hold as they are is no damage', async () => {
  const made = await temporaryCase()
  await made.database.write(undefined, (connection) =>
    connection.run(
      sql`insert into number_text (text_id, text, number_id) values (1, 'a' || chr(0) || 'b', 1), (2, 'it''s', 1), (3, '', 1), (4, '\\n "x"', 1)`,
    ),
  )
  expect(await verifyCase(made, unwatched(), wholeSight)).toMatchObject({ damaged: false })
})
