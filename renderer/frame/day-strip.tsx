import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
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

export const DayStrip = ({ width, days, range, brush, showBrush, notes, of, onBrush }: DayStripProps) => {
  const dragFrom = useRef<{
    readonly day: string
    readonly move: DayRange | null
    readonly key: string
  } | null>(null)
  const drags = useRef(0)
  const nextKey = () => {
    drags.current += 1
    return `drag ${drags.current}`
  }
  const surface = useRef<SVGSVGElement | null>(null)
  const length = daysBetween(range.from, range.to) + 1
  const perDay = width / length
  const bins = binDays(days, range, Math.floor(width / 3))
  const count = (bin: (typeof bins)[number]) => (of === 'line' ? bin.texts : bin.texts + bin.calls)
  const largest = Math.max(1, ...bins.map(count))
  const x = (day: string) => daysBetween(range.from, day) * perDay
  const shownNotes = placeNotes(
    notes.filter((note) => note.day >= range.from && note.day <= range.to),
    width,
    x,
  )
  const isUnder = (label: number, { at, side, words }: (typeof shownNotes)[number]): boolean => {
    if (side === null) return false
    const length = words.length * 6.4 + 8
    const start = side === 'left' ? at - length : at
    return label + 28 > start && label < start + length
  }
  const dayAt = (clientX: number): string => {
    const left = surface.current?.getBoundingClientRect().left ?? 0
    const index = Math.floor((clientX - left) / perDay)
    return addDays(range.from, Math.min(length - 1, Math.max(0, index)))
  }
  const start = (event: PointerEvent<SVGElement>, move: DayRange | null) => {
    event.stopPropagation()
    surface.current?.setPointerCapture(event.pointerId)
    dragFrom.current = { day: dayAt(event.clientX), move, key: nextKey() }
  }
  const drag = (event: PointerEvent) => {
    const from = dragFrom.current
    if (!from) return
    const day = dayAt(event.clientX)
    onBrush(
      from.move
        ? moveBrush(from.move, range, daysBetween(from.day, day))
        : brushBetween(from.day, day, range),
      from.key,
    )
  }
  const startHandle = (event: PointerEvent<SVGElement>, fixed: string) => {
    event.stopPropagation()
    surface.current?.setPointerCapture(event.pointerId)
    dragFrom.current = { day: fixed, move: null, key: nextKey() }
  }
  const handleKey = (which: 'from' | 'to') => (event: KeyboardEvent) => {
    const days = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (days === 0) return
    event.preventDefault()
    if (which === 'to') onBrush(resizeBrush(brush, range, days))
    else {
      const from = addDays(brush.from, days)
      if (from >= range.from && from <= brush.to) onBrush({ from, to: brush.to })
    }
  }
  const left = x(brush.from)
  const right = x(brush.to) + perDay
  const handles = [
    { which: 'from', at: left, day: brush.from, fixed: brush.to, words: 'First brushed day' },
    { which: 'to', at: right, day: brush.to, fixed: brush.from, words: 'Last brushed day' },
  ] as const
  return (
    <svg
      ref={surface}
      className="strip"
      width={width}
      height={height}
      onPointerDown={(event) => start(event, null)}
      onPointerMove={drag}
      onPointerUp={() => {
        dragFrom.current = null
      }}
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
      {bins.map((bin) => {
        const value = count(bin)
        const tall = (value / largest) * barHeight
        return value === 0 ? null : (
          <rect
            key={bin.from}
            className={of === 'line' ? 'strip-line' : 'strip-case'}
            x={x(bin.from)}
            y={barHeight + 3 - Math.max(1.5, tall)}
            width={Math.max(1.5, bin.days * perDay - 1)}
            height={Math.max(1.5, tall)}
          />
        )
      })}
      <path className="chart-zero" d={`M0 ${barHeight + 3.5}H${width}`} />
      {monthLabels(range, perDay, 46)
        .filter(({ index }) => shownNotes.every((note) => !isUnder(index * perDay, note)))
        .map(({ index, day }) => (
          <text key={day} className="chart-axis" x={index * perDay + 3} y={height - 7}>
            {formatMonth(day)}
            {day.slice(5, 7) === '01' && length > 370 ? ` ${day.slice(0, 4)}` : ''}
          </text>
        ))}
      {shownNotes.map((note) => {
        const { at, side, words } = note
        return (
          <g key={`${note.day} ${words}`}>
            <path className="strip-note" d={`M${at} 0V${side === null ? barHeight + 3 : height}`}>
              <title>{`${formatFullDay(note.day)}: ${words}`}</title>
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
      })}
      {(showBrush ? handles : []).map((handle) => (
        <g
          key={handle.which}
          className="strip-handle"
          role="slider"
          tabIndex={0}
          aria-label={handle.words}
          aria-valuemin={0}
          aria-valuemax={length - 1}
          aria-valuenow={daysBetween(range.from, handle.day)}
          aria-valuetext={formatFullDay(handle.day)}
          onKeyDown={handleKey(handle.which)}
          onPointerDown={(event) => startHandle(event, handle.fixed)}
        >
          <rect className="strip-target" x={handle.at - 12} y="0" width="24" height="26" />
          <rect className="strip-ring" x={handle.at - 7} y="2" width="14" height="22" />
          <path className="strip-edge" d={`M${handle.at} 0V${barHeight + 5}`} />
          <rect className="strip-grip" x={handle.at - 3} y="7" width="6" height="12" />
        </g>
      ))}
    </svg>
  )
}
