import { useState } from 'react'
import type { Line } from '../../analysis/contract/index.ts'
import { useCommand } from '../commands/registry.ts'
import { useCase, useGroups, useLines } from '../engine/questions.ts'
import { type Choices, useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import { formatCount, formatShare, plural } from '../text/numbers.ts'
import { Button } from '../ui/button.tsx'

interface Step {
  readonly words: string
  /** What the click does, and what it is called; the last step has none. */
  readonly next: { readonly label: string; readonly choice: Partial<Choices> } | null
}

const knownToNobody = (groups: ReturnType<typeof useGroups>['data']): string => {
  const counts = groups?.groups ?? []
  const all = counts.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const nobody = counts.find(({ group }) => group === 'not-known')?.count
  if (!nobody || all === 0) return 'Some of them are known to nobody.'
  return `${formatCount(nobody)} of ${formatCount(all)} (${formatShare(nobody / all)}) are known to no treatment service.`
}

const stepsOf = (line: Line | undefined, groups: ReturnType<typeof useGroups>['data']): readonly Step[] => [
  {
    words: 'Three clicks show the way: a deal line, the people who buy from it, and the profile.',
    next: { label: 'Show me a line', choice: { job: 'lines', lineId: line?.line ?? null } },
  },
  {
    words: line
      ? `${line.name} is a deal line with ${plural(line.customers.length, 'customer')}. On the right are the reasons, for and against. Every underlined figure opens the rows behind it.`
      : 'Candidate lines stand here, with the reasons for and against each.',
    next: { label: 'Show me its customers', choice: { job: 'people' } },
  },
  {
    words: `These are the people who buy. ${knownToNobody(groups)} Choose a row to see why records were joined; the network and the map follow what is chosen.`,
    next: { label: 'Show me the profile', choice: { job: 'profile' } },
  },
  {
    words:
      'This is what may leave: nothing in it identifies anyone. Release writes it as PDF, Word, a web page and tables. That is all; Help at the top explains each view.',
    next: null,
  },
]

/** Shown by itself once, on the sample county; afterwards when asked for. */
export const Tour = () => {
  const { data: description } = useCase()
  const { data: found } = useLines()
  const { data: groups } = useGroups(null, null)
  const isSeen = useLayout((layout) => layout.tourSeen)
  const change = useLayout((layout) => layout.change)
  const choose = useChoices((choices) => choices.choose)
  const [at, setAt] = useState(0)
  const [isAsked, setAsked] = useState(false)
  useCommand(
    'start-tour',
    () => {
      setAt(0)
      setAsked(true)
    },
    description ? null : 'Open a case first, or the sample county.',
  )
  const line = found?.lines.find(({ accepted }) => accepted)
  const isOffered = description?.synthetic === true && line !== undefined && !isSeen
  if (!description || !(isAsked || isOffered)) return null
  const steps = stepsOf(line, groups)
  const step = steps[at]
  if (!step) return null
  const leave = () => {
    setAsked(false)
    setAt(0)
    change({ tourSeen: true })
  }
  const { next } = step
  return (
    <aside className="tour" aria-label="Showing you round">
      <p role="status">{step.words}</p>
      <div className="tour-actions">
        {next ? (
          <Button
            kind="primary"
            onClick={() => {
              choose(next.choice)
              setAsked(true)
              setAt(at + 1)
            }}
          >
            {next.label}
          </Button>
        ) : null}
        <Button onClick={leave}>{next ? 'No, thank you' : 'Done'}</Button>
        <span className="caption">{at === 0 ? '' : `${at} of ${steps.length - 1}`}</span>
      </div>
    </aside>
  )
}
