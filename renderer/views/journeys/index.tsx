import type { Funnel } from '../../../analysis/contract/index.ts'
import { useCommand } from '../../commands/registry.ts'
import { useDaysInForce, useLineName } from '../../engine/followed.ts'
import type { Destination } from '../../engine/table-export.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { narrowedWords } from '../../state/narrowing.ts'
import { formatRange } from '../../text/dates.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { FunnelSteps } from '../../ui/charts/funnel.tsx'
import { addFiles, Empty } from '../../ui/empty.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { CurveChart } from './curve-chart.tsx'
import './journeys.css'
import { useFunnel } from '../../engine/funnel.ts'
import { journeysPageOf, useJourneysChoices } from '../../state/journeys-choices.ts'
import type { FunnelStep } from '../../text/funnel.ts'
import { JourneysInspector } from './journeys-inspector.tsx'
import { PersonJourney } from './person-journey.tsx'

const columns: readonly Column<FunnelStep>[] = [
  { id: 'step', header: 'Step', value: ({ words }) => words, width: 1 },
  { id: 'people', header: 'People', value: ({ people }) => people ?? 'suppressed', width: 1 },
  { id: 'of', header: 'Of', value: ({ ofPeople }) => ofPeople ?? 'suppressed', width: 1 },
  { id: 'median', header: 'Median days', value: ({ medianDays }) => medianDays, width: 1 },
  { id: 'early', header: 'Too early to say', value: ({ notYet }) => notYet, width: 1 },
]

/** Exact counts as they are shown; counts under disclosure control are made again by the engine. */
const useStepsExport = (funnel: Funnel | undefined) => {
  const { exportTable, exportReleased } = useTableExport()
  const title = 'From arrest to treatment'
  return (to: Destination) => {
    if (!funnel) return
    if (funnel.policy === null) exportTable(exportedTable('journey-steps', title, columns, funnel.steps), to)
    else exportReleased({ table: 'journeys' }, title, to)
  }
}

const Journeys = () => {
  const { page: asked, change } = useJourneysChoices()
  const choices = useChoices()
  const page = journeysPageOf(asked, choices)
  const lineName = useLineName()
  const days = useDaysInForce()
  const funnel = useFunnel()
  const exportTable = useStepsExport(funnel.data)
  useCommand('journey-funnel', () => change({ page: 'funnel' }))
  useCommand('journey-person', () => change({ page: 'person' }))
  const range = funnel.data?.range
  return (
    <>
      <ViewHeader
        title={page === 'funnel' ? 'From arrest to treatment' : 'Journey of one person'}
        scope={
          page === 'funnel' && range
            ? `People at their first arrest, ${formatRange(range.from, range.to)}; each counted once`
            : ''
        }
      >
        <Segments
          label="Journeys of"
          value={page}
          onChange={(value) => change({ page: value })}
          choices={[
            { value: 'funnel', words: 'Everybody' },
            { value: 'person', words: 'One person' },
          ]}
        />
        {page === 'funnel' && funnel.data && range ? (
          <ExportMenu of="the steps" copyKeys="Ctrl C" onExport={exportTable} />
        ) : null}
      </ViewHeader>
      {page === 'funnel' ? (
        <Answer
          query={funnel}
          of="the journeys"
          notChosen="Open a case to follow people from arrest to treatment."
          isEmpty={(found) => found.range === null}
          empty={
            <Empty title={(funnel.data?.notes ?? []).join(' ')} next={addFiles}>
              {lineName || days
                ? `No arrest ${narrowedWords({ line: lineName ? `customers of ${lineName}` : null, days })}.`
                : 'Add custody, drug-test and treatment records, then wash them in People.'}
            </Empty>
          }
        >
          {(found) => (
            <FunnelSteps funnel={found} onExport={exportTable}>
              {found.curves.length > 0 ? <CurveChart curves={found.curves} /> : null}
            </FunnelSteps>
          )}
        </Answer>
      ) : (
        <PersonJourney />
      )}
    </>
  )
}

export { Journeys as Canvas, JourneysInspector as Inspector }
