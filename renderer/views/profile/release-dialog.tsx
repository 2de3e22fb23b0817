import { useState } from 'react'
import type { ProfileDocument, ProfileFormat } from '../../../analysis/contract/index.ts'
import { zipOf } from '../../../analysis/contract/zip-files.ts'
import { saveBlob } from '../../engine/actions.ts'
import { readFailure } from '../../engine/failures.ts'
import { plural } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice, Progress } from '../../ui/notice.tsx'
import { useProfileChoices } from './profile-choices.ts'
import { useRelease } from './use-profile.ts'

export interface ReleaseDialogProps {
  readonly document: ProfileDocument
  readonly onClose: () => void
}

const formatChoices: readonly { readonly format: ProfileFormat; readonly words: string }[] = [
  { format: 'pdf', words: 'PDF, tagged, for reading and printing' },
  { format: 'docx', words: 'Word, with charts that can be edited' },
  { format: 'html', words: 'One web page, with no script and no network' },
  { format: 'csv', words: 'Each table as a CSV file' },
]

type Released = NonNullable<ReturnType<typeof useRelease>['data']>

const saveAll = async (released: Released, name: string) => {
  const files = await Promise.all(
    (released.contents ?? []).map(async ({ file, bytes }) => ({
      file,
      bytes: new Uint8Array(await bytes.arrayBuffer()),
    })),
  )
  const only = released.contents?.length === 1 ? released.contents[0] : undefined
  if (only) saveBlob(only.file, only.bytes)
  else saveBlob(`${name}.zip`, zipOf(files))
}

const fileName = (document: ProfileDocument): string =>
  `${document.title}, edition ${document.edition}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()

const Outcome = ({ released, name }: { readonly released: Released; readonly name: string }) => {
  if (released.refused)
    return (
      <Notice title="Nothing left." urgent>
        <ul>
          {released.refused.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <div className="release-done">
      <p>
        Registered as release {released.releaseId}: {plural(released.files.length, 'file')},{' '}
        {released.suppressed.primary} counts suppressed and {released.suppressed.secondary} more to protect
        them, in {released.seconds.toFixed(1)} s.
      </p>
      <Button kind="primary" onClick={() => void saveAll(released, name)}>
        Save the files
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard */}
      <ul className="release-files" tabIndex={0} aria-label="Released files">
        {released.files.map(({ file, sha256 }) => (
          <li key={file}>
            <span>{file}</span> <span className="mono second">{sha256.slice(0, 16)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const ReleaseDialog = ({ document, onClose }: ReleaseDialogProps) => {
  const policy = useProfileChoices((choices) => choices.policy)
  const [recipient, setRecipient] = useState('')
  const [why, setWhy] = useState('')
  const formats = useProfileChoices((choices) => choices.formats)
  const choose = useProfileChoices((choices) => choices.choose)
  const [name] = useState(() => fileName(document))
  const release = useRelease()
  const failure = release.error ? readFailure(release.error) : null
  const isDone = release.data !== undefined && !release.data.refused
  const whyNot =
    recipient.trim() === ''
      ? 'Say who receives it first.'
      : why.trim() === ''
        ? 'Say why it leaves first.'
        : formats.length === 0
          ? 'Choose a format first.'
          : release.isPending
            ? 'The release is being made.'
            : null
  const submit = () => {
    if (whyNot) return
    release.mutate({
      formats: [...formats],
      policy,
      recipient: recipient.trim(),
      why: why.trim(),
    })
  }
  return (
    <Dialog
      open
      title={isDone ? 'Released' : `Release edition ${document.edition}`}
      summary={isDone ? 'The log and the register say so.' : document.policy.words}
      onClose={onClose}
      actions={
        isDone ? null : (
          <Button kind="primary" whyNot={whyNot} onClick={submit}>
            Release
          </Button>
        )
      }
    >
      {isDone ? null : (
        <form
          className="release-form"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Field
            label="Recipient"
            value={recipient}
            maxLength={200}
            note="The group or organisation that may hold it."
            onChange={(event) => setRecipient(event.target.value)}
          />
          <Field
            label="Why"
            value={why}
            maxLength={500}
            note="Kept in the register and the log."
            onChange={(event) => setWhy(event.target.value)}
          />
          <fieldset className="release-formats">
            <legend>Formats</legend>
            {formatChoices.map(({ format, words }) => (
              <label key={format} className="release-check">
                <input
                  type="checkbox"
                  checked={formats.includes(format)}
                  onChange={(event) =>
                    choose({
                      formats: formatChoices
                        .map((choice) => choice.format)
                        .filter((one) => (one === format ? event.target.checked : formats.includes(one))),
                    })
                  }
                />{' '}
                {words}
              </label>
            ))}
          </fieldset>
          <button type="submit" hidden>
            Release
          </button>
        </form>
      )}
      {release.isPending ? (
        <Progress
          title="Releasing:"
          step="protecting, drawing and searching the files"
          done={0}
          total={null}
        />
      ) : null}
      {failure && failure.kind !== 'cancelled' ? (
        <Notice title={failure.happened} urgent>
          {failure.next}
        </Notice>
      ) : null}
      {release.data ? <Outcome released={release.data} name={name} /> : null}
    </Dialog>
  )
}
