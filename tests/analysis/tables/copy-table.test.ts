import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import type { TableCell } from '../../../analysis/contract/index.ts'
import { neutraliseFormula } from '../../../analysis/disclosure/index.ts'
import { clipboardText, csvText, workbookOf } from '../../../analysis/exports/marked-table.ts'

/** RFC 4180, written apart from the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const character = text[at]!
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',') {
      row.push(cell)
      cell = ''
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at += 1
    } else cell += character
  }
  return rows
}

/** What a spreadsheet would run: its first character that is no space is one of these, and the whole is no plain number. */
const wouldRun = (cell: string) =>
  /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^[-+]?[\d,]+(\.\d+)?%?$/.test(cell)

const startsBadly = fc
  .tuple(
    fc.constantFrom('=', '+', '-', '@', '\t=', '\r', '\n=', ' =', '\u00a0@', '\uff1d', '=cmd|', '"=', ''),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map(([start, rest]) => start + rest)
const cells = fc.oneof(
  startsBadly,
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.string({ maxLength: 12 }),
)
const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    columns: fc.array(startsBadly, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
)
const head = ['OFFICIAL-SENSITIVE', 'A table']

const unmarked = (cell: string) => (cell.startsWith("'") ? cell.slice(1) : cell)

it('writes no cell to a CSV that a spreadsheet would run, and loses no character', () => {
  fc.assert(
    fc.property(tables, ({ columns, rows }) => {
      const [first, ...rest] = parseCsv(csvText({ columns, rows }, head))
      expect(first).toEqual(head)
      const given = [columns, ...rows]
      expect(rest).toHaveLength(given.length)
      rest.forEach((row, index) => {
        row.forEach((cell, column) => {
          const value = given[index]![column] ?? ''
          if (typeof value === 'number') expect(cell).toBe(String(value))
          else {
            expect(wouldRun(cell), JSON.stringify(cell)).toBe(false)
            expect([cell, unmarked(cell)]).toContain(String(value))
          }
        })
      })
    }),
    { numRuns: 500 },
  )
})

it('writes as many lines and fields to the clipboard as there are rows and columns, and none that would run', () => {
  fc.assert(
    fc.property(tables, ({ columns, rows }) => {
      const lines = clipboardText({ columns, rows }, head).split('\n')
      expect(lines).toHaveLength(rows.length + 2)
      for (const line of lines.slice(1)) {
        const fields = line.split('\t')
        expect(fields).toHaveLength(columns.length)
        for (const field of fields) expect(wouldRun(field), JSON.stringify(field)).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

it('keeps a telephone number, a negative figure and a share as they are', () => {
  expect(['+447700900123', '-4', '1,250', '-12.5%'].map(neutraliseFormula)).toEqual([
    '+447700900123',
    '-4',
    '1,250',
    '-12.5%',
  ])
  expect(neutraliseFormula('-2+3')).toBe("'-2+3")
  expect(neutraliseFormula('+447700900123 =1')).toBe("'+447700900123 =1")
})

it('writes a workbook under its marking: figures as numbers, numbers of telephones as text, nothing that runs', async () => {
  const rows: TableCell[][] = [
    ['+447700900123', 4, null],
    ['=HYPERLINK("http://example.invalid","x")', -2, true],
  ]
  const bytes = await workbookOf({ columns: ['number', 'calls', '@hidden'], rows }, head)
  const [sheet] = (await readXlsx(bytes)).sheets
  expect(sheet!.rows).toEqual([
    ['OFFICIAL-SENSITIVE. A table', null, null],
    ['number', 'calls', "'@hidden"],
    ['+447700900123', 4, null],
    [`'=HYPERLINK("http://example.invalid","x")`, -2, true],
  ])
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('<f>')
})
