import { useState } from 'react'
import { type Backups, type CaseCopy, may } from '../../analysis/contract/index.ts'
import { readFailure } from '../engine/failures.ts'
import { useCase } from '../engine/questions.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { formatInstant } from '../text/dates.ts'
import { formatBytes, formatCount } from '../text/numbers.ts'
import { Answer } from '../ui/answer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { JobsStrip } from '../ui/jobs-strip.tsx'
import { Notice } from '../ui/notice.tsx'
import { CopySettings } from './copy-settings.tsx'
import './copies.css'
import { cautionWords, isGood, lastCopyWords, reasonWords, roomWords, stateWords } from './model.ts'
import { useCopies, useMakeCopy, useRestore } from './use-copies.ts'

export const FailureNotice = ({ error }: { readonly error: unknown }) => {
  if (!error) return null
  const failure = readFailure(error)
  if (failure.kind === 'cancelled') return null
  return (
    <Notice title={failure.happened} urgent>
      {failure.next}
    </Notice>
  )
}

interface ConfirmProps {
  readonly copy: CaseCopy
  readonly casePath: string
  readonly isBusy: boolean
  readonly onRestore: (replace: string | null) => void
  readonly onKeep: () => void
}

const Confirm = ({ copy, casePath, isBusy, onRestore, onKeep }: ConfirmProps) => (
  <fieldset className="copies-confirm" aria-label="Restore this copy">
    <p>
      The case as it is now is set aside under a name of its own beside it; nothing is overwritten. Work done
      after {formatInstant(copy.madeAt)} is in the one set aside.
    </p>
    <div className="view-controls">
      <Button
        kind="primary"
        autoFocus
        whyNot={isBusy ? 'It is being restored.' : null}
        hideReason
        onClick={() => onRestore(casePath)}
      >
        Put it in place of the case
      </Button>
      <Button whyNot={isBusy ? 'It is being restored.' : null} hideReason onClick={() => onRestore(null)}>
        Open it as a new case
      </Button>
      <Button onClick={onKeep}>Not now</Button>
    </div>
  </fieldset>
)

/** With no case open the window does not know its role, and the engine alone refuses. */
const useKeepsCopies = (): boolean => {
  const role = useCase().data?.session.role
  return role === undefined || may(role, 'keepsCopies')
}

const CopyList = ({ backups }: { readonly backups: Backups }) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const restore = useRestore()
  const keepsCopies = useKeepsCopies()
  return (
    <>
      <FailureNotice error={restore.error} />
      <ul className="copies-list" aria-label="Copies, newest first">
        {backups.copies.map((copy) => (
          <li key={copy.path} className="copies-entry">
            <div className="copies-line">
              <strong>{formatInstant(copy.madeAt)}</strong>
              <span className="second">
                {reasonWords(copy.why)} by {copy.madeBy}
              </span>
              <span className="copies-figure">{formatCount(copy.rows)} rows</span>
              <span className="copies-figure">{formatBytes(copy.sizeBytes)}</span>
              <span className={isGood(copy) ? 'copies-state' : 'copies-state copies-bad'}>
                {stateWords(copy)}
              </span>
              <Button
                aria-label={`Restore the copy of ${formatInstant(copy.madeAt)}`}
                aria-expanded={chosen === copy.path}
                whyNot={
                  !keepsCopies
                    ? 'Only a hub analyst restores.'
                    : isGood(copy)
                      ? null
                      : 'Only a verified copy that is there can be restored.'
                }
                hideReason
                onClick={() => setChosen(chosen === copy.path ? null : copy.path)}
              >
                Restore
              </Button>
            </div>
            <p className="caption copies-path">{copy.path}</p>
            {cautionWords(copy) ? <p className="small">{cautionWords(copy)}</p> : null}
            {chosen === copy.path ? (
              <Confirm
                copy={copy}
                casePath={backups.casePath}
                isBusy={restore.isPending}
                onRestore={(replace) => restore.mutate({ copy, replace })}
                onKeep={() => setChosen(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The copies of the open case, or of one that does not open: when the last good one was made, another, and the way back. */
export const CopiesDialog = () => {
  const { dialog, path, because, close } = useCaseDialog()
  const query = useCopies(path)
  const keepsCopies = useKeepsCopies()
  const make = useMakeCopy()
  const isOpenCase = path === null
  return (
    <Dialog
      open={dialog === 'copies'}
      wide
      title={isOpenCase ? 'Copies of this case' : 'Copies of a case that does not open'}
      summary="Each is written at one moment, opened again and compared row for row."
      onClose={close}
      actions={
        isOpenCase ? (
          <Button
            kind="primary"
            whyNot={make.isPending ? 'A copy is being made.' : null}
            hideReason
            onClick={() => make.mutate()}
          >
            Make a copy now
          </Button>
        ) : undefined
      }
    >
      <div className="copies">
        {because ? (
          <Notice title="The case cannot be opened." urgent>
            {because} Restore the newest verified copy below; the damaged file is kept.
          </Notice>
        ) : null}
        <Answer query={query} of="the copies" notChosen="Open a case to see its copies.">
          {(backups) => (
            <>
              <p className="copies-last">
                <strong>{lastCopyWords(backups.lastVerifiedAt, Date.now())}</strong>{' '}
                <span className="second">{roomWords(backups.neededBytes, backups.freeBytes)}</span>
              </p>
              <JobsStrip />
              <FailureNotice error={make.error} />
              {backups.lastFailure && !make.isPending ? (
                <Notice title={`The copy of ${formatInstant(backups.lastFailure.at)} could not be made.`}>
                  {backups.lastFailure.message}
                </Notice>
              ) : null}
              {backups.copies.length > 0 ? (
                <CopyList backups={backups} />
              ) : (
                <p className="second">
                  {isOpenCase
                    ? 'Nothing would be left if this file were lost. Make a copy now.'
                    : 'None is known on this machine. Plug in the disk that holds one, then open the copy itself.'}
                </p>
              )}
              {isOpenCase && keepsCopies ? <CopySettings key={backups.folder} backups={backups} /> : null}
              {isOpenCase && !keepsCopies ? (
                <p className="second">When and where copies are made is for the hub to set.</p>
              ) : null}
              <p className="caption">
                A copy is unencrypted and names people, like the case: keep it on an encrypted disk.
              </p>
            </>
          )}
        </Answer>
      </div>
    </Dialog>
  )
}
