import { formatCount } from '../../text/numbers.ts'
import { useWidth } from '../size.ts'
import { countAxis, type SeriesMeaning } from './scales.ts'
import './charts.css'

interface Bar {
  readonly label: string
  /** Null where suppressed. */
  readonly value: number | null
  readonly meaning?: SeriesMeaning
}

interface BarsProps {
  readonly bars: readonly Bar[]
  readonly meaning?: SeriesMeaning
  readonly labelWidth?: number
  /** So that several sets can be compared on one scale. */
  readonly largest?: number
  readonly suppressedWords?: string
}

/** Horizontal bars with the label before and the figure after each. */
export const Bars = ({
  bars,
  meaning = 'neutral',
  labelWidth = 90,
  largest = Math.max(1, ...bars.map((bar) => bar.value ?? 0)),
  suppressedWords = 'suppressed',
}: BarsProps) => {
  const [measure, width] = useWidth()
  const isStacked = width - labelWidth < 100
  const room = Math.max(20, width - (isStacked ? 0 : labelWidth) - 56)
  return (
    <div ref={measure} className="bars">
      {bars.map((bar) => (
        <div
          key={bar.label}
          className="bars-row"
          style={{ gridTemplateColumns: isStacked ? '1fr' : `${labelWidth}px 1fr` }}
        >
          <span className="bars-label">{bar.label}</span>
          {bar.value === null ? (
            <span className="bars-hidden">{suppressedWords}</span>
          ) : (
            <span className="bars-value">
              {bar.value === 0 ? null : (
                <svg width={Math.max(1.5, (bar.value / largest) * room)} height="10" aria-hidden="true">
                  <rect className={`fill-${bar.meaning ?? meaning}`} width="100%" height="10" />
                </svg>
              )}
              {formatCount(bar.value)}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

interface ColumnsChartProps {
  readonly values: readonly (number | null)[]
  readonly categories: readonly string[]
  readonly meaning?: SeriesMeaning
  readonly height?: number
  readonly showAxis?: boolean
}

/** Upright bars, one per category; a suppressed one is hatched. */
export const ColumnsChart = ({
  values,
  categories,
  meaning = 'neutral',
  height = 140,
  showAxis = true,
}: ColumnsChartProps) => {
  const [measure, width] = useWidth()
  const { top, ticks } = countAxis(Math.max(0, ...values.map((value) => value ?? 0)))
  const left = showAxis ? 30 : 0
  const bottom = showAxis ? 20 : 1
  const step = Math.max(1, (width - left) / Math.max(1, values.length))
  const y = (value: number) => height - bottom - (value / top) * (height - bottom - 8)
  const everyCategory = Math.max(1, Math.ceil(46 / step))
  return (
    <div ref={measure}>
      <svg width={width} height={height} aria-hidden="true">
        {showAxis
          ? ticks.map((tick) => (
              <g key={tick}>
                <path
                  className={tick === 0 ? 'chart-zero' : 'chart-hair'}
                  d={`M${left} ${y(tick)}H${width}`}
                />
                <text className="chart-axis" x={left - 4} y={y(tick) + 4} textAnchor="end">
                  {formatCount(tick)}
                </text>
              </g>
            ))
          : null}
        {values.map((value, index) => (
          <rect
            key={categories[index]}
            className={value === null ? 'fill-suppressed' : `fill-${meaning}`}
            x={left + index * step}
            y={value === null ? y(top * 0.1) : y(value)}
            width={Math.max(1.5, step - 1)}
            height={value === null ? height - bottom - y(top * 0.1) : height - bottom - y(value)}
          />
        ))}
        {showAxis
          ? categories.map((category, index) =>
              index % everyCategory === 0 ? (
                <text key={category} className="chart-axis" x={left + index * step} y={height - 4}>
                  {category}
                </text>
              ) : null,
            )
          : null}
      </svg>
    </div>
  )
}
