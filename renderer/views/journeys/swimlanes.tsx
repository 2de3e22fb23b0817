import { scaleLinear } from 'd3-scale'
import type { PersonDetail } from '../../../analysis/contract/index.ts'
import { addDays, daysBetween, formatFullDay, formatMonth, formatRange } from '../../text/dates.ts'
import { plural } from '../../text/numbers.ts'
import { ChartFrame } from '../../ui/charts/chart-frame.tsx'
import { useWidth } from '../../ui/size.ts'
import { lanesOf, spanOf } from './model.ts'

const laneHeight = 34
const top = 8
const bottom = 24
const left = 148

const monthStarts = (from: string, to: string): string[] => {
  const starts: string[] = []
  let year = Number(from.slice(0, 4))
  let month = Number(from.slice(5, 7))
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > to) return starts
    if (day >= from) starts.push(day)
    year += month === 12 ? 1 : 0
    month = month === 12 ? 1 : month + 1
  }
}

interface SwimlaneProps {
  readonly lane: ReturnType<typeof lanesOf>[number]
  readonly laneTop: number
  readonly right: number
  readonly at: (day: string) => number
}

/** One lane: bars for what lasts, dots for what lasts a day. */
const Swimlane = ({ lane: { name, meaning, marks }, laneTop, right, at }: SwimlaneProps) => {
  const middle = laneTop + laneHeight / 2
  return (
    <g>
      <path className="chart-hair" d={`M${left} ${laneTop + laneHeight}H${right}`} />
      <text className="chart-text" x={left - 10} y={middle + 4} textAnchor="end">
        {name}
      </text>
      {marks.map((mark) => {
        const start = at(mark.from)
        const end = mark.isOpen ? right : mark.until ? at(mark.until) : start
        const key = `${mark.from} ${mark.until} ${mark.words}`
        return end - start > 6 ? (
          <rect
            key={key}
            className={`fill-${meaning}${mark.isOpen ? ' journey-open' : ''}`}
            x={start}
            y={middle - 6}
            width={end - start}
            height={12}
          >
            <title>{`${formatFullDay(mark.from)}: ${mark.words}`}</title>
          </rect>
        ) : (
          <circle key={key} className={`fill-${meaning}`} cx={start} cy={middle} r={5}>
            <title>{`${formatFullDay(mark.from)}: ${mark.words}`}</title>
          </circle>
        )
      })}
    </g>
  )
}

/** One person's records by kind along the days, and the lines that their numbers buy from. */
export const Swimlanes = ({ detail }: { readonly detail: PersonDetail }) => {
  const [measure, width] = useWidth()
  const lanes = lanesOf(detail)
  const span = spanOf(lanes)
  if (!span) return <p className="answer-state second">None of these records has a date.</p>
  const [from, to] = [addDays(span.from, -7), addDays(span.to, 7)]
  const x = scaleLinear()
    .domain([0, Math.max(1, daysBetween(from, to))])
    .range([left, Math.max(left + 80, width - 16)])
  const at = (day: string) => x(daysBetween(from, day))
  const height = top + lanes.length * laneHeight + bottom
  const months = monthStarts(from, to)
  const every = Math.max(1, Math.ceil((months.length * 56) / Math.max(1, width - left)))
  return (
    <ChartFrame
      level={2}
      title={`${detail.title}, ${formatRange(span.from, span.to)}`}
      caption="Each lane is a kind of record; a bar lasts, an open end has no last day in the source."
      table={{
        columns: ['Lane', 'From', 'Until', 'What'],
        rows: lanes.flatMap(({ name, marks }) =>
          marks.map((mark) => [
            name,
            mark.from,
            mark.until ?? (mark.isOpen ? 'open' : mark.from),
            mark.words,
          ]),
        ),
      }}
    >
      <div ref={measure}>
        <svg width={width} height={height} aria-hidden="true">
          {months.map((month, index) => (
            <g key={month}>
              <path className="chart-hair" d={`M${at(month)} ${top}V${height - bottom}`} />
              {index % every === 0 ? (
                <text className="chart-axis" x={at(month)} y={height - 6} textAnchor="middle">
                  {formatMonth(month)}
                  {index === 0 || month.slice(5, 7) === '01' ? ` ${month.slice(0, 4)}` : ''}
                </text>
              ) : null}
            </g>
          ))}
          {lanes.map((lane, index) => (
            <Swimlane
              key={lane.name}
              lane={lane}
              laneTop={top + index * laneHeight}
              right={Math.max(left + 80, width - 16)}
              at={at}
            />
          ))}
        </svg>
      </div>
      <p className="caption">{plural(detail.records.length, 'record')} in all.</p>
    </ChartFrame>
  )
}
