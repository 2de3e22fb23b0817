import { useMemo } from 'react'
import type { PlaceFlow } from '../../../analysis/contract/index.ts'
import { useTableExport } from '../../engine/table-export.ts'
import type { DayRange } from '../../state/choices.ts'
import { formatCount, formatShare, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { keyOfFlow, shareWords } from './flow-model.ts'
import { kilometresBetween } from './geography.ts'
import { useFlows } from './use-places.ts'

const positionOf = ([longitude, latitude]: readonly [number, number]) => ({ latitude, longitude })

/** As the crow flies from home to suite; null where either has no position. */
const kilometresOf = ({ fromPosition, toPosition }: PlaceFlow): number | null =>
  fromPosition && toPosition
    ? Math.round(kilometresBetween(positionOf(fromPosition), positionOf(toPosition)))
    : null

const whereOf = ({ inCounty, fromPosition }: PlaceFlow): string =>
  inCounty ? 'in the study area' : fromPosition ? 'outside it' : 'not placed'

export const rowsOfFlow = ({ home, to, from }: PlaceFlow, days: DayRange | null) => ({
  title: `arrests of people from ${from}, held in ${to}`,
  question: { ask: 'places.flowRows' as const, home, suite: to, range: days ?? undefined },
})

const columnsFor = (days: DayRange | null): Column<PlaceFlow>[] => [
  { id: 'from', header: 'Home', value: ({ from }) => from, width: 'minmax(160px, 1fr)' },
  { id: 'where', header: 'Home lies', value: whereOf, width: 'minmax(120px, 0.6fr)' },
  { id: 'to', header: 'Held in', value: ({ to }) => to, width: 'minmax(140px, 1fr)' },
  {
    id: 'arrests',
    header: 'Arrests',
    value: ({ arrests }) => arrests,
    cell: (flow) => (
      <Figure of={rowsOfFlow(flow, days).title} rows={rowsOfFlow(flow, days).question} inTable>
        {formatCount(flow.arrests)}
      </Figure>
    ),
    rows: (flow) => rowsOfFlow(flow, days),
    width: 88,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'share',
    header: 'Share',
    value: ({ share }) => share,
    cell: ({ share }) => shareWords(share),
    width: 72,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'kilometres',
    header: 'Km',
    value: kilometresOf,
    width: 72,
    align: 'end',
    largestFirst: true,
  },
]

/** From home area to place of arrest, every pair of them; the arrows of the map are the largest of these. */
export const FlowsTable = ({ days }: { readonly days: DayRange | null }) => {
  const query = useFlows()
  const { exportTable } = useTableExport()
  const columns = useMemo(() => columnsFor(days), [days])
  return (
    <Answer
      query={query}
      of="the flows"
      notChosen="Open a case to see where the arrested live."
      isEmpty={(found) => found.flows.length === 0}
      empty={
        query.data && query.data.arrests > 0
          ? `None of the ${formatCount(query.data.arrests)} arrests of these days names both a home postcode and a custody suite. Look at the mapping of the custody file in Sources.`
          : 'No arrest falls in these days. Choose other days, or add a custody file in Sources.'
      }
    >
      {(found) => (
        <div className="map-table">
          <div className="drawer-bar">
            <span>
              {plural(found.flows.length, 'flow')} of {formatCount(found.arrests)} arrests;{' '}
              {formatShare(found.homeKnown / found.arrests)} name a home. Home is the first half of the
              postcode; the custody suite stands for the place of arrest.
            </span>
            <ExportMenu
              of="flows"
              onExport={(to) => exportTable(exportedTable('map-flows', 'Flows', columns, found.flows), to)}
            />
          </div>
          <DataTable
            id="map-flows"
            label="Flows from home to place of arrest"
            items={found.flows}
            columns={columns}
            rowId={keyOfFlow}
            initialSort={{ columnId: 'arrests', descending: true }}
            onExport={exportTable}
          />
        </div>
      )}
    </Answer>
  )
}
