import { formatBytes, plural } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Warning } from '../../ui/glyph.tsx'
import { kindChoices, missingFields } from './model.ts'
import { useReadAs } from './use-import.ts'
import { useWaiting, type WaitingFile } from './waiting.ts'

const stateWords = (file: WaitingFile): string => {
  if (file.state === 'handing-over')
    return `handing over, ${Math.floor((file.sent / Math.max(1, file.sizeBytes)) * 100)}%`
  if (file.state === 'reading') return 'reading what it is'
  if (file.state === 'failed') return ''
  const missing = file.preview ? missingFields(file.preview, file.mapping) : []
  return missing.length > 0 ? `choose the column for ${missing.join(', ')}` : 'ready'
}

interface WaitingListProps {
  readonly isLoading: boolean
  readonly whyNot: string | null
  readonly onLoad: () => void
  readonly onCancel: () => void
}

/** Files that were added and are not in the case yet: what each was recognised as, and why. */
export const WaitingList = ({ isLoading, whyNot, onLoad, onCancel }: WaitingListProps) => {
  const { files, chosenKey, choose, remove } = useWaiting()
  const readAs = useReadAs()
  const ready = files.filter((file) => file.state === 'ready')
  if (files.length === 0) return null
  return (
    <section className="waiting" aria-label="Files waiting to be loaded">
      <header className="waiting-head">
        <h2 className="panel-title">{plural(files.length, 'file')} to load</h2>
        <span className="second small">Each was recognised by its content. Nothing is in the case yet.</span>
        <span className="waiting-actions">
          {isLoading ? null : (
            <Button onClick={onCancel}>
              {files.every((file) => file.state === 'failed') ? 'Clear' : 'Leave all out'}
            </Button>
          )}
          <Button kind="primary" whyNot={isLoading ? 'Loading now.' : whyNot} hideReason onClick={onLoad}>
            Load {plural(ready.length, 'file')}
          </Button>
        </span>
      </header>
      <ul className="waiting-list">
        {files.map((file) => (
          <li
            key={file.key}
            className={file.key === chosenKey ? 'waiting-row waiting-chosen' : 'waiting-row'}
          >
            <button
              type="button"
              className="waiting-name"
              aria-pressed={file.key === chosenKey}
              onClick={() => choose(file.key)}
            >
              {file.name}
            </button>
            <span className="second">{formatBytes(file.sizeBytes)}</span>
            {file.state === 'failed' ? (
              <span className="waiting-problem" role="alert">
                <Warning />
                <span>
                  <strong>{file.problem?.happened}</strong> {file.problem?.next}
                </span>
              </span>
            ) : (
              <>
                <Select
                  label={`${file.name} is`}
                  hideLabel
                  value={file.mapping?.kind ?? file.preview?.kind ?? 'people'}
                  choices={kindChoices}
                  disabled={file.state !== 'ready'}
                  onChange={(kind) => void readAs(file, kind)}
                />
                <span className="second">{file.preview?.layout ?? ''}</span>
                <span className="second">{stateWords(file)}</span>
              </>
            )}
            <Button kind="link" onClick={() => remove([file.key])}>
              Leave out<span className="unseen"> {file.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
