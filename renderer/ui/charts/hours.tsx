import type { Meaning } from '../glyph.tsx'
import { useWidth } from '../size.ts'
import { DataForReaders } from './chart-frame.tsx'
import { rampStep } from './scales.ts'
import './charts.css'

type Ramp = Extract<Meaning, 'line' | 'harm' | 'person'> | 'grey'

interface HourStripProps {
  /** 24 counts, midnight first. */
  readonly hours: readonly number[]
  readonly ramp?: Ramp
}

const busiestHour = (hours: readonly number[]): number => hours.indexOf(Math.max(...hours))

export const HourStrip = ({ hours, ramp = 'line' }: HourStripProps) => {
  const largest = Math.max(...hours)
  return (
    <svg
      width={24 * 6}
      height="14"
      role="img"
      aria-label={
        largest > 0 ? `busiest from ${String(busiestHour(hours)).padStart(2, '0')}:00` : 'no hours known'
      }
    >
      {hours.map((count, hour) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
          key={hour}
          className={`ramp-${ramp}-${rampStep(count, largest)}`}
          x={hour * 6}
          y="0"
          width="5"
          height="14"
        />
      ))}
    </svg>
  )
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

interface HourOfWeekProps {
  readonly title: string
  /** 7 x 24 counts, Monday and midnight first. */
  readonly week: readonly (readonly number[])[]
  readonly ramp?: Ramp
}

const labelRoom = 34
const squareHeight = 15

export const HourOfWeek = ({ title, week, ramp = 'line' }: HourOfWeekProps) => {
  const [measure, width] = useWidth()
  const squareWidth = Math.max(6, (width - labelRoom) / 24)
  const largest = Math.max(0, ...week.flat())
  return (
    <div ref={measure} className="week">
      <svg width={labelRoom + squareWidth * 24} height={7 * squareHeight + 18} aria-hidden="true">
        {weekdayNames.map((day, row) => (
          <g key={day}>
            <text className="chart-axis" x="0" y={row * squareHeight + 11}>
              {day}
            </text>
            {Array.from({ length: 24 }, (_, hour) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
                key={hour}
                className={`ramp-${ramp}-${rampStep(week[row]?.[hour] ?? 0, largest)}`}
                x={labelRoom + hour * squareWidth}
                y={row * squareHeight}
                width={squareWidth - 1}
                height={squareHeight - 1}
              />
            ))}
          </g>
        ))}
        {[0, 6, 12, 18, 23].map((hour) => (
          <text
            key={hour}
            className="chart-axis"
            x={labelRoom + hour * squareWidth + (hour === 23 ? squareWidth : 0)}
            y={7 * squareHeight + 14}
            textAnchor={hour === 23 ? 'end' : 'start'}
          >
            {String(hour).padStart(2, '0')}
          </text>
        ))}
      </svg>
      <DataForReaders
        title={title}
        table={{
          columns: ['Day', ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)],
          rows: weekdayNames.map((day, row) => [
            day,
            ...Array.from({ length: 24 }, (_, hour) => week[row]?.[hour] ?? 0),
          ]),
        }}
      />
    </div>
  )
}
