import type { PersonDetail } from '../../../analysis/contract/index.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { usePerson } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay, formatRange } from '../../text/dates.ts'
import { formatPhone } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { detailWithin, entriesOf } from './model.ts'
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
  const { exportTable } = useTableExport()
  const entries = entriesOf(detail)
  const days = useDaysInForce()
  const choose = useChoices((choices) => choices.choose)
  if (days && detail.records.length === 0 && detail.numbers.length === 0)
    return (
      <div className="answer-state second">
        <p>
          Nothing of {detail.title} lies in these days, {formatRange(days.from, days.to)}.
        </p>
        <Button onClick={() => choose({ range: null, brush: null })}>Show all days</Button>
      </div>
    )
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
          <ExportMenu
            of={`records of ${detail.title}`}
            onExport={(to) =>
              exportTable(exportedTable('journey', `Journey of ${detail.title}`, columns, entries), to)
            }
          />
        </div>
        <DataTable
          id="journey"
          label={`Records of ${detail.title}`}
          items={entries}
          columns={columns}
          rowId={(entry) => `${entry.fileId} ${entry.row} ${entry.kind}`}
          onExport={exportTable}
        />
      </div>
    </div>
  )
}

/** The journey of the person who is chosen anywhere in the window. */
export const PersonJourney = () => {
  const person = useChoices((choices) => choices.personId)
  const number = useChoices((choices) => choices.number)
  const days = useDaysInForce()
  const choose = useChoices((choices) => choices.choose)
  const query = usePerson(person, days?.to ?? null)
  return (
    <Answer
      query={query}
      of="the journey"
      notChosen={
        <div>
          <p>
            {number === null
              ? 'Nobody is chosen. Choose a person in People, or find one with Ctrl K.'
              : `A number is chosen, ${formatPhone(number)}, and nobody who holds it. A journey is a person's: see in People who does.`}
          </p>
          <Button onClick={() => choose({ view: 'people' })}>Go to People</Button>
        </div>
      }
    >
      {(detail) => <Journey detail={detailWithin(detail, days)} />}
    </Answer>
  )
}
