import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { expect, onTestFinished, test } from 'vitest'
import { createCase } from '../../../analysis/case/open-case.ts'
import type { Mapping } from '../../../analysis/contract/index.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { importFiles } from '../../../analysis/sources/import-files.ts'
import { previewFile } from '../../../analysis/sources/preview-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Two lines that could be a header: the names in the third are the codes of a system, the fifth says what they mean. */
const lines = [
  'Disclosure of 3 June 2026,,,',
  '',
  'F01,F02,F03,F04',
  'text,text,text,number',
  'Caller,Dialled,Started,Seconds',
  '07700900101,07700900102,2026-06-01 10:00:00,20',
  '07700900101,07700900103,2026-06-01 11:00:00,30',
]

const mappingAt = (headerRow: number, headers: readonly string[]): Mapping => ({
  kind: 'calls',
  fields: Object.fromEntries(
    headers.map((header, index) => [header, ['from', 'to', 'at', 'duration'][index]!]),
  ),
  options: { headerRow },
})

const asCodes = mappingAt(3, ['F01', 'F02', 'F03', 'F04'])
const asWords = mappingAt(5, ['Caller', 'Dialled', 'Started', 'Seconds'])

async function imported(path: string, mapping: Mapping) {
  const details = { name: 'rows', policy: 'open', marking: 'OFFICIAL' } as const
  const openCase = await createCase(join(temporaryFolder(), 'rows.hubline'), details, 'a tester')
  onTestFinished(() => openCase.close())
  const files = [{ path, name: 'calls' }]
  const [result] = await importFiles(
    openCase,
    { files, mapping, provenance: {}, person: 'a tester' },
    unwatched(),
  )
  return result
}

function textFile(): string {
  const path = join(temporaryFolder(), 'calls.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

async function workbook(): Promise<string> {
  const path = join(temporaryFolder(), 'calls.xlsx')
  writeFileSync(
    path,
    await writeXlsx({ sheets: [{ name: 'Calls', rows: lines.map((line) => line.split(',')) }] }),
  )
  return path
}

test.each([
  ['a text', textFile],
  ['a workbook', workbook],
])('%s: the header is read in the row that the mapping says', async (_, made) => {
  const path = await made()
  const preview = await previewFile({ path, name: 'calls' }, { mapping: asWords }, undefined)
  expect(preview.columns.map(({ header, field }) => [header, field])).toEqual([
    ['Caller', 'from'],
    ['Dialled', 'to'],
    ['Started', 'at'],
    ['Seconds', 'duration'],
  ])
  expect(preview.rows).toHaveLength(2)
  expect(await imported(path, asWords)).toMatchObject({ rowsRead: 2, rowsLoaded: 2 })
  const higher = await imported(path, asCodes)
  expect(higher).toMatchObject({ rowsRead: 4, rowsLoaded: 2, rowsSetAside: 2 })
})

test('a row that has not the columns of the mapping, or that no file has, is refused', async () => {
  const path = textFile()
  expect(await imported(path, { ...asWords, options: { headerRow: 3 } })).toMatchObject({
    error: { code: 'COLUMN_MISSING' },
  })
  for (const headerRow of [0, -1, 60, 100_000])
    expect(await imported(path, { ...asWords, options: { headerRow } })).toMatchObject({
      error: { code: 'MAPPING_INVALID' },
    })
})
