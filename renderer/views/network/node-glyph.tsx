import type { NetworkRole } from '../../../analysis/contract/index.ts'
import { isHollow, isLine, shapeOf } from './model.ts'
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
