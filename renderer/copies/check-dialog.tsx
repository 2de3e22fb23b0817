import { useEffect, useRef } from 'react'
import type { Verification } from '../../analysis/contract/index.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { plural } from '../text/numbers.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { JobsStrip } from '../ui/jobs-strip.tsx'
import { Notice } from '../ui/notice.tsx'
import { FailureNotice } from './copies-dialog.tsx'
import './copies.css'
import { useCheckCase } from './use-copies.ts'

const comparedWords = (found: Verification): string =>
  found.knownCopies > 0
    ? `The end of the log was compared with ${plural(found.knownCopies, 'copy', 'copies')}.`
    : 'No copy is known, so that a log cut at its end would not be seen: make one.'

const Outcome = ({ found }: { readonly found: Verification }) => (
  <>
    {found.ok ? (
      <p>
        <strong>The case is whole.</strong> {plural(found.files, 'file')} with {plural(found.rowsRead, 'row')}{' '}
        add up, {plural(found.tables.length, 'table')} were read from front to back, and every one of{' '}
        {plural(found.logEntries, 'log entry', 'log entries')} follows from the one before it.{' '}
        {comparedWords(found)}
      </p>
    ) : (
      <>
        <Notice title={found.damaged ? 'The case is damaged.' : 'Something is wrong with this case.'} urgent>
          {found.advice}
        </Notice>
        <ul className="copies-problems">
          {found.problems.map((problem) => (
            <li key={problem}>{problem}.</li>
          ))}
        </ul>
      </>
    )}
    {found.notes.map((note) => (
      <p key={note} className="second">
        {note}.
      </p>
    ))}
  </>
)

/** Reads the whole case and says what, where, and what to do. */
export const CheckDialog = () => {
  const { dialog, show, close } = useCaseDialog()
  const check = useCheckCase()
  const isOpen = dialog === 'check'
  const start = useRef(check.mutate)
  start.current = check.mutate
  useEffect(() => {
    if (isOpen) start.current()
  }, [isOpen])
  return (
    <Dialog
      open={isOpen}
      title="Check this case"
      summary="Every value is read, and nothing is changed."
      onClose={close}
      actions={
        <>
          {check.data ? <Button onClick={() => show('copies')}>Copies of this case</Button> : null}
          <Button
            kind="primary"
            whyNot={check.isPending ? 'It is being checked.' : null}
            hideReason
            onClick={() => check.mutate()}
          >
            Check again
          </Button>
        </>
      }
    >
      <div className="copies" aria-live="polite">
        <JobsStrip />
        <FailureNotice error={check.error} />
        {check.isPending ? <p className="second">Reading the case.</p> : null}
        {check.data && !check.isPending ? <Outcome found={check.data} /> : null}
      </div>
    </Dialog>
  )
}
