import { useMemo } from 'react'
import { useTableExport } from '../../engine/table-export.ts'
import type { DayRange } from '../../state/choices.ts'
import { tooFewSentence, verdictOf } from '../../text/hexagons.ts'
import { formatCount, formatSigned } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { formatProbability, rankedHexagons } from './model.ts'
import type { DrawnLayer } from './use-places.ts'

interface HexagonItem {
  readonly hexagon: string
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

interface HexagonsTableProps {
  readonly left: DrawnLayer | undefined
  readonly right: DrawnLayer | undefined
  readonly days: DayRange | null
  readonly nameOf: (position: { readonly latitude: number; readonly longitude: number }) => string | null
  readonly selected: string | null
  readonly onSelect: (hexagon: string) => void
}

const figuresAt = (layer: DrawnLayer, index: number): Figures => {
  const q = layer.hexagons.q[index] ?? Number.NaN
  return {
    count: layer.hexagons.count[index] ?? 0,
    value: layer.hexagons.value[index] ?? 0,
    q: Number.isNaN(q) ? null : q,
    tested: layer.hexagons.tested[index] === 1,
    hot: layer.hexagons.hot[index] === 1,
  }
}

const itemsOf = ({ left, right, nameOf }: HexagonsTableProps): HexagonItem[] => {
  const items = new Map<string, HexagonItem>()
  for (const [side, layer] of [
    ['left', left],
    ['right', right],
  ] as const) {
    if (!layer) continue
    const places = new Map(layer.hexagons.id.map((hexagon, index) => [hexagon, index]))
    const wanted = new Set([
      ...rankedHexagons(layer.hexagons).map((index) => layer.hexagons.id[index]!),
      ...items.keys(),
    ])
    for (const hexagon of wanted) {
      const index = places.get(hexagon)
      if (index === undefined) continue
      const position = {
        latitude: layer.hexagons.latitude[index] ?? 0,
        longitude: layer.hexagons.longitude[index] ?? 0,
      }
      const before = items.get(hexagon) ?? {
        hexagon,
        ...position,
        name: nameOf(position) ?? 'not near a named place',
        left: null,
        right: null,
      }
      items.set(hexagon, { ...before, [side]: figuresAt(layer, index) })
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

const columnsOf = (
  side: 'left' | 'right',
  layer: DrawnLayer,
  days: DayRange | null,
): Column<HexagonItem>[] => {
  const title = layer.layer.category ?? layer.title
  const rowsOf = (item: HexagonItem) => ({
    title: `${title}, hexagon ${item.hexagon}`,
    question: {
      ask: 'places.rows',
      of: layer.of,
      category: layer.layer.category ?? undefined,
      cell: item.hexagon,
      resolution: layer.resolution,
      range: days ?? undefined,
      ...layer.whose,
    } as const,
  })
  const columns: Column<HexagonItem>[] = [
    {
      id: `${side}-count`,
      header: shortly(title),
      value: (item) => item[side]?.count ?? null,
      cell: (item) => (
        <Figure of={`${title} in hexagon ${item.hexagon}`} rows={rowsOf(item).question} inTable>
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

/** The same hexagons as rows, for the keyboard, a screen reader and a spreadsheet. */
export const HexagonsTable = (props: HexagonsTableProps) => {
  const { left, right, days, selected, onSelect } = props
  const { exportTable } = useTableExport()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the items follow from these alone
  const items = useMemo(() => itemsOf(props), [left, right, props.nameOf])
  const columns = useMemo(
    (): Column<HexagonItem>[] => [
      { id: 'name', header: 'Near', value: (item) => item.name, width: 'minmax(130px, 1fr)' },
      ...(left ? columnsOf('left', left, days) : []),
      ...(right ? columnsOf('right', right, days) : []),
      { id: 'cell', header: 'H3 hexagon', value: (item) => item.hexagon, width: 132, mono: true },
    ],
    [left, right, days],
  )
  const first = left ? 'left' : 'right'
  return (
    <div className="map-table">
      <div className="drawer-bar">
        <span>
          {formatCount(items.length)} hexagons that are hot or hold rows; all others hold none.
          {(left ?? right)?.method === 'gi' ? ` ${tooFewSentence}` : ''}
        </span>
        <ExportMenu
          of="hexagons of the map"
          onExport={(to) =>
            exportTable(exportedTable('map-cells', 'Hexagons of the map', columns, items), to)
          }
        />
      </div>
      <DataTable
        id="map-cells"
        label="Hexagons of the map"
        items={items}
        columns={columns}
        rowId={(item) => item.hexagon}
        selectedId={selected}
        onSelect={(item) => onSelect(item.hexagon)}
        initialSort={{
          columnId: (left ?? right)?.method === 'count' ? `${first}-count` : `${first}-value`,
          descending: true,
        }}
        onExport={exportTable}
        empty="No hexagon holds a row of these days."
      />
    </div>
  )
}
