import { type Bar, Bars } from './bars.tsx'
import type { SeriesMeaning } from './line-chart.tsx'
import './charts.css'

export interface SmallMultiple {
  readonly title: string
  readonly meaning: SeriesMeaning
  readonly bars: readonly Bar[]
}

export interface SmallMultiplesProps {
  readonly multiples: readonly SmallMultiple[]
  readonly labelWidth?: number
}

/** The same bars for several groups, side by side on one scale. */
export const SmallMultiples = ({ multiples, labelWidth }: SmallMultiplesProps) => {
  const largest = Math.max(1, ...multiples.flatMap(({ bars }) => bars.map((bar) => bar.value ?? 0)))
  return (
    <div className="multiples" style={{ gridTemplateColumns: `repeat(${multiples.length}, minmax(0, 1fr))` }}>
      {multiples.map((multiple) => (
        <div key={multiple.title}>
          <h4 className="multiples-title">{multiple.title}</h4>
          <Bars bars={multiple.bars} meaning={multiple.meaning} largest={largest} labelWidth={labelWidth} />
        </div>
      ))}
    </div>
  )
}
