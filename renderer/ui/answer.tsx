import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { readFailure } from '../engine/failures.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

interface AnswerProps<Data> {
  readonly query: UseQueryResult<Data>
  /** What is being read: "lines", "the customers of Comet". */
  readonly of: string
  /** Shown while nothing is asked for. */
  readonly notChosen?: ReactNode
  readonly isEmpty?: (data: Data) => boolean
  /** Why there is nothing, and what to do. */
  readonly empty?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** The five states of anything asked of the engine: not chosen, loading, empty, failed, answered. */
export const Answer = <Data,>({ query, of, notChosen, isEmpty, empty, children }: AnswerProps<Data>) => {
  if (query.error) {
    const failure = readFailure(query.error)
    return (
      <div className="answer-state">
        <Notice
          title={failure.happened}
          urgent
          actions={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {failure.next}
        </Notice>
      </div>
    )
  }
  if (query.data === undefined) {
    if (query.fetchStatus === 'idle')
      return notChosen ? <div className="answer-state second">{notChosen}</div> : null
    return (
      <div className="answer-state second" role="status">
        Reading {of}
      </div>
    )
  }
  if (isEmpty?.(query.data)) return <div className="answer-state second">{empty}</div>
  return children(query.data)
}
