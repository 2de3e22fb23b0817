import { useState } from 'react'
import type { Line } from '../../analysis/contract/index.ts'
import { useCommand } from '../commands/registry.ts'
import { useCase, useGroups, useLines } from '../engine/questions.ts'
import { type Choices, useChoices } from '../state/choices.ts'
import { useLayout, useLayoutKnown } from '../state/layout.ts'
import { usePeopleChoices } from '../state/people-choices.ts'
import { formatCount, plural } from '../text/numbers.ts'
import { Button } from '../ui/button.tsx'

interface Step {
  readonly words: string
  /** What the click does, and what it is called; the last step has none. */
  readonly next: { readonly label: string; readonly go: () => void } | null
}

type Groups = ReturnType<typeof useGroups>['data']

/** What the customers are: people and numbers add up to what the groups show. */
const whoTheyAre = (groups: Groups): string => {
  const counts = groups?.groups ?? []
  const known = counts.filter(({ group }) => group !== 'unattributed')
  if (counts.length === 0 || counts.some(({ count }) => count === null)) return ''
  const people = known.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const nobody = known.find(({ group }) => group === 'not-known')?.count ?? 0
  const numbers = counts.find(({ group }) => group === 'unattributed')?.count ?? 0
  return `${plural(people, 'person', 'people')}, of whom no service knows ${formatCount(nobody)}, and ${plural(numbers, 'number')} that no source ties to anybody.`
}

const stepsOf = (line: Line, groups: Groups, choose: (change: Partial<Choices>) => void): readonly Step[] => [
  {
    words: 'New here? Three clicks show the way: a line, who buys from it, and the profile.',
    next: { label: 'Show me a line', go: () => choose({ view: 'lines', lineId: line.line, number: null }) },
  },
  {
    words: `${line.name} is a deal line with ${plural(line.customers.length, 'customer')}. On the right are the reasons, for and against. An underlined figure opens its rows; the links under the name show the customers on the network and the map.`,
    next: {
      label: 'Show me its customers',
      go: () => {
        usePeopleChoices.setState({ group: null, page: 'people' })
        choose({ view: 'people', lineId: line.line })
      },
    },
  },
  {
    words: `These are the customers of ${line.name}: ${whoTheyAre(groups)} Choose a row to see why records were joined.`,
    next: { label: 'Show me the profile', go: () => choose({ view: 'profile' }) },
  },
  {
    words:
      'This is what may be released: it identifies nobody. Release, at the right, writes it as PDF, Word, a web page and tables. Help at the top explains each view; Ctrl Z undoes anything.',
    next: null,
  },
]

/** Shown by itself once, on the sample county; afterwards when asked for. */
export const Tour = () => {
  const { data: description } = useCase()
  const { data: found } = useLines()
  const isSeen = useLayout((layout) => layout.tourSeen)
  const isLayoutKnown = useLayoutKnown(({ isKnown }) => isKnown)
  const change = useLayout((layout) => layout.change)
  const choose = useChoices((choices) => choices.choose)
  const [at, setAt] = useState(0)
  const [isAsked, setAsked] = useState(false)
  const line = found?.lines.find(({ accepted }) => accepted)
  useCommand(
    'start-tour',
    () => {
      setAt(0)
      setAsked(true)
    },
    line ? null : 'Open the sample county first, or find lines in your own case.',
  )
  const isOffered = isLayoutKnown && description?.synthetic === true && line !== undefined && !isSeen
  const { data: groups } = useGroups(line?.line ?? null, null)
  const steps = line ? stepsOf(line, groups, choose) : []
  const step = steps[at]
  if (!step || !(isAsked || isOffered)) return null
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
              next.go()
              setAsked(true)
              setAt(at + 1)
            }}
          >
            {next.label}
          </Button>
        ) : null}
        <Button onClick={leave}>{next ? (at === 0 ? 'No, thank you' : 'End the tour') : 'Done'}</Button>
        <span className="caption">{at === 0 ? '' : `${at} of ${steps.length - 1}`}</span>
      </div>
    </aside>
  )
}
