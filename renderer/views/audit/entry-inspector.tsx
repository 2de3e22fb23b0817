import { useQueryClient } from '@tanstack/react-query'
import type { LogEntry } from '../../../analysis/contract/index.ts'
import { CopiesSection } from '../../copies/copies-section.tsx'
import { useRefused } from '../../engine/refused.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { roleWords } from '../../text/roles.ts'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { useAuditChoices } from './audit-choices.ts'
import {
  actionMeans,
  actionWords,
  clockOf,
  entryTitle,
  loggedActions,
  questionWords,
  subjectWords,
} from './model.ts'

interface Shown {
  readonly entries: readonly LogEntry[]
}

/** The chosen entry as it was last read; the inspector asks nothing of its own, so looking at an entry logs nothing. */
const useShownEntry = (): LogEntry | null => {
  const queries = useQueryClient()
  const sequence = useAuditChoices((choices) => choices.sequence)
  if (sequence === null) return null
  for (const [, shown] of queries.getQueriesData<Shown>({ queryKey: ['log'] })) {
    const entry = shown?.entries.find((one) => one.sequence === sequence)
    if (entry) return entry
  }
  return null
}

const ChosenEntry = ({ entry }: { readonly entry: LogEntry }) => {
  const { day, time } = clockOf(entry.at)
  return (
    <>
      <InspectorHead title={entryTitle(entry)} facts={actionMeans(entry.action)} />
      <Section title="What happened">
        <Facts
          inWords
          facts={[
            { label: 'When', value: `${day}, ${time}` },
            { label: 'Who', value: entry.person },
            { label: 'As', value: roleWords[entry.role].title },
            { label: 'Why', value: entry.purpose },
            { label: 'Asked', value: questionWords(entry.question) },
            { label: 'Of what', value: subjectWords(entry.subject) },
            { label: 'Times', value: formatCount(entry.times) },
          ]}
        />
      </Section>
      <Section title="In the chain">
        <p className="caption">This entry</p>
        <p className="audit-hash mono">{entry.hash}</p>
        <p className="caption">Made with the entry before it</p>
        <p className="audit-hash mono second">{entry.previousHash}</p>
      </Section>
    </>
  )
}

const NothingLeaves = () => {
  const { data } = useRefused()
  if (!data) return null
  return (
    <Section title="Network" note="since this window was opened">
      <Facts
        facts={[
          { label: 'Sent to other places', value: 'Nothing' },
          { label: 'Tried and refused', value: plural(data.elsewhere, 'request') },
          { label: 'From outside, refused', value: plural(data.attempts, 'attempt') },
        ]}
      />
    </Section>
  )
}

export const EntryInspector = () => {
  const entry = useShownEntry()
  if (entry) return <ChosenEntry entry={entry} />
  return (
    <>
      <InspectorHead
        title="Who did what, and why"
        facts="Choose an entry to read it in full. Entries hold references to lines, files and people, never their names or numbers."
      />
      <Section title="What is logged" note="Data Protection Act 2018, s.62">
        <Facts
          inWords
          facts={loggedActions.map((action) => ({ label: actionWords(action), value: actionMeans(action) }))}
        />
      </Section>
      <CopiesSection />
      <NothingLeaves />
    </>
  )
}
