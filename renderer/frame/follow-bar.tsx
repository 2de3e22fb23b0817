import type { ReactNode } from 'react'
import { CommandButton } from '../commands/command-button.tsx'
import { useDaysInForce, useLineName, useRole, useSomebodyName } from '../engine/followed.ts'
import { useLines } from '../engine/questions.ts'
import { useChoices } from '../state/choices.ts'
import { journeysPageOf, useJourneysChoices } from '../state/journeys-choices.ts'
import {
  exceptionOf,
  isLimited,
  isWholeCase,
  type NarrowingKind,
  narrowingsOf,
  withoutPicked,
} from '../state/narrowing.ts'
import { formatRange } from '../text/dates.ts'
import { Glyph } from '../ui/glyph.tsx'
import './follow-bar.css'

const glyphs: Readonly<Record<NarrowingKind, ReactNode>> = {
  line: <Glyph meaning="line" size={10} />,
  somebody: <Glyph meaning="person" size={10} />,
  hexagon: <Glyph meaning="place" size={10} />,
  days: null,
}

const useNames = () => {
  const days = useDaysInForce()
  return {
    line: useLineName() ?? 'the chosen line',
    somebody: useSomebodyName() ?? 'the chosen person',
    hexagon: 'the hexagon chosen on the map',
    days: days ? formatRange(days.from, days.to) : '',
  }
}

const Chip = ({
  kind,
  name,
  onRemove,
}: {
  readonly kind: NarrowingKind
  readonly name: string
  readonly onRemove: () => void
}) => (
  <button type="button" className="follow-chip" onClick={onRemove}>
    {glyphs[kind]}
    <span>{name}</span>
    <span aria-hidden="true">×</span>
    <span className="unseen">, remove</span>
  </button>
)

/** Says what the open view is narrowed by, and takes each away again. */
export const FollowBar = () => {
  const choices = useChoices()
  const role = useRole()
  const names = useNames()
  const hasLines = (useLines().data?.lines.length ?? 0) > 0
  const page = journeysPageOf(
    useJourneysChoices((state) => state.page),
    choices,
  )
  const narrowings = narrowingsOf(choices, role, page)
  const isWhole = isWholeCase(choices)
  const somebody = choices.personId === null && choices.number === null ? null : names.somebody
  const exception = exceptionOf(choices, role, page, { somebody })
  const without = withoutPicked(choices, role)
  // The bar is there before a node is chosen: were it to come with the choice, the picture would move under the pointer.
  const isNetwork = choices.view === 'network' && !isLimited(role) && hasLines
  if (narrowings.length === 0 && !isWhole && exception === null && without === null && !isNetwork) return null
  return (
    <section className="follow" aria-label="What this view is narrowed to">
      {narrowings.length > 0 ? (
        <>
          <span className="follow-words">Only what concerns</span>
          <ul className="follow-chips">
            {narrowings.map(({ kind, without }) => (
              <li key={kind}>
                <Chip kind={kind} name={names[kind]} onRemove={() => choices.choose(without)} />
              </li>
            ))}
          </ul>
        </>
      ) : isWhole ? (
        <span className="follow-words">
          This view is about the whole case; what you chose narrows the others.
        </span>
      ) : null}
      {without ? (
        <>
          <span className="follow-words">Lines, Map and Journeys follow</span>
          <Chip kind="somebody" name={names.somebody} onRemove={() => choices.choose(without)} />
        </>
      ) : isNetwork && narrowings.length === 0 ? (
        <span className="follow-words">Lines, Map and Journeys follow the node that you choose.</span>
      ) : null}
      {exception ? <span className="caption follow-exception">{exception}</span> : null}
      {narrowings.length > 0 || isWhole || without ? (
        <CommandButton name="clear-selection" kind="link" />
      ) : null}
    </section>
  )
}
