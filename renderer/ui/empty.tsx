import type { ReactNode } from 'react'
import { useChoices } from '../state/choices.ts'
import type { ViewName } from '../state/view-names.ts'
import { Button } from './button.tsx'
import './empty.css'

interface EmptyProps {
  /** What is not there. */
  readonly title: string
  /** Why, and what it wants. */
  readonly children: ReactNode
  /** The view in which the next step is done. */
  readonly next?: { readonly view: ViewName; readonly words: string }
}

/** A view that has nothing to show yet: what, why, and the way to the next step. */
export const Empty = ({ title, children, next }: EmptyProps) => {
  const choose = useChoices((choices) => choices.choose)
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong> {children}
      </p>
      {next ? (
        <Button kind="primary" onClick={() => choose({ view: next.view })}>
          {next.words}
        </Button>
      ) : null}
    </div>
  )
}

export const addFiles = { view: 'sources', words: 'Add files in Sources' } as const
