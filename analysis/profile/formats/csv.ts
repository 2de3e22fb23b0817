import type { ProfileDocument, ProfileTable, ReleasedCell, TableCell } from '../../contract/index.ts'
import { csvText } from '../../exports/marked-table.ts'
import { cellWords, syntheticWords } from './document-words.ts'
import { type ReleaseFile, textFile } from './release-file.ts'

const cellText = (cell: ReleasedCell): TableCell => (typeof cell === 'number' ? cell : cellWords(cell))

const csv = (columns: readonly string[], rows: readonly (readonly TableCell[])[]): string =>
  csvText({ columns, rows })

const fileOf = (number: number, table: ProfileTable): string =>
  `tables/${String(number).padStart(2, '0')}-${table.tableId.replaceAll(/[^a-z0-9]+/g, '-')}.csv`

/** One CSV per printed table, and a README.csv that says what each is, its unit, source and notes. */
export function csvFiles(document: ProfileDocument): ReleaseFile[] {
  const tables = document.sections.flatMap((section) =>
    section.tables.map((table) => ({ section, table, file: fileOf(section.number, table) })),
  )
  const about: TableCell[][] = [
    ['marking', document.marking],
    ['document', `${document.title}, edition ${document.edition}`],
    ['period', `${document.period.from} to ${document.period.to}`],
    ['data up to', document.cutOff],
    ['policy', document.policy.words],
    ['[c]', 'a small count, suppressed'],
    ['[d]', 'suppressed to protect another'],
    ...(document.synthetic ? [['synthetic', syntheticWords]] : []),
  ]
  const readme = csv(
    ['file', 'section', 'table', 'unit', 'source', 'notes'],
    [
      ...about.map(([what, words]): TableCell[] => ['', String(what), String(words), '', '', '']),
      ...tables.map(({ section, table, file }): TableCell[] => [
        file,
        `${section.number} ${section.title}`,
        table.title,
        table.unit,
        table.source,
        table.notes.join(' '),
      ]),
    ],
  )
  return [
    textFile('README.csv', readme, 'text/csv'),
    ...tables.map(({ table, file }) =>
      textFile(
        file,
        csv(
          ['', ...table.columns],
          table.rows.map((row) => [row.label, ...row.cells.map(cellText)]),
        ),
        'text/csv',
      ),
    ),
  ]
}
