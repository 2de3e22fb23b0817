import { useMemo } from 'react'
import { useTableExport } from '../../engine/table-export.ts'
import type { DayRange } from '../../state/choices.ts'
import { tooFewSentence, verdictOf } from '../../text/cells.ts'
import { formatCount, formatSigned } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { exportedTable } from '../../ui/table/exported-table.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { formatProbability, rankedCells } from './model.ts'
import type { DrawnLayer } from './use-places.ts'

interface CellItem {
  readonly cell: string
  readonly name: string
  readonly latitude: number
  readonly longitude: number
  readonly left: Figures | null
  readonly right: Figures | null
}

interface Figures {
  readonly count: number
  readonly value: number
  readonly q: number | null
  readonly tested: boolean
  readonly hot: boolean
}

interface CellsTableProps {
  readonly left: DrawnLayer | undefined
  readonly right: DrawnLayer | undefined
  readonly days: DayRange | null
  readonly nameOf: (position: { readonly latitude: number; readonly longitude: number }) => string | null
  readonly selected: string | null
  readonly onSelect: (cell: string) => void
}

const figuresAt = (layer: DrawnLayer, index: number): Figures => {
  const q = layer.cells.q[index] ?? Number.NaN
  return {
    count: layer.cells.count[index] ?? 0,
    value: layer.cells.value[index] ?? 0,
    q: Number.isNaN(q) ? null : q,
    tested: layer.cells.tested[index] === 1,
    hot: layer.cells.hot[index] === 1,
  }
}

const itemsOf = ({ left, right, nameOf }: CellsTableProps): CellItem[] => {
  const items = new Map<string, CellItem>()
  for (const [side, layer] of [
    ['left', left],
    ['right', right],
  ] as const) {
    if (!layer) continue
    const places = new Map(layer.cells.cell.map((cell, index) => [cell, index]))
    const wanted = new Set([
      ...rankedCells(layer.cells).map((index) => layer.cells.cell[index]!),
      ...items.keys(),
    ])
    for (const cell of wanted) {
      const index = places.get(cell)
      if (index === undefined) continue
      const position = {
        latitude: layer.cells.latitude[index] ?? 0,
        longitude: layer.cells.longitude[index] ?? 0,
      }
      const before = items.get(cell) ?? {
        cell,
        ...position,
        name: nameOf(position) ?? 'not near a named place',
        left: null,
        right: null,
      }
      items.set(cell, { ...before, [side]: figuresAt(layer, index) })
    }
  }
  return [...items.values()]
}

const valueHeader = { gi: 'z', kde: 'per km²', count: 'rows' } as const

/** "overdoses, deaths and naloxone calls" heads a column as "Overdoses". */
const shortly = (title: string): string => {
  const first = title.split(',')[0] ?? title
  return first.charAt(0).toUpperCase() + first.slice(1)
}

/** A deviate is not shown where nothing was tested; every other value is. */
const valueShown = (layer: DrawnLayer, figures: Figures | null): number | null =>
  figures === null || (layer.method === 'gi' && !figures.tested) ? null : figures.value

const columnsOf = (side: 'left' | 'right', layer: DrawnLayer, days: DayRange | null): Column<CellItem>[] => {
  const title = layer.layer.category ?? layer.title
  const rowsOf = (item: CellItem) => ({
    title: `${title}, cell ${item.cell}`,
    question: {
      ask: 'places.rows',
      of: layer.of,
      category: layer.layer.category ?? undefined,
      cell: item.cell,
      resolution: layer.resolution,
      range: days ?? undefined,
      ...layer.whose,
    } as const,
  })
  const columns: Column<CellItem>[] = [
    {
      id: `${side}-count`,
      header: shortly(title),
      value: (item) => item[side]?.count ?? null,
      cell: (item) => (
        <Figure of={`${title} in cell ${item.cell}`} rows={rowsOf(item).question} inTable>
          {formatCount(item[side]?.count ?? 0)}
        </Figure>
      ),
      rows: rowsOf,
      width: 'minmax(120px, 0.6fr)',
      align: 'end',
      largestFirst: true,
    },
  ]
  if (layer.method !== 'count')
    columns.push({
      id: `${side}-value`,
      header: valueHeader[layer.method],
      value: (item) => valueShown(layer, item[side]),
      cell: (item) => {
        const value = valueShown(layer, item[side])
        return value === null ? '-' : formatSigned(value, 2)
      },
      width: 76,
      align: 'end',
      largestFirst: true,
    })
  if (layer.method === 'gi')
    columns.push(
      {
        id: `${side}-q`,
        header: 'q',
        value: (item) => item[side]?.q ?? null,
        cell: (item) =>
          item[side]?.q === null || item[side] === null ? '-' : formatProbability(item[side].q),
        width: 64,
        align: 'end',
      },
      {
        id: `${side}-hot`,
        header: 'Hot',
        value: (item) => (item[side] ? verdictOf(item[side].tested, item[side].hot) : null),
        width: 104,
      },
    )
  return columns
}

/** The same cells as rows, for the keyboard, a screen reader and a spreadsheet. */
export const CellsTable = (props: CellsTableProps) => {
  const { left, right, days, selected, onSelect } = props
  const { exportTable } = useTableExport()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the items follow from these alone
  const items = useMemo(() => itemsOf(props), [left, right, props.nameOf])
  const columns = useMemo(
    (): Column<CellItem>[] => [
      { id: 'name', header: 'Near', value: (item) => item.name, width: 'minmax(130px, 1fr)' },
      ...(left ? columnsOf('left', left, days) : []),
      ...(right ? columnsOf('right', right, days) : []),
      { id: 'cell', header: 'H3 cell', value: (item) => item.cell, width: 132, mono: true },
    ],
    [left, right, days],
  )
  const first = left ? 'left' : 'right'
  return (
    <div className="map-table">
      <div className="drawer-bar">
        <span>
          {formatCount(items.length)} cells that are hot or hold rows; all others hold none.
          {(left ?? right)?.method === 'gi' ? ` ${tooFewSentence}` : ''}
        </span>
        <ExportMenu
          of="cells of the map"
          onExport={(to) => exportTable(exportedTable('map-cells', 'Cells of the map', columns, items), to)}
        />
      </div>
      <DataTable
        id="map-cells"
        label="Cells of the map"
        items={items}
        columns={columns}
        rowId={(item) => item.cell}
        selectedId={selected}
        onSelect={(item) => onSelect(item.cell)}
        initialSort={{
          columnId: (left ?? right)?.method === 'count' ? `${first}-count` : `${first}-value`,
          descending: true,
        }}
        onExport={exportTable}
        empty="No cell holds a row of these days."
      />
    </div>
  )
}
