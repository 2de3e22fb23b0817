import type { PersonDetail } from '../../../analysis/contract/index.ts'
import { useTableDoor } from '../../engine/actions.ts'
import { usePerson } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { LeaveMenu } from '../../ui/table/leave-menu.tsx'
import { leavingTable } from '../../ui/table/leaving.ts'
import { entriesOf } from './model.ts'
import { Swimlanes } from './swimlanes.tsx'

type Entry = PersonDetail['records'][number]

const columns: readonly Column<Entry>[] = [
  {
    id: 'day',
    header: 'Day',
    value: ({ day }) => day,
    cell: ({ day }) => (day ? formatFullDay(day) : ''),
    width: 112,
  },
  {
    id: 'until',
    header: 'Until',
    value: ({ until }) => until,
    cell: ({ until }) => (until ? formatFullDay(until) : ''),
    width: 112,
  },
  {
    id: 'kind',
    header: 'Kind',
    value: ({ kind }) => kind.replaceAll('-', ' '),
    width: 104,
    filterable: true,
  },
  {
    id: 'words',
    header: 'What',
    value: ({ words, withheld }) => (withheld ? 'Withheld from this role' : words),
    width: 'minmax(260px, 3fr)',
    filterable: true,
  },
  { id: 'file', header: 'File', value: ({ file }) => file, width: 'minmax(120px, 1fr)' },
  { id: 'row', header: 'Row', value: ({ row }) => row, width: 72, align: 'end' },
]

const Journey = ({ detail }: { readonly detail: PersonDetail }) => {
  const { take } = useTableDoor()
  const entries = entriesOf(detail)
  return (
    <div className="journeys">
      {detail.withheld ? (
        <Notice title="Treatment and programme records are withheld from this role.">
          What is drawn is not the whole journey.
        </Notice>
      ) : null}
      <Swimlanes detail={detail} />
      <div className="journey-entries">
        <div className="drawer-bar">
          <span>The same as a table, oldest first</span>
          <LeaveMenu
            of={`records of ${detail.title}`}
            onTake={(to) => take(leavingTable('journey', `Journey of ${detail.title}`, columns, entries), to)}
          />
        </div>
        <DataTable
          id="journey"
          label={`Records of ${detail.title}`}
          items={entries}
          columns={columns}
          rowId={(entry) => `${entry.fileId} ${entry.row} ${entry.kind}`}
          onTake={take}
        />
      </div>
    </div>
  )
}

/** The journey of the person who is chosen anywhere in the window. */
export const PersonJourney = () => {
  const person = useChoices((choices) => choices.personId)
  const at = useChoices((choices) => choices.range?.to ?? null)
  const choose = useChoices((choices) => choices.choose)
  const query = usePerson(person, at)
  return (
    <Answer
      query={query}
      of="the journey"
      notChosen={
        <div>
          <p>Nobody is chosen. Choose a person in People, or find one with Ctrl K.</p>
          <Button onClick={() => choose({ job: 'people' })}>Go to People</Button>
        </div>
      }
    >
      {(detail) => <Journey detail={detail} />}
    </Answer>
  )
}
