import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import type { DayCount } from '../engine/questions.ts'
import type { DayRange } from '../state/choices.ts'
import { addDays, daysBetween, formatFullDay, formatMonth } from '../text/dates.ts'
import { binDays } from '../ui/charts/day-bins.ts'
import { brushBetween, monthLabels, moveBrush, placeNotes, resizeBrush } from './timeline-model.ts'

interface DayStripProps {
  readonly width: number
  readonly days: readonly DayCount[]
  readonly range: DayRange
  readonly brush: DayRange
  /** Whether the brush is drawn; it is not while nothing follows it. */
  readonly showBrush: boolean
  readonly notes: readonly { readonly day: string; readonly words: string }[]
  readonly of: 'line' | 'case'
  /** Steps of one drag carry its key. */
  readonly onBrush: (brush: DayRange, drag?: string) => void
}

const barHeight = 22
const height = 44

interface Drag {
  readonly day: string
  /** The brush as it was when it was taken hold of; null while a new one is drawn. */
  readonly move: DayRange | null
  readonly key: string
}

/** Drags of the pointer over the strip: they draw a brush, move it, or move one end of it. */
const useBrushDrag = (
  surface: RefObject<SVGSVGElement | null>,
  range: DayRange,
  perDay: number,
  onBrush: DayStripProps['onBrush'],
) => {
  const current = useRef<Drag | null>(null)
  const drags = useRef(0)
  const dayAt = (clientX: number): string => {
    const left = surface.current?.getBoundingClientRect().left ?? 0
    const index = Math.floor((clientX - left) / perDay)
    return addDays(range.from, Math.min(daysBetween(range.from, range.to), Math.max(0, index)))
  }
  const begin = (event: PointerEvent<SVGElement>, day: string, move: DayRange | null) => {
    event.stopPropagation()
    surface.current?.setPointerCapture(event.pointerId)
    drags.current += 1
    current.current = { day, move, key: `drag ${drags.current}` }
  }
  return {
    start: (event: PointerEvent<SVGElement>, move: DayRange | null) =>
      begin(event, dayAt(event.clientX), move),
    startAtEnd: (event: PointerEvent<SVGElement>, fixed: string) => begin(event, fixed, null),
    drag: (event: PointerEvent) => {
      const from = current.current
      if (!from) return
      const day = dayAt(event.clientX)
      onBrush(
        from.move
          ? moveBrush(from.move, range, daysBetween(from.day, day))
          : brushBetween(from.day, day, range),
        from.key,
      )
    },
    end: () => {
      current.current = null
    },
  }
}

interface Handle {
  readonly which: 'from' | 'to'
  readonly at: number
  readonly day: string
  /** The brushed day at the other end, which stays. */
  readonly fixed: string
  readonly words: string
}

interface BrushHandleProps extends Pick<DayStripProps, 'range' | 'brush' | 'onBrush'> {
  readonly handle: Handle
  readonly onStart: (event: PointerEvent<SVGElement>, fixed: string) => void
}

/** One end of the brush, for the pointer and for the arrow keys. */
const BrushHandle = ({ handle, range, brush, onBrush, onStart }: BrushHandleProps) => {
  const onKeyDown = (event: KeyboardEvent) => {
    const days = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (days === 0) return
    event.preventDefault()
    if (handle.which === 'to') onBrush(resizeBrush(brush, range, days))
    else {
      const from = addDays(brush.from, days)
      if (from >= range.from && from <= brush.to) onBrush({ from, to: brush.to })
    }
  }
  return (
    <g
      className="strip-handle"
      role="slider"
      tabIndex={0}
      aria-label={handle.words}
      aria-valuemin={0}
      aria-valuemax={daysBetween(range.from, range.to)}
      aria-valuenow={daysBetween(range.from, handle.day)}
      aria-valuetext={formatFullDay(handle.day)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => onStart(event, handle.fixed)}
    >
      <rect className="strip-target" x={handle.at - 12} y="0" width="24" height="26" />
      <rect className="strip-ring" x={handle.at - 7} y="2" width="14" height="22" />
      <path className="strip-edge" d={`M${handle.at} 0V${barHeight + 5}`} />
      <rect className="strip-grip" x={handle.at - 3} y="7" width="6" height="12" />
    </g>
  )
}

