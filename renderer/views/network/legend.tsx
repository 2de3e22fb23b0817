import type { NetworkRole } from '../../../analysis/contract/index.ts'
import { roleNames } from './model.ts'
import { NodeGlyph } from './node-glyph.tsx'

const lines = [
  { certainty: 'recorded', words: 'recorded in rows' },
  { certainty: 'inferred', words: 'inferred by a method' },
  { certainty: 'assumed', words: 'assumed by an analyst' },
] as const

/** What shapes and line styles mean; only those that are drawn. */
export const Legend = ({ roles }: { readonly roles: readonly NetworkRole[] }) => (
  <div className="network-legend">
    <ul>
      {roles.map((role) => (
        <li key={role}>
          <NodeGlyph role={role} size={11} /> {roleNames[role]}
        </li>
      ))}
    </ul>
    <ul>
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
