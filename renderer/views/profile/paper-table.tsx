import type { ProfileTable } from '../../../analysis/contract/index.ts'
import { cellWords, isReason, tableNotes } from './model.ts'

export interface PaperTableProps {
  readonly table: ProfileTable
  readonly number: string
  readonly threshold: number
}

export const PaperTable = ({ table, number, threshold }: PaperTableProps) => {
  const headingId = `paper-${table.tableId}`
  return (
    <div className="paper-table">
      <h3 id={headingId}>
        Table {number} {table.title}
      </h3>
      <p className="paper-unit">{table.unit}</p>
      <table aria-labelledby={headingId}>
        <thead>
          <tr>
            <td />
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.label} className={row.total ? 'paper-total' : undefined}>
              <th scope="row">{row.label}</th>
              {row.cells.map((cell, index) => (
                <td key={table.columns[index]} className={isReason(cell) ? 'paper-reason' : undefined}>
                  {cellWords(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-notes">{tableNotes(table, threshold)}</p>
    </div>
  )
}
