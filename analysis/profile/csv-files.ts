import type { ProfileDocument, ProfileTable, ReleasedCell } from '../contract/index.ts'
import { type CopiedCell, copyTable } from './copy-table.ts'

export interface ReleaseFile {
  readonly file: string
  readonly content: string
  readonly type: string
}

const cellText = (cell: ReleasedCell): CopiedCell => {
  if (typeof cell === 'number') return cell
  if ('notComputable' in cell) return cell.notComputable
  return cell.suppressed === 'primary' ? '[c]' : '[d]'
}

const csv = (columns: readonly string[], rows: readonly (readonly CopiedCell[])[]): string =>
  copyTable({ columns, rows, to: 'file' }, 'hub')

const fileOf = (number: number, table: ProfileTable): string =>
  `tables/${String(number).padStart(2, '0')}-${table.tableId.replaceAll(/[^a-z0-9]+/g, '-')}.csv`

/** One CSV per printed table, and a README.csv that says what each is, its unit, source and notes. */
export function csvFiles(document: ProfileDocument): ReleaseFile[] {
  const tables = document.sections.flatMap((section) =>
    section.tables.map((table) => ({ section, table, file: fileOf(section.number, table) })),
  )
  const about: CopiedCell[][] = [
    ['marking', document.marking],
    ['document', `${document.title}, edition ${document.edition}`],
    ['period', `${document.period.from} to ${document.period.to}`],
    ['data up to', document.cutOff],
    ['policy', document.policy.words],
    ['[c]', 'a small count, suppressed'],
    ['[d]', 'suppressed to protect another'],
    ...(document.synthetic
      ? [['synthetic', 'Synthetic sample data: no figure is about a real person or place.']]
      : []),
  ]
  const readme = csv(
    ['file', 'section', 'table', 'unit', 'source', 'notes'],
    [
      ...about.map(([what, words]): CopiedCell[] => ['', String(what), String(words), '', '', '']),
      ...tables.map(({ section, table, file }): CopiedCell[] => [
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
    { file: 'README.csv', content: readme, type: 'text/csv' },
    ...tables.map(({ table, file }) => ({
      file,
      content: csv(
        ['', ...table.columns],
        table.rows.map((row) => [row.label, ...row.cells.map(cellText)]),
      ),
      type: 'text/csv',
    })),
  ]
}
