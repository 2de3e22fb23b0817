import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import './dialog.css'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  /** One sentence under the title. */
  readonly summary?: ReactNode
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly drawer?: boolean
  readonly onClose: () => void
}

export const Dialog = ({ open, title, summary, children, actions, wide, drawer, onClose }: DialogProps) => (
  <RadixDialog.Root
    open={open}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose()
    }}
  >
    <RadixDialog.Portal>
      <div className="dialog-behind" aria-hidden="true" />
      <RadixDialog.Content
        className={`dialog${wide ? ' dialog-wide' : ''}${drawer ? ' dialog-drawer' : ''}`}
        aria-describedby={undefined}
      >
        <header className="dialog-head">
          <RadixDialog.Title className="dialog-title">{title}</RadixDialog.Title>
          {summary ? <p className="dialog-summary">{summary}</p> : null}
          <RadixDialog.Close className="button dialog-close">Close</RadixDialog.Close>
        </header>
        <div className="dialog-body">{children}</div>
        {actions ? <footer className="dialog-actions">{actions}</footer> : null}
      </RadixDialog.Content>
    </RadixDialog.Portal>
  </RadixDialog.Root>
)
