import { scaleLinear } from 'd3-scale'
import { formatDay, formatMonth, parseDay } from '../../text/dates.ts'
import { formatPhone, formatShare } from '../../text/numbers.ts'
import { useWidth } from '../size.ts'
import { DataForReaders } from './chart-frame.tsx'
import './charts.css'

export type Certainty = 'recorded' | 'inferred' | 'assumed'

interface LineageDotsProps {
  /** How each number after the first took over from the one before it. */
  readonly links: readonly Certainty[]
  readonly passedOver?: boolean
}

/** One hollow dot per former number, a full one for the number now; dashed where a method inferred the step. */
export const LineageDots = ({ links, passedOver }: LineageDotsProps) => {
  const step = 18
  const width = links.length * step + 12
  return (
    <svg
      width={width}
      height="12"
      role="img"
      aria-label={`${links.length + 1} ${links.length === 0 ? 'number' : 'numbers'}`}
      className={passedOver ? 'lineage-passed' : 'lineage-dots'}
    >
      {links.map((link, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a step of a lineage is named by its place
          key={index}
          className={`edge-${link}`}
          d={`M${index * step + 9} 6H${(index + 1) * step + 3}`}
        />
      ))}
      {[...links, null].map((_, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a number of a lineage is named by its place
          key={index}
          className={index === links.length ? 'lineage-now' : 'lineage-former'}
          cx={index * step + 6}
          cy="6"
          r="3.5"
        />
      ))}
    </svg>
  )
}

interface LineageNumber {
  readonly number: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly succession: {
    readonly words: string
    readonly shareKept: number
    readonly certainty: Certainty
  } | null
}

interface LineageChartProps {
  readonly numbers: readonly LineageNumber[]
  readonly from: string
  readonly to: string
}

const rowStep = 33
const axisRoom = 18
const charWidth = 7.25

const monthStarts = (from: string, to: string): string[] => {
  const starts: string[] = []
  const date = new Date(parseDay(from))
  date.setUTCDate(1)
  while (date.getTime() <= parseDay(to)) {
    if (date.getTime() >= parseDay(from)) starts.push(date.toISOString().slice(0, 10))
    date.setUTCMonth(date.getUTCMonth() + 1)
  }
  return starts
}

interface NumberBarProps {
  readonly number: LineageNumber
  readonly before: LineageNumber | undefined
  readonly top: number
  readonly width: number
  readonly x: (day: string) => number
}

/** The step from the number before, with how much of its traffic was kept where there is room for the words. */
const TakeoverStep = ({ number, before, top, width, x }: NumberBarProps) => {
  const { succession } = number
  if (!succession || !before) return null
  const start = x(number.firstSeen)
  const bend = start + 0.6
  const words = `${succession.words} ${formatShare(succession.shareKept)}`.trim()
  const wordsWidth = words.length * 5.6 + 6
  const side = start + wordsWidth < width ? 'after' : start - wordsWidth > 0 ? 'before' : null
  return (
    <>
      <path
        className={`lineage-step edge-${succession.certainty}`}
        d={`M${x(before.lastSeen)} ${top - rowStep + 20.5}H${bend}V${top + 20.5}H${start}`}
      />
      {side === null ? null : (
        <text
          className="chart-axis chart-halo"
          x={side === 'after' ? bend + 6 : bend - 6}
          y={top + 3}
          textAnchor={side === 'after' ? 'start' : 'end'}
        >
          {words}
        </text>
      )}
    </>
  )
}

const NumberBar = (props: NumberBarProps) => {
  const { number, before, top, width, x } = props
  const start = x(number.firstSeen)
  const end = Math.max(start + 3, x(number.lastSeen))
  const words = formatPhone(number.number)
  const wordsWidth = words.length * charWidth
  const isBeside = before !== undefined && start - wordsWidth - 8 > 0
  return (
    <g>
      <TakeoverStep {...props} />
      <rect className="fill-line" x={start} y={top + 16} width={end - start} height="8" />
      <text
        className="chart-number chart-halo"
        x={isBeside ? start - 8 : Math.min(start, width - wordsWidth)}
        y={isBeside ? top + 24 : top + 11}
        textAnchor={isBeside ? 'end' : 'start'}
      >
        {words}
      </text>
    </g>
  )
}

export const LineageChart = ({ numbers, from, to }: LineageChartProps) => {
  const [measure, width] = useWidth()
  const x = scaleLinear()
    .domain([parseDay(from), Math.max(parseDay(to), parseDay(from) + 86_400_000)])
    .range([0, Math.max(100, width)])
  const dayX = (day: string) => x(parseDay(day))
  const height = numbers.length * rowStep + axisRoom
  const months = monthStarts(from, to)
  const everyMonth = Math.max(1, Math.ceil(months.length / Math.max(1, Math.floor(width / 44))))
  return (
    <div ref={measure} className="lineage">
      <svg width={width} height={height} aria-hidden="true">
        {months.map((month, index) =>
          index % everyMonth === 0 ? (
            <g key={month}>
              <path className="chart-hair" d={`M${dayX(month)} 0V${height - axisRoom}`} />
              <text className="chart-axis" x={dayX(month) + 3} y={height - 3}>
                {formatMonth(month)}
              </text>
            </g>
          ) : null,
        )}
        {numbers.map((number, index) => (
          <NumberBar
            key={number.number}
            number={number}
            before={numbers[index - 1]}
            top={index * rowStep}
            width={width}
            x={dayX}
          />
        ))}
      </svg>
      <DataForReaders
        title="Lineage of numbers"
        table={{
          columns: ['Number', 'From', 'To', 'How it took over'],
          rows: numbers.map((number) => [
            formatPhone(number.number),
            formatDay(number.firstSeen),
            formatDay(number.lastSeen),
            number.succession
              ? `${number.succession.words}, ${formatShare(number.succession.shareKept)} kept, ${number.succession.certainty}`
              : 'the first number',
          ]),
        }}
      />
    </div>
  )
}
