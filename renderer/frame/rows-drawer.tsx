import { useMemo } from 'react'
import type { Totals } from '../../analysis/contract/index.ts'
import type { ColumnKind, Row } from '../engine/arrow.ts'
import { useRows } from '../engine/rows-behind.ts'
import { useTableExport } from '../engine/table-export.ts'
import { useDrillDown } from '../state/drill-down.ts'
import { formatInstant } from '../text/dates.ts'
import { formatPhone } from '../text/numbers.ts'
import { rowsHeader, rowsSentence, rowsValue, saidElsewhere } from '../text/rows.ts'
import { Answer } from '../ui/answer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type Column, exportedTable } from '../ui/table/column.ts'
import { DataTable } from '../ui/table/data-table.tsx'
import { ExportMenu } from '../ui/table/table-menus.tsx'

interface NumberedRow {
  readonly index: number
  readonly row: Row
}

const isInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

const isPhone = (words: string): boolean => /^\+44\d{9,10}$/.test(words)

const widthOf = (name: string, kind: ColumnKind, rows: readonly Row[]): number | string => {
  if (kind === 'instant') return 180
  if (kind === 'number') return Math.max(72, name.length * 7 + 24)
  const longest = Math.max(name.length, ...rows.slice(0, 200).map((row) => String(row[name] ?? '').length))
  return longest > 60 ? 'minmax(240px, 1fr)' : Math.min(420, Math.max(72, longest * 7.4 + 20))
}

const columnsFor = (
  names: readonly string[],
  kinds: readonly ColumnKind[],
  rows: readonly Row[],
): Column<NumberedRow>[] =>
  names.flatMap((name, index) => {
    if (saidElsewhere(names).has(name)) return []
    const kind = kinds[index] ?? 'words'
    const column: Column<NumberedRow> = {
      id: name,
      header: rowsHeader(name),
      value: ({ row }) => {
        const value = row[name]
        return typeof value === 'string' ? rowsValue(name, value) : (value ?? null)
      },
      cell: ({ row }) => {
        const value = row[name]
        if (value === null || value === undefined) return <span className="second">-</span>
        const words = rowsValue(name, String(value))
        if (kind === 'instant' || isInstant.test(words)) return formatInstant(words)
        if (isPhone(words)) return <span className="mono">{formatPhone(words)}</span>
        return <span className={kind === 'words' && /raw|sha/i.test(name) ? 'mono' : undefined}>{words}</span>
      },
      align: kind === 'number' ? 'end' : 'start',
      width: widthOf(name, kind, rows),
    }
    return [column]
  })

const Rows = ({
  title,
  data,
}: {
  readonly title: string
  readonly data: {
    readonly names: readonly string[]
    readonly kinds: readonly ColumnKind[]
    readonly rows: readonly Row[]
    readonly totals: Totals | null
  }
}) => {
  const { exportTable } = useTableExport()
  const items = useMemo(() => data.rows.map((row, index) => ({ index, row })), [data.rows])
  const columns = useMemo(() => columnsFor(data.names, data.kinds, data.rows), [data])
  return (
    <>
      <div className="drawer-bar">
        <span>{rowsSentence(items.length, data.totals)}</span>
        <ExportMenu
          of={title}
          onExport={(to) => exportTable(exportedTable('rows', title, columns, items), to)}
        />
      </div>
      <DataTable
        id="rows"
        arrangedAs={`rows ${title}`}
        label={title}
        items={items}
        columns={columns}
        rowId={(item) => String(item.index)}
        compact
        onExport={exportTable}
      />
    </>
  )
}

export const RowsDrawer = () => {
  const current = useDrillDown((drillDown) => drillDown.current)
  const close = useDrillDown((drillDown) => drillDown.close)
  const query = useRows(current?.question ?? null)
  return (
    <Dialog
      open={current !== null}
      drawer
      title={current?.title ?? 'Rows'}
      summary="The rows behind this figure."
      onClose={close}
    >
      {current ? (
        <Answer
          query={query}
          of="the rows"
          isEmpty={(data) => data.rows.length === 0}
          empty="No row stands behind this figure for your role."
        >
          {(data) => <Rows title={current.title} data={data} />}
        </Answer>
      ) : null}
    </Dialog>
  )
}
