import { useEffect, useState } from 'react'
import type { Provenance, SourceFile } from '../../../analysis/contract/index.ts'
import { shownText } from '../../../analysis/text/shown-text.ts'
import { useCommand } from '../../commands/registry.ts'
import { useSources } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatBytes, formatCount, plural } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import {
  isDuplicateReason,
  opensRows,
  provenanceProblem,
  rowsWithheldWords,
  wordsForReason,
  wordsOfKind,
} from './model.ts'
import { ProvenanceForm } from './provenance-form.tsx'
import { useDescribeSource, useRemoveSource } from './use-import.ts'
import { useProvenanceDraft, useWaiting } from './waiting.ts'

const RowsAddUp = ({ file }: { readonly file: SourceFile }) => {
  const reasons = Object.entries(file.reasons).sort(([left], [right]) => left.localeCompare(right))
  const figure = (
    count: number,
    words: string,
    outcome: 'loaded' | 'set-aside' | 'duplicate',
    reason?: string,
  ) => ({
    label: words,
    value: (
      <Figure
        of={`${file.name}: ${words}`}
        rows={
          opensRows(file, count)
            ? { ask: 'sources.rows', fileId: file.fileId, outcome: outcome, reason }
            : null
        }
      >
        {formatCount(count)}
      </Figure>
    ),
  })
  return (
    <Section title="Rows add up">
      {file.rowsWithheld ? <Notice>{rowsWithheldWords}</Notice> : null}
      <Facts
        facts={[
          figure(file.rowsLoaded, 'Loaded', 'loaded'),
          ...reasons.map(([code, count]) =>
            isDuplicateReason(code)
              ? figure(count, `Duplicate: ${wordsForReason(code)}`, 'duplicate', code)
              : figure(count, `Set aside: ${wordsForReason(code)}`, 'set-aside', code),
          ),
          { label: 'Read', value: formatCount(file.rowsRead), strong: true },
        ]}
      />
    </Section>
  )
}

/** What the import had to say of the file: dates that could be read two ways, letters in two encodings. */
const ToCheck = ({ file }: { readonly file: SourceFile }) =>
  file.notes.length === 0 ? null : (
    <Section title="To check">
      {file.notes.map(({ detail }) => (
        <Notice key={detail}>{shownText(detail)}</Notice>
      ))}
    </Section>
  )

const ChosenFile = ({ file }: { readonly file: SourceFile }) => {
  const describe = useDescribeSource()
  const remove = useRemoveSource()
  const choose = useChoices((choices) => choices.choose)
  const [provenance, setProvenance] = useState<Provenance>(file.provenance)
  const [isRemoving, setRemoving] = useState(false)
  const [why, setWhy] = useState('')
  useEffect(() => setProvenance(file.provenance), [file.provenance])
  useCommand('remove-source', () => setRemoving(true))
  const isChanged = JSON.stringify(provenance) !== JSON.stringify(file.provenance)
  const problem = provenanceProblem(provenance, new Date().toISOString().slice(0, 10))
  return (
    <>
      <InspectorHead
        title={file.name}
        facts={`${wordsOfKind(file.kind)}, ${file.layout}; ${plural(file.rowsRead, 'row')}, ${formatBytes(file.sizeBytes)}, added ${formatFullDay(file.addedAt)} by ${file.addedBy}`}
      />
      {file.sha256 ? <p className="hash mono second">sha-256 {file.sha256}</p> : null}
      <RowsAddUp file={file} />
      <ToCheck file={file} />
      <Section title="Where it comes from" note={file.basisRecorded ? undefined : 'basis not recorded'}>
        <ProvenanceForm value={provenance} onChange={setProvenance} />
        <div className="inspector-actions">
          <Button
            kind="primary"
            whyNot={problem ?? (isChanged ? null : 'Nothing was changed.')}
            hideReason
            onClick={() => describe.mutate({ fileId: file.fileId, provenance })}
          >
            Save
          </Button>
          <Button onClick={() => setRemoving(true)}>Take out of the case</Button>
        </div>
      </Section>
      <Dialog
        open={isRemoving}
        title={`Take ${file.name} out of the case`}
        summary={`Its ${plural(file.rowsLoaded, 'loaded row')} go, and all that was concluded from them when lines and people are worked out again. The log keeps that it was here. The file on disk stays.`}
        onClose={() => setRemoving(false)}
        actions={
          <Button
            kind="primary"
            whyNot={why.trim() ? null : 'Say why first.'}
            onClick={() => {
              remove.mutate({ fileId: file.fileId, name: file.name, why: why.trim() })
              setRemoving(false)
              choose({ fileId: null })
            }}
          >
            Take it out
          </Button>
        }
      >
        <Field
          label="Why"
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          placeholder="sent in error"
        />
      </Dialog>
    </>
  )
}

/** The chosen file and its accounting; while files wait, what will be said of where they come from. */
export const SourcesInspector = () => {
  const sources = useSources()
  const fileId = useChoices((choices) => choices.fileId)
  const waiting = useWaiting((state) => state.files)
  const { draft, set } = useProvenanceDraft()
  const file = sources.data?.find((candidate) => candidate.fileId === fileId)
  if (waiting.length > 0) {
    return (
      <>
        <InspectorHead
          title="Where these files come from"
          facts="Said once for all the files that are loaded now; each can be changed later."
        />
        <Section title="Provenance" note={draft.basis ? undefined : 'basis not recorded'}>
          <ProvenanceForm value={draft} onChange={set} />
        </Section>
      </>
    )
  }
  if (file) return <ChosenFile key={file.fileId} file={file} />
  return (
    <>
      <InspectorHead
        title="Bring what you have"
        facts="Choose a file to see how its rows add up and where it comes from."
      />
      <Section title="What Hubline reads">
        <Facts
          inWords
          facts={[
            {
              label: 'Phones',
              value: 'Cellebrite UFDR, report.xml, spreadsheets',
            },
            { label: 'Calls', value: 'any operator’s CSV or XLSX, masts with it' },
            { label: 'People', value: 'custody, tests, treatment, programme; CSV or XLSX' },
            { label: 'Harm', value: 'deaths, overdoses, naloxone' },
            { label: 'Crime', value: 'data.police.uk street, outcomes, stop-search' },
            { label: 'Areas', value: 'GeoJSON, with residents for rates' },
            { label: 'Lists', value: 'any list of people' },
          ]}
        />
      </Section>
    </>
  )
}
