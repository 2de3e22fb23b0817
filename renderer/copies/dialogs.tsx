import { CheckDialog } from './check-dialog.tsx'
import { CopiesDialog } from './copies-dialog.tsx'
import { DiagnosticsDialog } from './diagnostics-dialog.tsx'

/** The dialogs about the case as a whole; one at most is open. */
export const CopiesDialogs = () => (
  <>
    <CopiesDialog />
    <CheckDialog />
    <DiagnosticsDialog />
  </>
)
