import type { CaseDescription } from '../../analysis/contract/index.ts'
import { useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import { isAnalyst } from '../state/narrowing.ts'
import { formatCount } from '../text/numbers.ts'
import { Lock } from '../ui/glyph.tsx'
import { useIsSmall } from '../ui/size.ts'
import { AnnouncementStrip } from './announcement-strip.tsx'
import { groups, isSeenBy } from './view.ts'
import { useRailEntries } from './views.ts'

export const Rail = ({ description }: { readonly description: CaseDescription | null }) => {
  const open = useChoices((choices) => choices.view)
  const choose = useChoices((choices) => choices.choose)
  const isSmall = useIsSmall()
  const isFolded = useLayout((layout) => layout.railFolded) || isSmall
  const singleKeys = useLayout((layout) => layout.singleKeys)
  const entries = useRailEntries()
  const last = entries.at(-1)?.digit
  return (
    <nav className={isFolded ? 'rail rail-folded' : 'rail'} aria-label="Views" data-region="rail">
      {groups.map((group) => {
        const inGroup = entries.filter((entry) => entry.group === group)
        if (inGroup.length === 0) return null
        return (
          <div key={group} className="rail-group">
            <h2 className="rail-heading">{group}</h2>
            <ul>
              {inGroup.map((entry) => {
                const isClosed = description !== null && !isSeenBy(entry, description.session.role)
                const counts = description && isAnalyst(description.session.role) ? description : null
                const waiting = counts ? (entry.view.waiting?.(counts) ?? 0) : 0
                const count = counts ? entry.view.count?.(counts) : undefined
                return (
                  <li key={entry.name}>
                    <button
                      type="button"
                      className="rail-entry"
                      aria-current={entry.name === open ? 'page' : undefined}
                      aria-keyshortcuts={singleKeys ? entry.digit : undefined}
                      onClick={() => choose({ view: entry.name })}
                    >
                      <span className="rail-digit" aria-hidden="true">
                        {entry.digit}
                      </span>
                      <span className="rail-words">{entry.words}</span>
                      {isClosed ? (
                        <span className="rail-closed">
                          <Lock />
                          <span className="unseen"> not shown to your role</span>
                        </span>
                      ) : waiting > 0 ? (
                        <span className="rail-waiting">
                          {formatCount(waiting)}
                          <span className="unseen"> waiting for you</span>
                        </span>
                      ) : count === undefined ? null : (
                        <span className="rail-count">{formatCount(count)}</span>
                      )}
                    </button>
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
      {isFolded ? null : <AnnouncementStrip of="calm" />}
      <p className="rail-foot">
        {singleKeys ? (
          <>
            1–{last} go to a view
            <br />? all keys
          </>
        ) : (
          'Ctrl K finds everything'
        )}
      </p>
    </nav>
  )
}
