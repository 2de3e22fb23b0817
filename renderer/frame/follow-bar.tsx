import type { ReactNode } from 'react'
import { CommandButton } from '../commands/command-button.tsx'
import { useDaysInForce, useLineName, useRole, useSomebodyName } from '../engine/followed.ts'
import { useChoices } from '../state/choices.ts'
import { exceptionOf, isWholeCase, type NarrowingKind, narrowingsOf } from '../state/narrowing.ts'
import { formatRange } from '../text/dates.ts'
import { Glyph } from '../ui/glyph.tsx'
import { journeysPageOf, useJourneysChoices } from '../views/journeys/journeys-choices.ts'
import './follow-bar.css'

const glyphs: Readonly<Record<NarrowingKind, ReactNode>> = {
  line: <Glyph meaning="line" size={10} />,
  somebody: <Glyph meaning="person" size={10} />,
  cell: <Glyph meaning="place" size={10} />,
  days: null,
}

const useNames = () => {
  const days = useDaysInForce()
  return {
    line: useLineName() ?? 'the chosen line',
    somebody: useSomebodyName() ?? 'the chosen person',
    cell: 'the cell chosen on the map',
    days: days ? formatRange(days.from, days.to) : '',
  }
}

/** Says what the open view is narrowed by, and takes each away again. */
export const FollowBar = () => {
  const choices = useChoices()
  const role = useRole()
  const names = useNames()
  const page = journeysPageOf(
    useJourneysChoices((state) => state.page),
    choices,
  )
  const narrowings = narrowingsOf(choices, role, page)
  const isWhole = isWholeCase(choices)
  const somebody = choices.personId === null && choices.number === null ? null : names.somebody
  const exception = exceptionOf(choices, role, page, { somebody })
  if (narrowings.length === 0 && !isWhole && exception === null) return null
  return (
    <section className="follow" aria-label="What this view is narrowed to">
      {narrowings.length > 0 ? (
        <>
          <span className="follow-words">Only what concerns</span>
          <ul className="follow-chips">
            {narrowings.map(({ kind, without }) => (
              <li key={kind}>
                <button type="button" className="follow-chip" onClick={() => choices.choose(without)}>
                  {glyphs[kind]}
                  <span>{names[kind]}</span>
                  <span aria-hidden="true">×</span>
                  <span className="unseen">, take away</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : isWhole ? (
        <span className="follow-words">
          This view is about the whole case; what you chose narrows the others.
        </span>
      ) : null}
      {exception ? <span className="caption follow-exception">{exception}</span> : null}
      {narrowings.length > 0 || isWhole ? <CommandButton name="clear-selection" kind="link" /> : null}
    </section>
  )
}
