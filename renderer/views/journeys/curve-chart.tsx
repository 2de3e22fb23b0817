import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { JourneyCurve } from '../../../analysis/contract/index.ts'
import { formatShare } from '../../text/numbers.ts'
import { ChartFrame } from '../../ui/charts/chart-frame.tsx'
import { spread } from '../../ui/charts/scales.ts'
import { useWidth } from '../../ui/size.ts'
import { type CurvePoint, longestShown, pointsOf, shareBy } from './model.ts'

const height = 190
const left = 40
const bottom = 24
const labelRoom = 190
const ticks = [0, 28, 90, 180]

const meaningOf = (of: JourneyCurve['of']) => (of === 'positive' ? 'treatment' : 'neutral')

/** Shares who have begun treatment by day since arrest, each with its 95% interval. */
export const CurveChart = ({ curves }: { readonly curves: readonly JourneyCurve[] }) => {
  const [measure, width] = useWidth()
  const drawn = curves.map((curve) => ({ curve, points: pointsOf(curve) }))
  const most = Math.max(0.02, ...drawn.flatMap(({ points }) => points.map(({ high }) => high)))
  const right = Math.max(left + 80, width - labelRoom)
  const x = scaleLinear().domain([0, longestShown]).range([left, right])
  const y = scaleLinear()
    .domain([0, most])
    .nice(4)
    .range([height - bottom, 8])
  const path = line<CurvePoint>()
    .curve(curveStepAfter)
    .x(({ day }) => x(day))
    .y(({ share }) => y(share))
  const band = area<CurvePoint>()
    .curve(curveStepAfter)
    .x(({ day }) => x(day))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
  const labels = spread(
    drawn.map(({ points }) => y(points.at(-1)?.share ?? 0)),
    15,
    height - bottom,
  )
  return (
    <ChartFrame
      level={2}
      title="How soon people begin treatment after arrest"
      caption="Share who have begun, by days since arrest, with its 95% interval; people seen for less time count as far as they are seen (Kaplan-Meier). People in treatment when arrested are left out."
      table={{
        columns: ['Group', '28 days', '90 days', '180 days', 'People followed'],
        rows: curves.map((curve) => [
          curve.words,
          formatShare(shareBy(curve, 28)),
          formatShare(shareBy(curve, 90)),
          formatShare(shareBy(curve, 180)),
          curve.people,
        ]),
      }}
    >
      <div ref={measure}>
        <svg width={width} height={height} aria-hidden="true">
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <path className={tick === 0 ? 'chart-zero' : 'chart-hair'} d={`M${left} ${y(tick)}H${right}`} />
              <text className="chart-axis" x={left - 6} y={y(tick) + 4} textAnchor="end">
                {formatShare(tick)}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick} className="chart-axis" x={x(tick)} y={height - 6} textAnchor="middle">
              {tick === 0 ? 'arrest' : `${tick} days`}
            </text>
          ))}
          {drawn.map(({ curve, points }, index) => {
            const meaning = meaningOf(curve.of)
            return (
              <g key={curve.of}>
                <path className={`journey-band fill-${meaning}`} d={band(points) ?? ''} />
                <path
                  className={`chart-line stroke-${meaning}${curve.of === 'arrested' ? ' chart-dashed' : ''}`}
                  d={path(points) ?? ''}
                />
                <text className={`chart-label text-${meaning}`} x={right + 8} y={(labels[index] ?? 0) + 4}>
                  {curve.words} {formatShare(shareBy(curve, longestShown))}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
    </ChartFrame>
  )
}
