import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { DiagnosticsBundle } from '../../analysis/contract/index.ts'
import { useEngine } from '../engine/engine-context.ts'
import { useRefused } from '../engine/refused.ts'
import { saveBlob } from '../engine/table-export.ts'
import { useAnnouncement } from '../state/announcement.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { formatBytes, formatCount, plural } from '../text/numbers.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FailureNotice } from './copies-dialog.tsx'
import './copies.css'

const searchedWords = ({ searchedFor, leftOut }: DiagnosticsBundle): string => {
  const searched =
    searchedFor === null
      ? 'No case is open, so there was nothing to search it for.'
      : `It was searched for ${formatCount(searchedFor)} identifiers of this case: none is in it.`
  return leftOut > 0 ? `${searched} ${plural(leftOut, 'passage was', 'passages were')} left out.` : searched
}

const Content = ({ bundle }: { readonly bundle: DiagnosticsBundle }) => (
  <>
    <p>
      {searchedWords(bundle)} No name, number, path, case name, file name or query is in it; sizes are orders
      of magnitude.
    </p>
    <ul className="diagnostics-files" aria-label="What would be saved">
      {bundle.files.map((file) => (
        <li key={file.file}>
          <details>
            <summary>
              <strong className="mono">{file.file}</strong> <span className="second">{file.says}</span>
            </summary>
            <section
              className="diagnostics-text"
              aria-label={`What ${file.file} holds`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
              tabIndex={0}
            >
              <pre className="mono">{file.text}</pre>
            </section>
          </details>
        </li>
      ))}
    </ul>
  </>
)

/** Shows all that a bundle for whoever mends Hubline would hold, before it is saved. */
export const DiagnosticsDialog = () => {
  const engine = useEngine()
  const { dialog, close } = useCaseDialog()
  const isOpen = dialog === 'diagnostics'
  const refused = useRefused()
  const look = useMutation({
    mutationFn: () => engine.diagnostics.show({ refusedElsewhere: refused.data?.elsewhere }),
  })
  const save = useMutation({
    mutationFn: (digest: string) => engine.diagnostics.save({ digest }),
    onSuccess: ({ file, bytes }) => {
      saveBlob(file, bytes)
      useAnnouncement.getState().say(`${file} saved; the log says so.`)
      close()
    },
  })
  const start = useRef(look.mutate)
  start.current = look.mutate
  useEffect(() => {
    if (isOpen) start.current()
  }, [isOpen])
  const bundle = look.data
  return (
    <Dialog
      open={isOpen}
      wide
      title="Save diagnostics"
      summary="For whoever mends Hubline. Read it first: nothing has left."
      onClose={close}
      actions={
        <Button
          kind="primary"
          whyNot={
            !bundle || look.isPending ? 'It is being gathered.' : save.isPending ? 'It is being saved.' : null
          }
          hideReason
          onClick={() => bundle && save.mutate(bundle.digest)}
        >
          {bundle ? `Save ${formatBytes(bundle.sizeBytes)}` : 'Save'}
        </Button>
      }
    >
      <div className="copies">
        <FailureNotice error={look.error ?? save.error} />
        {look.isPending ? (
          <p className="second" role="status">
            Gathering it, and searching it for every identifier of the case.
          </p>
        ) : null}
        {bundle && !look.isPending ? <Content bundle={bundle} /> : null}
      </div>
    </Dialog>
  )
}
