import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ImportResult, SourceKind } from '../../../../analysis/contract/index.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { daysOfRecords, fieldsOfRecords, namesOfNumbers, rowsSetAside } from '../stored-rows.ts'
import { HostileCase } from './try-files.ts'

async function hostileCase() {
  const folder = temporaryFolder()
  const hostile = new HostileCase(folder)
  await hostile.start()
  onTestFinished(() => hostile.close())
  const rejects = () =>
    hostile.current.database.readAsStored(undefined, (connection) => connection.all(rowsSetAside))
  const result = async (
    content: string | Buffer,
    name = 'hostile.csv',
    kind?: SourceKind,
  ): Promise<ImportResult> => {
    const outcome = await hostile.takeBytes(Buffer.from(content), name, kind)
    if (outcome.came === 'crash') throw new Error(outcome.words)
    return outcome.result
  }
  return { hostile, folder, rejects, result }
}

const header = 'A Number,B Number,Start Time UTC,Duration (s)\n'
const rowOf = (index: number) =>
  `07700900${String(100 + (index % 800)).padStart(3, '0')},07700900100,2026-06-01 10:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')},${10 + index}\n`
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => rowOf(from + index)).join('')

const counts = ({ rowsRead, rowsLoaded, rowsSetAside, rowsDuplicate }: ImportResult) => [
  rowsRead,
  rowsLoaded,
  rowsSetAside,
  rowsDuplicate,
]

