import { useDeferredValue, useState } from 'react'
import { type LogEntry, rolesInMenus } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCommand } from '../../commands/registry.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { formatFullDay, isDay } from '../../text/dates.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { roleWords } from '../../text/roles.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { exportedTable } from '../../ui/table/column.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import './audit.css'
import { every, noFilters, useAuditChoices } from './audit-choices.ts'
import { EntriesTable, entryColumns } from './entries-table.tsx'
import { EntryInspector } from './entry-inspector.tsx'
import { actionWords, chainWords, loggedActions } from './model.ts'
import { useLog } from './use-log.ts'

const page = 500
const most = 1000

/** What the log is filtered by; `isFiltered` where anything is. */
const Filters = ({ isFiltered }: { readonly isFiltered: boolean }) => {
  const { action, role, text, from, to, filter } = useAuditChoices()
  return (
    <>
      <Select
        label="Did"
        value={action}
        onChange={(value) => filter({ action: value })}
        choices={[
          { value: every, words: 'Anything' },
          ...loggedActions.map((value) => ({ value, words: actionWords(value) })),
        ]}
      />
      <Select
        label="As"
        value={role}
        onChange={(value) => filter({ role: value })}
        choices={[
          { value: every, words: 'Any role' },
          ...rolesInMenus.map((value) => ({ value, words: roleWords[value].title })),
        ]}
      />
      <Field
        label="From"
        type="date"
        value={from}
        onChange={(event) => filter({ from: event.target.value })}
      />
      <Field label="To" type="date" value={to} onChange={(event) => filter({ to: event.target.value })} />
      <Field
        label="Holds"
        type="search"
        placeholder="a person, a purpose, a file, a line"
        value={text}
        onChange={(event) => filter({ text: event.target.value })}
      />
      {isFiltered ? <Button onClick={() => filter(noFilters)}>Show all</Button> : null}
    </>
  )
}

const Audit = () => {
  const { action, role, text, from, to } = useAuditChoices()
  const [limit, setLimit] = useState(page)
  const [arranged, setArranged] = useState<readonly LogEntry[]>([])
  const { exportTable } = useTableExport()
  const isRange = isDay(from) || isDay(to)
  const log = useLog({
    action: action === every ? null : action,
    role: role === every ? null : role,
    text: useDeferredValue(text),
    days: isRange ? { from: isDay(from) ? from : '1970-01-01', to: isDay(to) ? to : '9999-12-31' } : null,
    limit,
  })
  useCommand('verify-log', () => {
    void log.refetch().then(({ data }) => {
      if (data) useAnnouncement.getState().say(chainWords(data), { urgent: !data.intact })
    })
  })
  const isFiltered = action !== every || role !== every || text.trim() !== '' || isRange
  const found = log.data
  return (
    <>
      <ViewHeader title="Audit" scope={found ? chainWords(found) : undefined}>
        <CommandButton name="verify-log" words="Check the chain" hideReason />
        <ExportMenu
          of="the log"
          onExport={(to) =>
            exportTable(exportedTable('audit-entries', 'Audit log', entryColumns, arranged), to)
          }
        />
      </ViewHeader>
      {found && !found.intact ? (
        <Notice title="This log cannot be relied on." urgent>
          {chainWords(found)} Keep the file as it is, make a copy of it, and tell whoever answers for the
          data.
        </Notice>
      ) : null}
      <search className="audit-filters">
        <Filters isFiltered={isFiltered} />
        {found ? (
          <p className="caption audit-shown" role="status">
            {isFiltered
              ? `${formatCount(found.matching)} of ${plural(found.total, 'entry', 'entries')}`
              : plural(found.total, 'entry', 'entries')}
            {isDay(from) ? `, from ${formatFullDay(from)}` : ''}
            {isDay(to) ? `, to ${formatFullDay(to)}` : ''}
            {found.entries.length < found.matching
              ? `, the newest ${formatCount(found.entries.length)} shown `
              : ' '}
            {found.entries.length < found.matching && limit < most ? (
              <Button onClick={() => setLimit(most)}>Show {formatCount(most)}</Button>
            ) : null}
          </p>
        ) : null}
      </search>
      <Answer query={log} of="the log" notChosen="Open a case to read its log.">
        {(answer) => <EntriesTable entries={answer.entries} onArranged={setArranged} />}
      </Answer>
    </>
  )
}

export { Audit as Canvas, EntryInspector as Inspector }
