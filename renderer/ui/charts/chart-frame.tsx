import type { ReactNode } from 'react'
import './charts.css'

interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

interface ChartFrameProps {
  /** The finding or the question. */
  readonly title: string
  /** Unit, period, rounding. */
  readonly caption?: ReactNode
  readonly source?: string
  /** The same data for a screen reader. */
  readonly table: ChartTable
  readonly level?: 2 | 3
  readonly children: ReactNode
}

export const ChartFrame = ({ title, caption, source, table, level = 3, children }: ChartFrameProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <Heading className="chart-title">{title}</Heading>
        {caption ? <p className="caption">{caption}</p> : null}
      </figcaption>
      <div className="chart-body">{children}</div>
      <DataForReaders title={title} table={table} />
      {source ? <p className="caption chart-source">{source}</p> : null}
    </figure>
  )
}

export const DataForReaders = ({ title, table }: { readonly title: string; readonly table: ChartTable }) => (
  <table className="unseen">
    <caption>{title}</caption>
    <thead>
      <tr>
        {table.columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {table.rows.map((row, order) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a finished table are named by their place
        <tr key={order}>
          {row.map((value, index) => (
            <td key={table.columns[index]}>{value}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
