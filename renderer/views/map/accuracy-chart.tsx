import type { HotspotAccuracy } from '../../../analysis/contract/index.ts'
import { formatCount } from '../../text/numbers.ts'
import { DataForReaders } from '../../ui/charts/chart-frame.tsx'

const plotWidth = 112
const rowHeight = 26

const ticksFor = (most: number): readonly number[] => {
  const step = most > 20 ? 10 : most > 8 ? 5 : most > 3 ? 2 : 1
  return [0, 1, 2].map((place) => place * step * Math.ceil(most / step / 2))
}

const written = (value: number | null): string => (value === null ? '-' : value.toFixed(1))

/** PAI of the method (full dot) beside that of the baseline (hollow dot), at 1% and 5% of the area. */
export const AccuracyChart = ({
  accuracy,
  method,
}: {
  readonly accuracy: HotspotAccuracy
  readonly method: string
}) => {
  const { levels } = accuracy
  const most = Math.max(1, ...levels.flatMap((level) => [level.pai ?? 0, level.baselinePai ?? 0]))
  const ticks = ticksFor(most)
  const end = ticks.at(-1) ?? 1
  const x = (value: number) => 96 + (value / end) * plotWidth
  const height = levels.length * rowHeight
  return (
    <div className="map-accuracy">
      <svg width={276} height={height + 22} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${x(tick)} 0V${height}`} className="map-accuracy-rule" />
            <text x={x(tick)} y={height + 14} textAnchor="middle" className="map-caption">
              {tick === 0 ? '0' : `${tick}×`}
            </text>
          </g>
        ))}
        {levels.map((level, index) => (
          <g key={level.area} transform={`translate(0 ${index * rowHeight + rowHeight / 2})`}>
            <text y={4} className="map-accuracy-words">
              {Math.round(level.area * 100)}% of the area
            </text>
            <path d={`M${x(level.pai ?? 0)} 0H${x(level.baselinePai ?? 0)}`} className="map-accuracy-gap" />
            <circle cx={x(level.baselinePai ?? 0)} r={5} className="map-accuracy-baseline" />
            <circle cx={x(level.pai ?? 0)} r={5} className="map-accuracy-method" />
            <text x={x(Math.max(level.pai ?? 0, level.baselinePai ?? 0)) + 9} y={4} className="map-caption">
              {written(level.pai)} | {written(level.baselinePai)}
            </text>
          </g>
        ))}
      </svg>
      <DataForReaders
        title={accuracy.words}
        table={{
          columns: [
            'Share of the area',
            `PAI of ${method}`,
            'PAI of the counts before',
            'PEI',
            'PEI of the counts before',
          ],
          rows: levels.map((level) => [
            `${Math.round(level.area * 100)}%`,
            written(level.pai),
            written(level.baselinePai),
            level.pei?.toFixed(2) ?? '-',
            level.baselinePei?.toFixed(2) ?? '-',
          ]),
        }}
      />
      <p className="caption">
        Full dot {method}, hollow dot the counts of the months before. Share of what the best choice of as
        many places would have found (PEI){' '}
        {levels
          .map((level) => `${level.pei?.toFixed(2) ?? '-'} | ${level.baselinePei?.toFixed(2) ?? '-'}`)
          .join(' at 1%, ')}
        {levels.length > 1 ? ' at 5%' : ''}. {formatCount(accuracy.events)} rows in {accuracy.heldOut.length}{' '}
        held-out {accuracy.heldOut.length === 1 ? 'month' : 'months'}.
      </p>
    </div>
  )
}
