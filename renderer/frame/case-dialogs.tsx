import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommand } from '../commands/registry.ts'
import { useCreateCase, useOpenCase } from '../engine/actions.ts'
import { useEngine } from '../engine/engine-context.ts'
import { readFailure } from '../engine/failures.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { formatInstant } from '../text/dates.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import './case-dialogs.css'

const failureWords = (error: unknown): string | null => {
  if (!error) return null
  const failure = readFailure(error)
  return failure.kind === 'cancelled' ? null : `${failure.happened} ${failure.next}`
}

interface CaseDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

const NewCaseDialog = ({ open, onClose }: CaseDialogProps) => {
  const [name, setName] = useState('')
  const [marking, setMarking] = useState('OFFICIAL-SENSITIVE')
  const [policy, setPolicy] = useState<'open' | 'strict'>('strict')
  const create = useCreateCase()
  const submit = () => {
    if (name.trim() === '') return
    create.mutate({ name: name.trim(), marking: marking.trim(), policy }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open={open}
      title="New case"
      summary="One file on this laptop. It is stored unencrypted: keep it on an encrypted disk."
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          whyNot={
            name.trim() === ''
              ? 'Give the case a name first.'
              : create.isPending
                ? 'The case is being made.'
                : null
          }
          onClick={submit}
        >
          Make the case
        </Button>
      }
    >
      <form
        className="case-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field
          label="Name"
          value={name}
          maxLength={120}
          error={failureWords(create.error)}
          note="The county, or the partnership."
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label="Protective marking"
          value={marking}
          maxLength={60}
          note="Shown on every screen and every page."
          onChange={(event) => setMarking(event.target.value)}
        />
        <Select
          label="Lawful basis"
          value={policy}
          onChange={setPolicy}
          choices={[
            { value: 'strict', words: 'Must be recorded before sources are combined' },
            { value: 'open', words: 'May be recorded later' },
          ]}
        />
        <button type="submit" hidden>
          Make the case
        </button>
      </form>
    </Dialog>
  )
}

const OpenCaseDialog = ({ open, onClose }: CaseDialogProps) => {
  const engine = useEngine()
  const [path, setPath] = useState('')
  const openCase = useOpenCase()
  const recent = useQuery({
    queryKey: ['recent'],
    queryFn: ({ signal }) => engine.case.recent({}, { signal }),
    enabled: open,
  })
  const choose = (chosen: string) =>
    openCase.mutate(chosen, {
      onSuccess: onClose,
      onError: () => {
        if (useCaseDialog.getState().dialog === 'copies') onClose()
      },
    })
  return (
    <Dialog
      open={open}
      title="Open a case"
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          whyNot={path.trim() === '' ? 'Choose a case, or give the path of one.' : null}
          onClick={() => choose(path.trim())}
        >
          Open
        </Button>
      }
    >
      <div className="case-form">
        {(recent.data ?? []).length > 0 ? (
          <ul className="case-recent">
            {(recent.data ?? []).map((entry) => (
              <li key={entry.path}>
                <button
                  type="button"
                  className="case-entry"
                  aria-disabled={!entry.exists}
                  onClick={() => entry.exists && choose(entry.path)}
                >
                  <strong>{entry.name}</strong>
                  <span className="caption">
                    {entry.exists ? `opened ${formatInstant(entry.openedAt)}` : 'not there any more'};{' '}
                    {entry.path}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <Field
          label="Path of a case file"
          value={path}
          mono
          placeholder="/home/analyst/county.hubline"
          error={failureWords(openCase.error)}
          onChange={(event) => setPath(event.target.value)}
        />
      </div>
    </Dialog>
  )
}

/** Makes or opens a case from every view. */
export const CaseDialogs = () => {
  const [dialog, setDialog] = useState<'new' | 'open' | null>(null)
  useCommand('new-case', () => setDialog('new'))
  useCommand('open-case', () => setDialog('open'))
  return (
    <>
      <NewCaseDialog open={dialog === 'new'} onClose={() => setDialog(null)} />
      <OpenCaseDialog open={dialog === 'open'} onClose={() => setDialog(null)} />
    </>
  )
}
