import { verdictOf } from '../../text/hexagons.ts'
import { formatCount } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { type Comparison, compareHot, markOf } from './model.ts'
import type { DrawnLayer } from './use-places.ts'

const describe = (layer: DrawnLayer, hexagon: string): string | null => {
  const index = layer.hexagons.id.indexOf(hexagon)
  if (index < 0) return null
  const q = layer.hexagons.q[index] ?? Number.NaN
  const figure = Number.isNaN(q)
    ? layer.method === 'gi'
      ? `, ${verdictOf(false, false)}`
      : ''
    : `, ${layer.hexagons.hot[index] === 1 ? `hot ${markOf(layer.steps[index] ?? 0)}` : 'not hot'} q ${q.toFixed(3)}`
  return `${formatCount(layer.hexagons.count[index] ?? 0)} ${layer.layer.category ?? layer.title}${figure}`
}

interface CompareBandProps {
  readonly left: DrawnLayer | undefined
  readonly right: DrawnLayer | undefined
  readonly hovered: string | null
  /** What the pointer is over besides a hexagon: a point, a flow. */
  readonly hoveredWords: string | null
  readonly onSelect: (hexagon: string) => void
}

/** What the pointer is over; else in which layer hexagons are hot. */
export const CompareBand = ({ left, right, hovered, hoveredWords, onSelect }: CompareBandProps) => {
  const drawn = [left, right].filter((layer) => layer !== undefined)
  if (hovered || hoveredWords) {
    return (
      <div className="map-band">
        <strong>Under the pointer</strong>
        {hoveredWords ? <span>{hoveredWords}</span> : null}
        {drawn.map((layer) => (
          <span key={layer.of}>{hovered ? describe(layer, hovered) : null}</span>
        ))}
        <span className="mono second">{hovered}</span>
      </div>
    )
  }
  if (!left || !right || left.method !== 'gi') {
    return (
      <div className="map-band">
        <strong>Method</strong>
        <span>{drawn[0]?.methodWords}</span>
      </div>
    )
  }
  const compared: Comparison = compareHot(left.hexagons, right.hexagons)
  const part = (words: string, hexagons: readonly string[]) => (
    <span>
      {words}{' '}
      {hexagons[0] ? (
        <Button kind="link" onClick={() => onSelect(hexagons[0]!)}>
          {formatCount(hexagons.length)} {hexagons.length === 1 ? 'hexagon' : 'hexagons'}
        </Button>
      ) : (
        'no hexagon'
      )}
    </span>
  )
  return (
    <div className="map-band">
      <strong>Hot in which layer</strong>
      {part('both', compared.both)}
      {part('right, not left', compared.rightOnly)}
      {part('left, not right', compared.leftOnly)}
    </div>
  )
}
