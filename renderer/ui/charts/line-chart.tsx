import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { formatCount } from '../../text/numbers.ts'
import { useWidth } from '../table/use-width.ts'
import { countAxis, spread } from './scales.ts'
import './charts.css'

export type SeriesMeaning = 'line' | 'person' | 'place' | 'harm' | 'treatment' | 'neutral'

export interface Series {
  readonly name: string
  readonly meaning: SeriesMeaning
  readonly dashed: boolean
  /** Null where suppressed or not computable: the line breaks there. */
  readonly values: readonly (number | null)[]
}

export interface LineChartProps {
  readonly categories: readonly string[]
  readonly series: readonly Series[]
  readonly height?: number
  /** Room at the right for the labels at the ends of the lines. */
  readonly labelRoom?: number
  readonly format?: (value: number) => string
}

const axisRoom = 30
const bottomRoom = 22

/** Lines labelled at their ends. Wrap it in a `ChartFrame` with the data as a table. */
export const LineChart = ({
  categories,
  series,
  height = 140,
  labelRoom = 190,
  format = formatCount,
}: LineChartProps) => {
  const [measure, width] = useWidth()
  const { top, ticks } = countAxis(
    Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))),
  )
  const right = Math.max(axisRoom + 60, width - labelRoom)
  const x = scaleLinear()
    .domain([0, Math.max(1, categories.length - 1)])
    .range([axisRoom + 6, right])
  const y = scaleLinear()
    .domain([0, top])
    .range([height - bottomRoom, 8])
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0))
  const ends = series.map(({ values }) => {
    const index = values.findLastIndex((value) => value !== null)
    return index < 0 ? null : { index, value: values[index] ?? 0 }
  })
  const labels = spread(
    ends.map((end) => (end ? y(end.value) : height)),
    14,
    height - bottomRoom,
  )
  const everyCategory = Math.max(1, Math.ceil((categories.length * 42) / Math.max(1, right - axisRoom)))
  return (
    <div ref={measure}>
      <svg width={width} height={height} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <path
              className={tick === 0 ? 'chart-zero' : 'chart-hair'}
              d={`M${axisRoom} ${y(tick)}H${right}`}
            />
            <text className="chart-axis" x={axisRoom - 4} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {categories.map((category, index) =>
          index % everyCategory === 0 ? (
            <text key={category} className="chart-axis" x={x(index)} y={height - 5} textAnchor="middle">
              {category}
            </text>
          ) : null,
        )}
        {series.map((one, index) => {
          const end = ends[index]
          return (
            <g key={one.name}>
              <path
                className={`chart-line stroke-${one.meaning}${one.dashed ? ' chart-dashed' : ''}`}
                d={draw([...one.values]) ?? ''}
              />
              {end ? (
                <>
                  <circle className={`fill-${one.meaning}`} cx={x(end.index)} cy={y(end.value)} r="3" />
                  <text
                    className={`chart-label text-${one.meaning}`}
                    x={x(end.index) + 8}
                    y={(labels[index] ?? 0) + 4}
                  >
                    {one.name} {format(end.value)}
                  </text>
                </>
              ) : null}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
