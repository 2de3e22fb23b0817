import { useState } from 'react'
import type { ProfileDocument, ProfileFormat } from '../../../analysis/contract/index.ts'
import { readFailure } from '../../engine/failures.ts'
import { plural } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { JobsStrip } from '../../ui/jobs-strip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useProfileChoices } from './profile-choices.ts'
import { pdfOf, saveEverything, savePdf, useReleasedFiles } from './released-files.ts'
import { useRelease } from './use-profile.ts'

interface ReleaseDialogProps {
  readonly document: ProfileDocument
  readonly onClose: () => void
}

const formatChoices: readonly { readonly format: ProfileFormat; readonly words: string }[] = [
  { format: 'pdf', words: 'PDF, tagged, for reading and printing' },
  { format: 'docx', words: 'Word, with charts that can be edited' },
  { format: 'html', words: 'One web page, with no script and no network' },
  { format: 'csv', words: 'Each table as a CSV file' },
]

/** As many as the list shows at once. */
const mostFilesSeen = 11

type Released = NonNullable<ReturnType<typeof useRelease>['data']>

const fileName = (document: ProfileDocument): string =>
  `${document.title}, edition ${document.edition}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()

const Outcome = ({ released }: { readonly released: Released }) => {
  const held = useReleasedFiles(({ held }) =>
    released.releaseId === null ? undefined : held.get(released.releaseId),
  )
  const [saved, setSaved] = useState<string | null>(null)
  if (released.refused)
    return (
      <Notice title="Nothing was released." urgent>
        <ul>
          {released.refused.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </Notice>
    )
  const hasPdf = held !== undefined && pdfOf(held) !== undefined
  const isMany = released.files.length > 1
  return (
    <div className="release-done">
      <p>
        {plural(released.files.length, 'file')} written and searched, registered as release{' '}
        {released.releaseId}: {plural(released.suppressed.primary, 'small count')} hidden (suppressed), and{' '}
        {released.suppressed.secondary} more so that those cannot be worked out.
      </p>
      {held ? (
        <div className="view-controls release-save">
          {hasPdf ? (
            <Button kind="primary" onClick={() => setSaved(savePdf(held))}>
              Save the PDF
            </Button>
          ) : null}
          {isMany || !hasPdf ? (
            <Button
              kind={hasPdf ? 'plain' : 'primary'}
              onClick={() => void saveEverything(held).then(setSaved)}
            >
              {isMany ? `Save all ${released.files.length} files` : 'Save the file'}
            </Button>
          ) : null}
        </div>
      ) : null}
      <p className="small second" role="status">
        {saved
          ? `${saved} is saved where this computer keeps downloads.`
          : 'Not saved yet. Until the case is closed, the files can also be saved from the list of editions.'}
      </p>
      <p className="caption release-caption">
        <span>
          {released.files.length > mostFilesSeen
            ? `${released.files.length} files, in a list that scrolls`
            : 'File'}
        </span>
        <span>Fingerprint (SHA-256), first 16 letters</span>
      </p>
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

const FormatChoice = () => {
  const formats = useProfileChoices((choices) => choices.formats)
  const choose = useProfileChoices((choices) => choices.choose)
  const withFormat = (format: ProfileFormat, isWanted: boolean): ProfileFormat[] =>
    formatChoices
      .map((choice) => choice.format)
      .filter((one) => (one === format ? isWanted : formats.includes(one)))
  return (
    <fieldset className="release-formats">
      <legend>Formats</legend>
      {formatChoices.map(({ format, words }) => (
        <label key={format} className="release-check">
          <input
            type="checkbox"
            checked={formats.includes(format)}
            onChange={(event) => choose({ formats: withFormat(format, event.target.checked) })}
          />{' '}
          {words}
        </label>
      ))}
    </fieldset>
  )
}

interface ReleaseFormProps {
  readonly recipient: string
  readonly why: string
  readonly policyWords: string
  readonly onRecipient: (recipient: string) => void
  readonly onWhy: (why: string) => void
  readonly onSubmit: () => void
}

const ReleaseForm = ({ recipient, why, policyWords, onRecipient, onWhy, onSubmit }: ReleaseFormProps) => (
  <form
    className="release-form"
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    <Field
      label="Recipient"
      value={recipient}
      maxLength={200}
      note="The group or organisation that may hold it."
      onChange={(event) => onRecipient(event.target.value)}
    />
    <Field
      label="Why"
      value={why}
      maxLength={500}
      note="Kept in the register and the log."
      onChange={(event) => onWhy(event.target.value)}
    />
    <FormatChoice />
    <p className="small second">{policyWords}</p>
    <button type="submit" hidden>
      Release
    </button>
  </form>
)

/** Why a release cannot be made yet; null when it can. */
const whyNotYet = (
  recipient: string,
  why: string,
  formats: readonly ProfileFormat[],
  isPending: boolean,
): string | null => {
  if (recipient.trim() === '') return 'Say who receives it first.'
  if (why.trim() === '') return 'First say why it is being released.'
  if (formats.length === 0) return 'Choose a format first.'
  return isPending ? 'The release is being made.' : null
}

export const ReleaseDialog = ({ document, onClose }: ReleaseDialogProps) => {
  const policy = useProfileChoices((choices) => choices.policy)
  const [recipient, setRecipient] = useState('')
  const [why, setWhy] = useState('')
  const formats = useProfileChoices((choices) => choices.formats)
  const [name] = useState(() => fileName(document))
  const release = useRelease()
  const hold = useReleasedFiles((files) => files.hold)
  const failure = release.error ? readFailure(release.error) : null
  const isDone = release.data !== undefined && !release.data.refused
  const whyNot = whyNotYet(recipient, why, formats, release.isPending)
  const submit = () => {
    if (whyNot) return
    release.mutate(
      { formats: [...formats], policy, recipient: recipient.trim(), why: why.trim() },
      {
        onSuccess: ({ releaseId, contents }) => {
          if (releaseId !== null && contents) hold(releaseId, { name, files: contents })
        },
      },
    )
  }
  return (
    <Dialog
      open
      title={
        isDone ? `Edition ${name.replace(/.*-/, '')} is released` : `Release edition ${document.edition}`
      }
      summary={
        isDone
          ? 'The log and the register say so.'
          : 'Writes the profile as files that may be released, and searches them for every identifier first.'
      }
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
        <ReleaseForm
          recipient={recipient}
          why={why}
          policyWords={document.policy.words}
          onRecipient={setRecipient}
          onWhy={setWhy}
          onSubmit={submit}
        />
      )}
      {release.isPending ? <JobsStrip /> : null}
      {failure && failure.kind !== 'cancelled' ? (
        <Notice title={failure.happened} urgent>
          {failure.next}
        </Notice>
      ) : null}
      {release.data ? <Outcome released={release.data} /> : null}
    </Dialog>
  )
}
