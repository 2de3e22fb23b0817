import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it, onTestFinished } from 'vitest'
import { column, rows as declared, type Query } from '../../../../analysis/case/rows.ts'
import { sql } from '../../../../analysis/case/sql.ts'
import type { ImportResult, SourceKind } from '../../../../analysis/contract/index.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { zipOf } from '../report-files.ts'
import { entriesOf } from './layouts.ts'
import { HostileCase } from './try-files.ts'

async function hostileCase() {
  const hostile = new HostileCase(temporaryFolder())
  await hostile.start()
  onTestFinished(() => hostile.close())
  const result = async (
    bytes: Uint8Array,
    name = 'hostile.xlsx',
    kind?: SourceKind,
  ): Promise<ImportResult> => {
    const outcome = await hostile.takeBytes(Buffer.from(bytes), name, kind)
    if (outcome.came === 'crash') throw new Error(outcome.words)
    return outcome.result
  }
  const ask = <Row extends object>(question: Query<Row>) =>
    hostile.current.database.readAsStored(undefined, (connection) => connection.all(question))
  return { hostile, result, ask }
}

const header = ['Custody Ref', 'Surname', 'Forename', 'DOB', 'Arrest Date', 'Offence', 'Mobile']
const person = (index: number, more: readonly unknown[] = []) =>
  [
    `C${index}`,
    `Reed${index}`,
    'Ann',
    new Date('1990-02-01'),
    new Date('2026-04-13T10:30:00Z'),
    'Possession',
    ...more,
  ] as never[]

const workbook = (sheets: WriteSheet[]) => writeXlsx({ sheets })
const counts = ({ rowsRead, rowsLoaded, rowsSetAside, rowsDuplicate }: ImportResult) => [
  rowsRead,
  rowsLoaded,
  rowsSetAside,
  rowsDuplicate,
]

/** A sheet's XML changed by hand, as no program would write it. */
async function withSheet(change: (xml: string) => string): Promise<Buffer> {
  const bytes = Buffer.from(await workbook([{ name: 'Custody', rows: [header, person(1), person(2)] }]))
  return zipOf(
    entriesOf(bytes).map((entry) =>
      /sheet1\.xml$/.test(entry.name) ? { ...entry, content: change(entry.content.toString()) } : entry,
    ),
  )
}

describe('tables in workbooks', () => {
  it('any sheet that is a known table is read, by the same loader, and the others are named', async () => {
    const { result, ask } = await hostileCase()
    const loaded = await result(
      await workbook([
        { name: 'Notes', rows: [['Prepared by'], ['A. Clerk']] },
        {
          name: 'Custody',
          rows: [['Custody extract, April'], [], header, person(1), [], person(2), person(2)],
        },
      ]),
    )
    expect(loaded).toMatchObject({ kind: 'custody', rowsRead: 3, rowsLoaded: 2, rowsDuplicate: 1 })
    expect(loaded.notes).toEqual([
      { code: 'SHEETS_LEFT', detail: expect.stringMatching(/^Sheet Custody was read. Not read: Notes\./) },
    ])
    expect(
      await ask(
        declared({ surname: column.text, born: column.text, at: column.text })(
          sql`select surname, strftime(date_of_birth, '%Y-%m-%d') as born, strftime("at", '%H:%M') as "at" from record order by row_number`,
        ),
      ),
    ).toEqual([
      { surname: 'Reed1', born: '1990-02-01', at: '09:30' },
      { surname: 'Reed2', born: '1990-02-01', at: '09:30' },
    ])
  })

  it('numbers, durations and cells of several lines keep what they say', async () => {
    const { result, ask } = await hostileCase()
    const loaded = await result(
      await workbook([
        {
          name: 'Calls',
          rows: [
            ['A Number', 'B Number', 'Start\nTime UTC', 'Duration'],
            [447700900101, 447700900100, new Date('2026-06-01T10:00:00Z'), new Date('1899-12-30T00:01:05Z')],
            ['4.47701E+11', '07700900100', '2026-06-01 10:05:00', 5],
            ['07700900102 "Tall"\nTom', '07700900100', 46174.5, 5],
          ],
        },
      ]),
    )
    expect([counts(loaded), loaded.reasons]).toEqual([[3, 2, 1, 0], { NUMBER_LOST_DIGITS: 1 }])
    expect(
      await ask(
        declared({
          value: column.text,
          at: column.text,
          seconds: column.integer,
        })(sql`select f.value, strftime(o."at", '%Y-%m-%d %H:%M') as "at", o.duration_seconds as seconds
        from observation o join number f on f.number_id = o.from_number_id order by o.row_number`),
      ),
    ).toEqual([
      { value: '+447700900101', at: '2026-06-01 10:00', seconds: 65 },
      { value: '+447700900102', at: '2026-06-01 12:00', seconds: 5 },
    ])
  })

  it('a formula stands for the value that was saved with it; one without is empty, and said to be; none is worked out', async () => {
    const { result, ask } = await hostileCase()
    const loaded = await result(
      await workbook([
        {
          name: 'Custody',
          rows: [header, person(1, [null]), person(2, [null])],
          cells: new Map([
            ['1,6', { formula: 'CONCATENATE("0770","0900101")', formulaResult: '07700900101' }],
            ['2,6', { formula: 'WEBSERVICE("http://127.0.0.1:9/leak")' }],
            ['2,1', { value: '=HYPERLINK("http://127.0.0.1:9","x")' }],
          ]),
        } as WriteSheet,
      ]),
    )
    expect(counts(loaded)).toEqual([2, 2, 0, 0])
    expect(loaded.notes?.map(({ code }) => code)).toEqual(['FORMULAS_EMPTY'])
    expect(
      await ask(
        declared({ surname: column.text, value: column.text.orNull })(
          sql`select r.surname, n.value from record r left join number n using (number_id) order by row_number`,
        ),
      ),
    ).toEqual([
      { surname: 'Reed1', value: '+447700900101' },
      { surname: '=HYPERLINK("http://127.0.0.1:9","x")', value: null },
    ])
  })
})