type PlacedNote = ReturnType<typeof placeNotes>[number]

const isUnder = (label: number, { at, side, words }: PlacedNote): boolean => {
  if (side === null) return false
  const length = words.length * 6.4 + 8
  const start = side === 'left' ? at - length : at
  return label + 28 > start && label < start + length
}

const StripNote = ({ note: { at, side, words, day } }: { readonly note: PlacedNote }) => (
  <g>
    <path className="strip-note" d={`M${at} 0V${side === null ? barHeight + 3 : height}`}>
      <title>{`${formatFullDay(day)}: ${words}`}</title>
    </path>
    {side === null ? null : (
      <text
        className="strip-words"
        x={side === 'left' ? at - 4 : at + 4}
        y={height - 7}
        textAnchor={side === 'left' ? 'end' : 'start'}
      >
        {words}
      </text>
    )}
  </g>
)

const DayBars = ({
  days,
  range,
  of,
  width,
  perDay,
}: Pick<DayStripProps, 'days' | 'range' | 'of' | 'width'> & { readonly perDay: number }) => {
  const bins = binDays(days, range, Math.floor(width / 3))
  const count = (bin: (typeof bins)[number]) => (of === 'line' ? bin.texts : bin.texts + bin.calls)
  const largest = Math.max(1, ...bins.map(count))
  return bins.map((bin) => {
    const value = count(bin)
    const tall = Math.max(1.5, (value / largest) * barHeight)
    return value === 0 ? null : (
      <rect
        key={bin.from}
        className={of === 'line' ? 'strip-line' : 'strip-case'}
        x={daysBetween(range.from, bin.from) * perDay}
        y={barHeight + 3 - tall}
        width={Math.max(1.5, bin.days * perDay - 1)}
        height={tall}
      />
    )
  })
}

export const DayStrip = (props: DayStripProps) => {
  const { width, range, brush, showBrush, notes, onBrush } = props
  const surface = useRef<SVGSVGElement | null>(null)
  const length = daysBetween(range.from, range.to) + 1
  const perDay = width / length
  const { start, startAtEnd, drag, end } = useBrushDrag(surface, range, perDay, onBrush)
  const x = (day: string) => daysBetween(range.from, day) * perDay
  const shownNotes = placeNotes(
    notes.filter((note) => note.day >= range.from && note.day <= range.to),
    width,
    x,
  )
  const left = x(brush.from)
  const right = x(brush.to) + perDay
  const handles: readonly Handle[] = [
    { which: 'from', at: left, day: brush.from, fixed: brush.to, words: 'First brushed day' },
    { which: 'to', at: right, day: brush.to, fixed: brush.from, words: 'Last brushed day' },
  ]
  return (
    <svg
      ref={surface}
      className="strip"
      width={width}
      height={height}
      onPointerDown={(event) => start(event, null)}
      onPointerMove={drag}
      onPointerUp={end}
    >
      <title>{showBrush ? 'Activity by day, with the brushed days' : 'Activity by day'}</title>
      <rect className="strip-surface" width={width} height={height} />
      {showBrush ? (
        <rect
          className="strip-brush"
          x={left}
          y="0"
          width={Math.max(2, right - left)}
          height={barHeight + 4}
          onPointerDown={(event) => start(event, brush)}
        />
      ) : null}
      <DayBars {...props} perDay={perDay} />
      <path className="chart-zero" d={`M0 ${barHeight + 3.5}H${width}`} />
      {monthLabels(range, perDay, 46)
        .filter(({ index }) => shownNotes.every((note) => !isUnder(index * perDay, note)))
        .map(({ index, day }) => (
          <text key={day} className="chart-axis" x={index * perDay + 3} y={height - 7}>
            {formatMonth(day)}
            {day.slice(5, 7) === '01' && length > 370 ? ` ${day.slice(0, 4)}` : ''}
          </text>
        ))}
      {shownNotes.map((note) => (
        <StripNote key={`${note.day} ${note.words}`} note={note} />
      ))}
      {(showBrush ? handles : []).map((handle) => (
        <BrushHandle
          key={handle.which}
          handle={handle}
          range={range}
          brush={brush}
          onBrush={onBrush}
          onStart={startAtEnd}
        />
      ))}
    </svg>
  )
}
