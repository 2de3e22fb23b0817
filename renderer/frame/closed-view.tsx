import type { Role } from '../../analysis/contract/index.ts'
import { useChoices } from '../state/choices.ts'
import { roleWords } from '../text/roles.ts'
import { Button } from '../ui/button.tsx'
import { ViewHeader } from '../ui/section.tsx'
import { isSeenBy, type RailEntry } from './view.ts'

const released: Partial<Record<RailEntry['name'], string>> = {
  people: 'the three groups, in counts that may be released',
  map: 'areas, in counts and rates that may be released',
  journeys: 'from arrest to treatment, in counts that may be released',
  profile: 'the market profile and its editions',
}

/** In place of a view that the role may not see: what it may see, and how to get there. */
export const ClosedView = ({
  entry,
  entries,
  role,
}: {
  readonly entry: RailEntry
  readonly entries: readonly RailEntry[]
  readonly role: Role
}) => {
  const choose = useChoices((choices) => choices.choose)
  const open = entries.filter((other) => isSeenBy(other, role))
  const name = roleWords[role].title.toLowerCase()
  return (
    <>
      <ViewHeader title={entry.words} />
      <div className="answer-state closed-view">
        <p>
          <strong>
            {entry.words} {entry.name === 'lines' || entry.name === 'sources' ? 'are' : 'is'} not shown to
            this role.
          </strong>{' '}
          You work as {name}, which sees {roleWords[role].sees}. These views are open to you:
        </p>
        <ul>
          {open.map((other) => (
            <li key={other.name}>
              <Button kind="link" onClick={() => choose({ view: other.name })}>
                {other.words}
              </Button>
              {released[other.name] ? <span className="second">: {released[other.name]}</span> : null}
            </li>
          ))}
        </ul>
        <p className="second">
          If your work needs more, change the role at the top right and say why; the log records it.
        </p>
      </div>
    </>
  )
}
