import type { NetworkRole } from '../../../analysis/contract/index.ts'
import { isHollow, isLine, roleNames, shapeOf } from './model.ts'
import { markOf } from './picture.ts'

/** The mark of a role, as the drawing has it. */
export const NodeGlyph = ({ role, size = 12 }: { readonly role: NetworkRole; readonly size?: number }) => {
  const points = /points="([^"]+)"/.exec(markOf(shapeOf(role), { x: 6, y: 6 }, 4.8, ''))?.[1]
  const meaning = isLine(role) ? 'line' : 'person'
  const className = `network-mark network-mark-${isHollow(role) ? 'hollow-' : ''}${meaning}`
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {points ? <polygon points={points} /> : <circle cx="6" cy="6" r="4.8" />}
    </svg>
  )
}

const lines = [
  { certainty: 'recorded', words: 'recorded in rows' },
  { certainty: 'inferred', words: 'inferred by a method' },
  { certainty: 'assumed', words: 'assumed by an analyst' },
] as const

interface LegendProps {
  readonly roles: readonly NetworkRole[]
  readonly hasGroups: boolean
  readonly hasPinned: boolean
}

/** What shapes and line styles mean; only those that are drawn. */
export const Legend = ({ roles, hasGroups, hasPinned }: LegendProps) => (
  <div className="network-legend">
    <ul>
      {roles.map((role) => (
        <li key={role}>
          <NodeGlyph role={role} size={11} /> {roleNames[role]}
        </li>
      ))}
    </ul>
    <ul>
      {hasGroups ? (
        <li>
          <GroupGlyph /> group made by hand, how many
        </li>
      ) : null}
      {hasPinned ? (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle className="network-pinned" cx="6" cy="6" r="4" />
          </svg>{' '}
          pinned by you
        </li>
      ) : null}
      {lines.map(({ certainty, words }) => (
        <li key={certainty}>
          <svg width="34" height="8" aria-hidden="true">
            <path className={`network-line edge-${certainty}`} d="M0 4H34" />
          </svg>{' '}
          {words}
        </li>
      ))}
    </ul>
  </div>
)

/** The mark of a closed group, as the picture has it. */
export const GroupGlyph = ({ count }: { readonly count?: number }) => (
  <svg className="network-group-mark" width="24" height="14" viewBox="0 0 24 14" aria-hidden="true">
    <rect x="1" y="1" width="22" height="12" rx="3" />
    <rect x="3.5" y="3.5" width="17" height="7" rx="1.5" />
    {count === undefined ? null : (
      <text x="12" y="10.4" textAnchor="middle">
        {count}
      </text>
    )}
  </svg>
)
