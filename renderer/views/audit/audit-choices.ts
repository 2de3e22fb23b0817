import { create } from 'zustand'
import type { LoggedAction, Role } from '../../../analysis/contract/index.ts'
import { whenReset } from '../../state/choices.ts'
import { changeUndoably } from '../../state/undo.ts'

export const every = 'every'

interface AuditFilters {
  readonly action: LoggedAction | typeof every
  readonly role: Role | typeof every
  readonly text: string
  readonly from: string
  readonly to: string
}

interface AuditChoices extends AuditFilters {
  readonly sequence: number | null
  readonly choose: (sequence: number | null) => void
  readonly filter: (change: Partial<AuditFilters>) => void
}

export const noFilters: AuditFilters = { action: every, role: every, text: '', from: '', to: '' }

/** The chosen entry of the log and the filters; no other view knows of them. */
export const useAuditChoices = create<AuditChoices>()(() => ({
  ...noFilters,
  sequence: null,
  choose: (sequence) =>
    changeUndoably<Pick<AuditChoices, 'sequence'>>(useAuditChoices, 'the choice of an entry', { sequence }),
  filter: (change) =>
    changeUndoably<AuditFilters>(
      useAuditChoices,
      'a filter of the log',
      change,
      `audit ${Object.keys(change).join(' ')}`,
    ),
}))

whenReset(() => useAuditChoices.setState({ ...noFilters, sequence: null }))