describe('rows of a text table that cannot be read', () => {
  it.each<
    [string, string | Buffer, number[], Record<string, number>, { row_number: number; detail: RegExp }]
  >([
    [
      'a row with a cell too few',
      `${header}${rows(2)}07700900103,07700900100\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { TOO_FEW_COLUMNS: 1 },
      { row_number: 3, detail: /^line 4: 2 cells where the header has 4$/ },
    ],
    [
      'a row shifted by one cell',
      `${header}${rows(2)},${rowOf(3)}${rows(2, 5)}`,
      [5, 4, 1, 0],
      { TOO_MANY_COLUMNS: 1 },
      { row_number: 3, detail: /^line 4: 5 cells where the header has 4$/ },
    ],
    [
      'a row shifted by one cell, with the last left out',
      `${header}${rows(2)},07700900103,07700900100,2026-06-01 10:00:00\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { BAD_DATE: 1 },
      { row_number: 3, detail: /^Start Time UTC: “07700900100”$/ },
    ],
    [
      'blank lines before a bad row do not move its line or its number',
      `${header}${rows(2)}\n\n07700900103\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { TOO_FEW_COLUMNS: 1 },
      { row_number: 3, detail: /^line 6: 1 cells where the header has 4$/ },
    ],
    [
      'a quotation mark that is never closed costs its own row',
      `${header}${rows(2)}07700900103,"07700900100,2026-06-01 10:00:00,5\n${rows(700, 5)}`,
      [703, 702, 1, 0],
      { BAD_QUOTES: 1 },
      { row_number: 3, detail: /^line 4: a quotation mark/ },
    ],
    [
      'text after a closing quotation mark',
      `${header}${rows(2)}"07700900103"x,07700900100,2026-06-01 10:00:00,5\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { BAD_QUOTES: 1 },
      { row_number: 3, detail: /^line 4: a quotation mark/ },
    ],
    [
      'a NUL byte',
      `${header}${rows(2)}0770\u0000900103,07700900100,2026-06-01 10:00:00,5\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { NUL_BYTE: 1 },
      { row_number: 3, detail: /^line 4: it holds a NUL byte$/ },
    ],
    [
      'half of a surrogate pair',
      Buffer.concat([
        Buffer.from(`${header}${rows(2)}07700900103 `),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(
          `,07700900100,2026-06-01 10:00:00,5\n${rows(2, 5)}07700900110 Zoë,07700900100,2026-06-02 10:00:00,5\n07700900111 Zoë,07700900100,2026-06-02 10:00:01,5\n`,
        ),
      ]),
      [7, 6, 1, 0],
      { BAD_ENCODING: 1 },
      { row_number: 3, detail: /^line 4: it holds letters of no known encoding$/ },
    ],
    [
      'a number that a spreadsheet rounded',
      `${header}${rows(2)}4.47701E+11,07700900100,2026-06-01 10:00:00,5\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { NUMBER_LOST_DIGITS: 1 },
      { row_number: 3, detail: /“4.47701E\+11” was rounded by a spreadsheet/ },
    ],
    [
      'no start time',
      `${header}${rows(2)}07700900103,07700900100,,5\n${rows(2, 5)}`,
      [5, 4, 1, 0],
      { NO_TIME: 1 },
      { row_number: 3, detail: /^Start Time UTC is empty$/ },
    ],
  ])('%s', async (_, content, expected, reasons, { row_number, detail }) => {
    const { result, rejects, hostile } = await hostileCase()
    const loaded = await result(content)
    expect(loaded.error).toBeUndefined()
    expect([counts(loaded), loaded.reasons]).toEqual([expected, reasons])
    const [reject] = await rejects()
    expect(reject).toMatchObject({ row_number })
    expect(reject?.detail).toMatch(detail)
    expect(await hostile.reopened()).toEqual([])
  })

  it('lines that end in all three ways are all rows', async () => {
    const { result } = await hostileCase()
    const lines = [header, ...Array.from({ length: 9 }, (_, index) => rowOf(index))].map((line) =>
      line.trimEnd(),
    )
    const mixed = lines.map((line, index) => line + ['\r\n', '\n', '\r'][index % 3]).join('')
    expect(counts(await result(mixed))).toEqual([9, 9, 0, 0])
  })

  it.each([
    ['two million bytes in one cell', 'x'.repeat(2_500_000)],
    ['forty million bytes in one quoted cell', `"${'x'.repeat(40_000_000)}"`],
    [
      'forty million bytes in the lines of one quoted cell',
      `"${'xxxxxxxxx\r\n'.repeat(60_000)}${'x'.repeat(40_000_000)}"`,
    ],
  ])('%s are set aside and the rows around them load', async (words, cell) => {
    const { result, rejects } = await hostileCase()
    const loaded = await result(`${header}${rows(2)}07700900103,${cell},2026-06-01 10:00:00,5\n${rows(2, 5)}`)
    expect(loaded.rowsLoaded).toBe(4)
    expect(loaded.rowsRead).toBe(loaded.rowsLoaded + loaded.rowsSetAside)
    const found = await rejects()
    expect(found.map(({ reason }) => reason)).toContain(
      words.includes('lines') ? 'BAD_QUOTES' : 'ROW_TOO_LONG',
    )
    if (!words.includes('lines')) expect(found).toHaveLength(1)
  })
})

describe('encodings', () => {
  const accented = (name: string) => `07700900110 ${name},07700900100,2026-06-02 10:00:00,5\n`
  const names = (hostile: HostileCase) =>
    hostile.current.database.readAsStored(undefined, async (connection) =>
      (await connection.all(namesOfNumbers)).map(({ name }) => name),
    )

  it('UTF-8 first and Windows-1252 after: each line in its own, and the user is told where', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(
      Buffer.concat([
        Buffer.from(header + rows(2) + accented('Zoë')),
        Buffer.from(accented('René').replace('10:00:00', '10:00:01'), 'latin1'),
      ]),
    )
    expect(counts(loaded)).toEqual([4, 4, 0, 0])
    expect(await names(hostile)).toEqual(['René', 'Zoë'])
    expect(loaded.notes).toEqual([
      {
        code: 'ENCODINGS_MIXED',
        detail: expect.stringMatching(/1 line in UTF-8 and 1 line in Windows-1252 \(first line 5\)/),
      },
    ])
  })

  it.each([
    ['UTF-16 with its mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16, the other end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
  ])('%s', async (_, coded) => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(coded(`${header}${rows(20)}${accented('Zoë')}`))
    expect(counts(loaded)).toEqual([21, 21, 0, 0])
    expect(loaded.notes).toEqual([])
    expect(await names(hostile)).toEqual(['Zoë'])
  })

  it('letters that UTF-16 lost are told of', async () => {
    const { result } = await hostileCase()
    const loaded = await result(Buffer.from(`\ufeff${header}${rows(9)}${accented('Z\ud800')}`, 'utf16le'))
    expect(counts(loaded)).toEqual([10, 10, 0, 0])
    expect(loaded.notes?.map(({ code }) => code)).toEqual(['LETTERS_LOST'])
  })
})

describe('dates', () => {
  const custody = (dates: readonly string[], births: readonly string[] = []) =>
    `Custody Ref,Surname,Forename,DOB,Arrest Date,Offence\n${dates
      .map(
        (date, index) => `C${index},Reed${index},Ann,${births[index] ?? '01/02/1990'},${date},Possession\n`,
      )
      .join('')}`
  const days = (hostile: HostileCase, of: keyof typeof daysOfRecords) =>
    hostile.current.database.readAsStored(undefined, async (connection) =>
      (await connection.all(daysOfRecords[of])).map(({ day }) => day),
    )
  const codes = (result: ImportResult) =>
    result.notes?.map(({ code, detail }) => `${code} ${detail.split(':')[0]}`)

  it('day first, by a date that can be nothing else: nothing to say', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(custody(['03/04/2026', '25/04/2026'], ['13/02/1990', '01/02/1990']))
    expect(await days(hostile, 'local_day')).toEqual(['2026-04-03', '2026-04-25'])
    expect(codes(loaded)).toEqual([])
  })

  it('month first, by a date that can be nothing else: read so, and said; the birth dates vote for themselves', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(custody(['03/04/2026', '04/25/2026'], ['13/02/1990', '01/02/1990']))
    expect(await days(hostile, 'local_day')).toEqual(['2026-03-04', '2026-04-25'])
    expect(await days(hostile, 'date_of_birth')).toEqual(['1990-02-13', '1990-02-01'])
    expect(codes(loaded)).toEqual(['DAY_ORDER_MONTH_FIRST Arrest Date'])
  })

  it('dates that could be either are said to be', async () => {
    const { result } = await hostileCase()
    expect(codes(await result(custody(['03/04/2026', '05/04/2026'])))).toEqual([
      'DAY_ORDER_ASSUMED Arrest Date',
      'DAY_ORDER_ASSUMED DOB',
    ])
  })

  it('both orders in one column: what cannot be read is set aside, and the rest is doubted aloud', async () => {
    const { result, rejects } = await hostileCase()
    const loaded = await result(
      custody(
        ['25/04/2026', '26/04/2026', '04/27/2026', '03/04/2026'],
        ['13/02/1990', '14/02/1990', '15/02/1990', '16/02/1990'],
      ),
    )
    expect([counts(loaded), loaded.reasons]).toEqual([[4, 3, 1, 0], { BAD_TIME: 1 }])
    expect(await rejects()).toEqual([
      { row_number: 3, reason: 'BAD_TIME', detail: 'Arrest Date: “04/27/2026”' },
    ])
    expect(loaded.notes).toEqual([
      {
        code: 'DAY_ORDER_MIXED',
        detail: expect.stringMatching(
          /2 dates can only be day first and 1 date only month first.*1 date that could be either/,
        ),
      },
    ])
  })

  it('day numbers of a spreadsheet are the days that they stand for', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(custody(['46113', '46113.5', '2026-04-01'], ['32906', '1990-02-02', '32906']))
    expect(counts(loaded)).toEqual([3, 3, 0, 0])
    expect(await days(hostile, 'local_day')).toEqual(['2026-04-01', '2026-04-01', '2026-04-01'])
    expect(await days(hostile, 'date_of_birth')).toEqual(['1990-02-02', '1990-02-02', '1990-02-02'])
  })
})

describe('headers', () => {
  it('two columns of one name: the first is used, and that is said', async () => {
    const { result } = await hostileCase()
    const loaded = await result(
      'A Number,B Number,Start Time UTC,A Number\n07700900101,07700900100,2026-06-01 10:00:00,07700900199\n',
    )
    expect(counts(loaded)).toEqual([1, 1, 0, 0])
    expect(loaded.notes).toEqual([
      {
        code: 'HEADERS_REPEATED',
        detail:
          'Columns 1, 4 are all named A Number; column 1 is used as from. Choose another in the mapping if that is wrong.',
      },
    ])
  })

  it.each([`a"b`, `a\\b`, `$.x`, `/x`, `'; drop table file; --`, `__proto__`, `row text`, `\u202Ex`])(
    'a header of odd signs keeps its column: %s',
    async (odd) => {
      const { result, hostile } = await hostileCase()
      const name = /["]/.test(odd) ? `"${odd.replaceAll('"', '""')}"` : odd
      const loaded = await result(
        `Custody Ref,Surname,DOB,Arrest Date,${name}\nC1,Reed,1990-02-01,2026-04-01,kept\n`,
        'x.csv',
        'custody',
      )
      expect(counts(loaded)).toEqual([1, 1, 0, 0])
      const stored = await hostile.current.database.readAsStored(undefined, (connection) =>
        connection.one(fieldsOfRecords),
      )
      expect(stored?.fields).toContain('kept')
    },
  )
})

describe('what is no table at all', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['empty.csv', '', 'FILE_EMPTY', /0 bytes/],
    ['mark-only.csv', '\ufeff', 'KIND_UNKNOWN', /no row among its first twenty/],
    ['end-of-file.csv', '\u001a', 'KIND_UNKNOWN', /no row among its first twenty/],
    ['header-only.csv', header, 'FILE_NO_ROWS', /a header and nothing under it/],
    ['one-line.csv', 'x'.repeat(3_000_000), 'KIND_UNKNOWN', /first line goes on for more than 256 kilobytes/],
    ['nul.csv', Buffer.alloc(5000), 'FILE_UNREADABLE', /not text/],
    ['old.xls', compoundFile('Workbook'), 'FILE_UNREADABLE', /Excel 97 to 2003.*save it as XLSX or CSV/],
    [
      'locked.xlsx',
      compoundFile('EncryptedPackage'),
      'FILE_ENCRYPTED',
      /only with its password.*without one/,
    ],
    ['letter.doc', compoundFile('WordDocument'), 'FILE_UNREADABLE', /Word document/],
    ['mail.msg', compoundFile('__substg1.0_0037001F'), 'FILE_UNREADABLE', /e-mail/],
    ['scan.pdf', '%PDF-1.7\n', 'FILE_UNREADABLE', /a PDF/],
    ['page.xls', '<html><table><tr><td>A Number</td></tr></table></html>', 'FILE_UNREADABLE', /web page/],
    ['notes.rtf', '{\\rtf1 x}', 'FILE_UNREADABLE', /RTF/],
  ])('%s', async (name, content, code, words) => {
    const { result, hostile } = await hostileCase()
    const refused = await result(content, name)
    expect(refused.error).toMatchObject({ code, data: { subject: name } })
    expect(refused.error?.message).toMatch(words)
    expect(await hostile.reopened()).toEqual([])
  })

  it.runIf(process.platform !== 'win32')(
    'pipes, devices, folders and links are named for what they are, at once',
    async () => {
      const { hostile, folder } = await hostileCase()
      const pipe = join(folder, 'pipe.csv')
      execFileSync('mkfifo', [pipe])
      mkdirSync(join(folder, 'folder.csv'))
      symlinkSync('loop.csv', join(folder, 'loop.csv'))
      symlinkSync('nowhere', join(folder, 'broken.csv'))
      const real = join(folder, 'real.txt')
      writeFileSync(real, header + rows(3))
      symlinkSync(real, join(folder, 'link.csv'))
      const came = async (path: string) => {
        const outcome = await hostile.take(path, path.split('/').at(-1)!)
        return outcome.came === 'crash' ? outcome.words : (outcome.result.error?.message ?? outcome.came)
      }
      expect(await came(pipe)).toMatch(/a pipe or a device/)
      expect(await came('/dev/zero')).toMatch(/a pipe or a device/)
      expect(await came(join(folder, 'folder.csv'))).toMatch(/it is a folder/)
      expect(await came(join(folder, 'loop.csv'))).toMatch(/a link that leads to itself/)
      expect(await came(join(folder, 'broken.csv'))).toMatch(/Check the path/)
      expect(await came(join(folder, 'link.csv'))).toBe('loaded')
    },
  )
})

/** The head of an OLE2 compound file with one stream of that name in its directory. */
function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(4096)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  Buffer.from('Root Entry', 'utf16le').copy(bytes, 1024)
  Buffer.from(stream, 'utf16le').copy(bytes, 1152)
  return bytes
}
