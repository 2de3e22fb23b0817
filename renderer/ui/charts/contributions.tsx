import { scaleLinear } from 'd3-scale'
import { useState } from 'react'
import type { RowsQuestion } from '../../state/drill-down.ts'
import { formatCount, formatWeight, sumSentence } from '../../text/numbers.ts'
import { Button } from '../button.tsx'
import { Figure } from '../figure.tsx'
import type { Meaning } from '../glyph.tsx'
import { useWidth } from '../size.ts'
import { DataForReaders } from './chart-frame.tsx'
import './charts.css'

interface Contribution {
  readonly id: string
  readonly words: string
  readonly weight: number
  readonly rowCount: number | null
  readonly rows: RowsQuestion | null
}

interface ReasonBarsProps {
  readonly title: string
  readonly contributions: readonly Contribution[]
  readonly meaning?: Meaning
  /** The log-odds before any reason; null where the method has none. */
  readonly prior: number | null
  /** What the log-odds come to, 0 to 1. */
  readonly score: number | null
  /** Draws the first so many and says what the others come to. */
  readonly most?: number
  /** Leaves out what the reasons come to, where somebody reads them for the first time. */
  readonly withoutSum?: boolean
}

const labelRoom = 36

interface WeightScale {
  /** Pixels for all bars, without their labels. */
  readonly room: number
  readonly zero: number
  readonly x: (weight: number) => number
}

/** Weights for the line to the right of zero, weights against it to the left. */
const weightScale = (weights: readonly number[], room: number): WeightScale => {
  const lowest = Math.min(0, ...weights)
  const highest = Math.max(0.1, ...weights)
  const zero = lowest < 0 ? Math.max(22, (room * -lowest) / (highest - lowest)) : 0
  const above = scaleLinear().domain([0, highest]).range([zero, room])
  const below = scaleLinear().domain([lowest, 0]).range([0, zero])
  return { room, zero, x: (weight) => (weight < 0 ? below(weight) : above(weight)) }
}

interface ReasonRowProps {
  readonly contribution: Contribution
  readonly meaning: Meaning
  readonly scale: WeightScale
}

const ReasonRow = ({ contribution, meaning, scale: { room, zero, x } }: ReasonRowProps) => {
  const { words, weight, rowCount, rows } = contribution
  const from = Math.min(zero, x(weight))
  const to = Math.max(zero, x(weight))
  return (
    <div className="reason">
      <div className="reason-words">{words}</div>
      <svg className="reason-bar" width={room + labelRoom} height="12" aria-hidden="true">
        <rect
          className={weight < 0 ? 'fill-against' : `fill-${meaning}`}
          x={from}
          y="3"
          width={Math.max(1.5, to - from)}
          height="7"
        />
        <path className="zero" d={`M${zero} 1v11`} />
        <text className="chart-text" x={to + 5} y="11">
          {formatWeight(weight)}
        </text>
      </svg>
      <span className="reason-rows">
        {rowCount === null ? null : (
          <Figure of={words} rows={rowCount > 0 ? rows : null}>
            {formatCount(rowCount)}
          </Figure>
        )}
      </span>
    </div>
  )
}

/** Bars from a zero tick, weight at the end, rows at the far right, prior and sum beneath. */
export const ReasonBars = ({
  title,
  contributions,
  meaning = 'line',
  prior,
  score,
  most = 99,
  withoutSum = false,
}: ReasonBarsProps) => {
  const [measure, width] = useWidth()
  const weights = contributions.map((contribution) => contribution.weight)
  const rowRoom = contributions.some((contribution) => contribution.rowCount !== null) ? 60 : 0
  const scale = weightScale(weights, Math.max(40, width - rowRoom - labelRoom))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const [showsAll, showAll] = useState(false)
  const shown = showsAll || weights.length <= most + 1 ? weights.length : most
  const others = weights.slice(shown)
  const sumOfOthers = others.reduce((total, weight) => total + weight, 0)
  return (
    <div className="reasons" ref={measure}>
      {contributions.slice(0, shown).map((contribution) => (
        <ReasonRow key={contribution.id} contribution={contribution} meaning={meaning} scale={scale} />
      ))}
      {others.length > 0 ? (
        <p className="caption reason-others">
          <span>
            and {others.length} weaker, {formatWeight(sumOfOthers)} together
          </span>
          <Button kind="link" onClick={() => showAll(true)}>
            Show all
          </Button>
        </p>
      ) : null}
      {withoutSum ? null : (
        <div className="reason-sum">
          {prior === null || score === null ? (
            <span>Sum {formatWeight(sum)}</span>
          ) : (
            <span>{sumSentence(prior, sum, score)}</span>
          )}
        </div>
      )}
      <DataForReaders
        title={title}
        table={{
          columns: ['Reason', 'Weight', 'Rows'],
          rows: contributions.map((contribution) => [
            contribution.words,
            formatWeight(contribution.weight),
            contribution.rowCount ?? 'none',
          ]),
        }}
      />
    </div>
  )
}
