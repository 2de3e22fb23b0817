import type { LogEntry } from '../../../analysis/contract/index.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { formatCount } from '../../text/numbers.ts'
import { roleWords } from '../../text/roles.ts'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useAuditChoices } from './audit-choices.ts'
import { actionWords, clockOf, questionWords, subjectWords } from './model.ts'

export const entryColumns: readonly Column<LogEntry>[] = [
  {
    id: 'sequence',
    header: 'Entry',
    value: (entry) => entry.sequence,
    cell: (entry) => formatCount(entry.sequence),
    width: 72,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'at',
    header: 'When',
    value: (entry) => entry.at,
    cell: (entry) => {
      const { day, time } = clockOf(entry.at)
      return (
        <>
          {day}
          <span className="second audit-time">{time}</span>
        </>
      )
    },
    width: 168,
    largestFirst: true,
  },
  {
    id: 'person',
    header: 'Who',
    value: (entry) => entry.person,
    width: 'minmax(110px, 0.8fr)',
    filterable: true,
  },
  {
    id: 'role',
    header: 'As',
    value: (entry) => roleWords[entry.role].title,
    width: 'minmax(120px, 0.7fr)',
    filterable: true,
    from: 980,
  },
  {
    id: 'action',
    header: 'Did',
    value: (entry) => actionWords(entry.action),
    width: 120,
    filterable: true,
  },
  {
    id: 'question',
    header: 'Asked',
    value: (entry) => questionWords(entry.question),
    width: 'minmax(130px, 1fr)',
    filterable: true,
  },
  {
    id: 'subject',
    header: 'Of what',
    value: (entry) => entry.subject,
    cell: (entry) =>
      entry.subject ? subjectWords(entry.subject) : <span className="second">{subjectWords('')}</span>,
    width: 'minmax(130px, 1.2fr)',
    filterable: true,
  },
  {
    id: 'times',
    header: 'Times',
    value: (entry) => entry.times,
    cell: (entry) => formatCount(entry.times),
    width: 68,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'purpose',
    header: 'Why',
    value: (entry) => entry.purpose,
    width: 'minmax(140px, 1.2fr)',
    filterable: true,
    from: 1200,
  },
]

interface EntriesTableProps {
  readonly entries: readonly LogEntry[]
  readonly onArranged: (entries: readonly LogEntry[]) => void
}

export const EntriesTable = ({ entries, onArranged }: EntriesTableProps) => {
  const { exportTable } = useTableExport()
  const sequence = useAuditChoices((choices) => choices.sequence)
  const choose = useAuditChoices((choices) => choices.choose)
  return (
    <DataTable
      id="audit-entries"
      label="Entries of the log"
      items={entries}
      columns={entryColumns}
      rowId={(entry) => String(entry.sequence)}
      selectedId={sequence === null ? null : String(sequence)}
      onSelect={(entry) => choose(entry.sequence)}
      onArranged={onArranged}
      onExport={exportTable}
      empty="No entry holds that. Clear a filter above."
    />
  )
}