describe('workbooks that are refused', () => {
  it('one that opens only with a password', async () => {
    const { result, hostile } = await hostileCase()
    const bytes = await writeXlsx({
      sheets: [{ name: 'Custody', rows: [header, person(1)] }],
      encryption: { password: 'x', spinCount: 1000 },
    })
    expect((await result(bytes, 'locked.xlsx')).error).toMatchObject({
      code: 'FILE_ENCRYPTED',
      data: {
        subject: 'locked.xlsx',
        detail: expect.stringMatching(/only with its password/),
        remedy: expect.stringMatching(/save it without one/),
      },
    })
    expect(await hostile.reopened()).toEqual([])
  })

  const bomb = '<row>'.padEnd(66 * 1024 * 1024, ' ')
  it.each<[string, () => Promise<Buffer>, string, RegExp]>([
    [
      'a sheet that packs tighter than any real one',
      () => withSheet((xml) => xml.replace('<sheetData>', `<sheetData>${bomb}`)),
      'FILE_TOO_LARGE',
      /sheet1\.xml in it says that it unpacks to 69 MB/,
    ],
    [
      'a sheet that says less than it unpacks to',
      async () => {
        const entries = entriesOf(await withSheet((xml) => xml))
        return zipOf(
          entries.map((entry) =>
            /sheet1/.test(entry.name) ? { ...entry, content: bomb, statedSize: 900 } : entry,
          ),
        )
      },
      'FILE_UNREADABLE',
      /sheet1\.xml in it is damaged/,
    ],
    [
      'entities that expand to a billion laughs',
      () =>
        withSheet((xml) =>
          xml.replace(
            /\?>/,
            '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
          ),
        ),
      'FILE_UNREADABLE',
      /declares a document type/,
    ],
    [
      'two cells that span every row and column there is',
      () =>
        withSheet((xml) =>
          xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        ),
      'FILE_UNREADABLE',
      /workbook is damaged|in it/,
    ],
    [
      'an entry that climbs out of the archive',
      async () =>
        zipOf([
          { name: '../../etc/cron.d/x', content: 'x' },
          { name: 'xl/workbook.xml', content: '<x/>' },
        ]),
      'FILE_UNREADABLE',
      /invalid relative path/,
    ],
    [
      'an entry under an absolute path',
      async () =>
        zipOf([
          { name: '/etc/passwd', content: 'x' },
          { name: 'xl/workbook.xml', content: '<x/>' },
        ]),
      'FILE_UNREADABLE',
      /absolute path/,
    ],
    [
      'a document of Word',
      async () => zipOf([{ name: 'word/document.xml', content: '<x/>' }]),
      'KIND_UNKNOWN',
      /Word document.*as CSV or XLSX/,
    ],
    [
      'a sheet of OpenDocument',
      async () =>
        zipOf([
          { name: 'mimetype', content: 'x' },
          { name: 'content.xml', content: '<x/>' },
        ]),
      'KIND_UNKNOWN',
      /OpenDocument.*save the sheet as XLSX or CSV/,
    ],
    [
      'a document of Numbers',
      async () => zipOf([{ name: 'Index/Document.iwa', content: 'x' }]),
      'KIND_UNKNOWN',
      /Numbers.*export it as CSV or XLSX/,
    ],
    [
      'a binary workbook',
      async () => zipOf([{ name: 'xl/workbook.bin', content: 'x' }]),
      'KIND_UNKNOWN',
      /xlsb/,
    ],
    [
      'an archive of tables',
      async () =>
        zipOf([
          { name: 'a.csv', content: 'x' },
          { name: 'b.csv', content: 'x' },
        ]),
      'KIND_UNKNOWN',
      /holds a\.csv, b\.csv.*Unpack it/,
    ],
    [
      'a workbook without a table',
      async () =>
        Buffer.from(
          await workbook([
            {
              name: 'Plan',
              rows: [
                ['Monday', 'Tuesday'],
                [1, 2],
              ],
            },
          ]),
        ),
      'KIND_UNKNOWN',
      /none of its sheets \(Plan\)/,
    ],
  ])('%s', async (_, make, code, words) => {
    const { result, hostile } = await hostileCase()
    const refused = await result(await make())
    expect(refused).toMatchObject({ rowsRead: 0, error: { code, data: { subject: 'hostile.xlsx' } } })
    expect(refused.error?.message).toMatch(words)
    expect(await hostile.reopened()).toEqual([])
  })
})
