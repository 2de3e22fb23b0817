import { type ReactNode, useState } from 'react'
import { eventKinds, type SourceKind, titlesOfKind } from '../../../analysis/contract/index.ts'
import type { Destination } from '../../engine/table-export.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { useReleasedAreas } from './use-places.ts'

const kinds = eventKinds.map((kind) => ({ value: kind, words: titlesOfKind(kind).source }))

type AreaRow = NonNullable<ReturnType<typeof useReleasedAreas>['data']>['areas'][number]

const written = (rows: number | null) =>
  rows === null ? <span className="second">suppressed</span> : formatCount(rows)

const columnsFor = (months: readonly string[], hasRates: boolean): Column<AreaRow>[] => [
  { id: 'area', header: 'Area', value: (row) => row.area, width: 'minmax(140px, 1fr)' },
  {
    id: 'rows',
    header: 'All months',
    value: (row) => row.rows ?? 'suppressed',
    cell: (row) => written(row.rows),
    width: 96,
    align: 'end',
    largestFirst: true,
  },
  ...(hasRates
    ? [
        {
          id: 'rate',
          header: 'Rate',
          value: (row: AreaRow) => row.rate ?? (row.rows === null ? 'suppressed' : 'no residents stated'),
          cell: (row: AreaRow) =>
            row.rate === null ? (
              <span className="second">{row.rows === null ? 'suppressed' : 'not stated'}</span>
            ) : (
              row.rate.toFixed(1)
            ),
          width: 88,
          align: 'end' as const,
          largestFirst: true,
        },
        {
          id: 'population',
          header: 'Residents',
          value: (row: AreaRow) => row.population ?? 'not stated',
          cell: (row: AreaRow) => (row.population === null ? '' : formatCount(row.population)),
          width: 96,
          align: 'end' as const,
        },
      ]
    : []),
  ...months.map(
    (month): Column<AreaRow> => ({
      id: month,
      header: month,
      value: (row) => row.months.find((one) => one.month === month)?.rows ?? 'suppressed',
      cell: (row) => written(row.months.find((one) => one.month === month)?.rows ?? null),
      width: 88,
      align: 'end',
    }),
  ),
]

/** Areas by month on the fixed grid, the same for every role. @param children what else stands in the header */
export const ReleasedAreas = ({ children }: { readonly children?: ReactNode }) => {
  const [of, setOf] = useState<SourceKind>('harm')
  const query = useReleasedAreas(of)
  const { exportReleased } = useTableExport()
  const exportTable = (to: Destination) =>
    exportReleased({ table: 'areas', of }, 'Rows by area and month', to)
  return (
    <div className="map-areas">
      <ViewHeader title="Areas" scope="Counts by area and month, rounded to 5; small counts are suppressed">
        {children}
        <Segments label="Of what" choices={kinds} value={of} onChange={setOf} />
      </ViewHeader>
      <Answer
        query={query}
        of="the areas"
        notChosen="Open a case to see its areas."
        isEmpty={(found) => found.areas.length === 0 && found.refused === null}
        empty="No row of this kind is loaded."
      >
        {(found) => {
          if (found.refused)
            return (
              <Notice title="Not shown.">
                These counts cannot be protected together: {found.refused} Ask an analyst for wider areas.
              </Notice>
            )
          const columns = columnsFor(
            found.areas[0]?.months.map(({ month }) => month) ?? [],
            found.rateWords !== null,
          )
          return (
            <>
              <div className="drawer-bar">
                <span>
                  {plural(found.suppressed.primary, 'count')} suppressed,{' '}
                  {formatCount(found.suppressed.secondary)} more to protect them.{' '}
                  {found.rateWords
                    ? `Rates are ${found.rateWords}.`
                    : 'Import areas with their residents (GeoJSON) to see rates.'}
                </span>
                <ExportMenu of="rows by area and month" onExport={exportTable} />
              </div>
              <DataTable
                id="map-areas"
                label="Rows by area and month"
                items={found.areas}
                columns={columns}
                rowId={(row) => row.area}
                onExport={(_, to) => exportTable(to)}
              />
            </>
          )
        }}
      </Answer>
    </div>
  )
}
