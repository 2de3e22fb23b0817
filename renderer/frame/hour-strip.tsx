import type { DayRange } from '../state/choices.ts'
import { everyDay, formatDay, formatWeekday } from '../text/dates.ts'
import { formatCount } from '../text/numbers.ts'
import { countAxis } from '../ui/charts/scales.ts'
import { isHourly, type Step } from './timeline-model.ts'

interface HourStripProps {
  readonly width: number
  readonly height: number
  readonly brush: DayRange
  readonly steps: readonly Step[]
  readonly of: 'line' | 'case'
}

const bottomRoom = 16

/** Texts up and calls down from one axis, on one scale. */
export const BrushedHours = ({ width, height, brush, steps, of }: HourStripProps) => {
  const days = everyDay(brush.from, brush.to)
  const step = width / Math.max(1, steps.length)
  const largest = Math.max(1, ...steps.map(({ up, down }) => Math.max(up, down)))
  const { top } = countAxis(largest)
  const middle = (height - bottomRoom) / 2
  const tall = (value: number) => (value / top) * (middle - 2)
  const everyLabel = Math.max(1, Math.ceil(84 / (width / days.length)))
  return (
    <svg
      className="hours"
      width={width + 24}
      height={height}
      viewBox={`-24 0 ${width + 24} ${height}`}
      aria-hidden="true"
    >
      {days.map((day, index) => (
        <g key={day}>
          {index % everyLabel === 0 ? (
            <>
              <path className="hours-day" d={`M${(index * width) / days.length} 0V${height - bottomRoom}`} />
              <text className="chart-axis" x={(index * width) / days.length + 3} y={height - 3}>
                {isHourly(brush) ? formatWeekday(day) : formatDay(day)}
              </text>
            </>
          ) : null}
        </g>
      ))}
      {steps.map(({ key, up, down }) => (
        <g key={key}>
          {up > 0 ? (
            <rect
              className={of === 'line' ? 'strip-line' : 'strip-case'}
              x={key * step}
              y={middle - tall(up)}
              width={Math.max(1.5, step - 1)}
              height={tall(up)}
            />
          ) : null}
          {down > 0 ? (
            <rect
              className="hours-calls"
              x={key * step}
              y={middle}
              width={Math.max(1.5, step - 1)}
              height={tall(down)}
            />
          ) : null}
        </g>
      ))}
      <path className="chart-zero" d={`M0 ${middle}H${width}`} />
      <text className="chart-axis" x="-6" y="11" textAnchor="end">
        {formatCount(top)}
      </text>
      <text className="chart-axis" x="-6" y={height - bottomRoom} textAnchor="end">
        {formatCount(top)}
      </text>
    </svg>
  )
}
