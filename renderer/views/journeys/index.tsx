import type { Funnel } from '../../../analysis/contract/index.ts'
import { useCommand } from '../../commands/registry.ts'
import { useTableDoor } from '../../engine/actions.ts'
import { useDaysInForce, useLineName } from '../../engine/followed.ts'
import { addFiles, Empty } from '../../frame/empty.tsx'
import { useChoices } from '../../state/choices.ts'
import { narrowedWords } from '../../state/narrowing.ts'
import { formatRange } from '../../text/dates.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import type { Column } from '../../ui/table/column.ts'
import { type Destination, leavingTable } from '../../ui/table/leaving.ts'
import { LeaveMenu } from '../../ui/table/table-menus.tsx'
import { FunnelSteps } from './funnel.tsx'
import './journeys.css'
import { journeysPageOf, useJourneysChoices } from './journeys-choices.ts'
import { JourneysInspector } from './journeys-inspector.tsx'
import type { FunnelStep } from './model.ts'
import { PersonJourney } from './person-journey.tsx'
import { useFunnel } from './use-journeys.ts'

const columns: readonly Column<FunnelStep>[] = [
  { id: 'step', header: 'Step', value: ({ words }) => words, width: 1 },
  { id: 'people', header: 'People', value: ({ people }) => people ?? 'suppressed', width: 1 },
  { id: 'of', header: 'Of', value: ({ ofPeople }) => ofPeople ?? 'suppressed', width: 1 },
  { id: 'median', header: 'Median days', value: ({ medianDays }) => medianDays, width: 1 },
  { id: 'early', header: 'Too early to say', value: ({ notYet }) => notYet, width: 1 },
]

/** Exact counts as they are shown; counts under disclosure control are made again by the engine. */
const useTakeSteps = (funnel: Funnel | undefined) => {
  const { take, takeReleased } = useTableDoor()
  const title = 'From arrest to treatment'
  return (to: Destination) => {
    if (!funnel) return
    if (funnel.policy === null) take(leavingTable('journey-steps', title, columns, funnel.steps), to)
    else takeReleased({ table: 'journeys' }, title, to)
  }
}

const Journeys = () => {
  const { page: asked, change } = useJourneysChoices()
  const choices = useChoices()
  const page = journeysPageOf(asked, choices)
  const lineName = useLineName()
  const days = useDaysInForce()
  const funnel = useFunnel()
  const take = useTakeSteps(funnel.data)
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
          <LeaveMenu of="the steps" copyKeys="Ctrl C" onTake={take} />
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
          {(found) => <FunnelSteps funnel={found} onTake={take} />}
        </Answer>
      ) : (
        <PersonJourney />
      )}
    </>
  )
}

export { Journeys as Canvas, JourneysInspector as Inspector }
