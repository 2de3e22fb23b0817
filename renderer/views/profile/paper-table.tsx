import type { ProfileTable } from '../../../analysis/contract/index.ts'
import type { Destination } from '../../engine/table-export.ts'
import { CopyRegion, ExportMenu } from '../../ui/table/table-menus.tsx'
import { cellWords, isReason, tableNotes } from './model.ts'

interface PaperTableProps {
  readonly table: ProfileTable
  readonly number: string
  readonly threshold: number
  /** Absent on a page as printed. */
  readonly onExport?: ((to: Destination) => void) | undefined
}

export const PaperTable = ({ table, number, threshold, onExport }: PaperTableProps) => {
  const headingId = `paper-${table.tableId}`
  return (
    <CopyRegion of={table.title} onExport={onExport} className="paper-table">
      {onExport ? <ExportMenu of={table.title} kind="link" copyKeys="Ctrl C" onExport={onExport} /> : null}
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
    </CopyRegion>
  )
}
