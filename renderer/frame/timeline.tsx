import { useMemo } from 'react'
import { useCommand } from '../commands/registry.ts'
import { useRange, useShownLineId } from '../engine/followed.ts'
import { useCase, useDays, useHours, useLines, usePerson, useTimelineNotes } from '../engine/questions.ts'
import { type DayRange, type Subject, subjectOf, useChoices } from '../state/choices.ts'
import { formatShortRange, formatWeekday } from '../text/dates.ts'
import { formatCount, formatPhone } from '../text/numbers.ts'
import { Button } from '../ui/button.tsx'
import { DataForReaders } from '../ui/charts/chart-frame.tsx'
import { binDays } from '../ui/charts/day-bins.ts'
import { useWidth } from '../ui/size.ts'
import { DayStrip } from './day-strip.tsx'
import { BrushedHours } from './hour-strip.tsx'
import {
  brushedSteps,
  isHourly,
  isSilent,
  lastActiveWeek,
  lastWeek,
  moveBrush,
  resizeBrush,
} from './timeline-model.ts'
import './timeline.css'

const labelRoom = 128
const rightRoom = 20
const longestName = 8

/** What the timeline is about; one object while nothing changes, so that questions are not asked again. */
const useSubject = (): Subject => {
  const choices = useChoices()
  const shownLine = useShownLineId()
  const chosen = subjectOf(choices)
  const isUnchosen = choices.view === 'lines' && Object.keys(chosen).length === 0 && shownLine !== null
  const { lineId, person, number, cell }: Subject = isUnchosen ? { lineId: shownLine } : chosen
  return useMemo(
    () => ({
      ...(lineId === undefined ? {} : { lineId }),
      ...(person === undefined ? {} : { person }),
      ...(number === undefined ? {} : { number }),
      ...(cell === undefined ? {} : { cell }),
    }),
    [lineId, person, number, cell],
  )
}

const isSomebody = (subject: Subject): boolean => Object.keys(subject).length > 0

const useSubjectName = ({ lineId, person, number, cell }: Subject): string | null => {
  const { data: lines } = useLines()
  const at = useChoices((choices) => choices.range?.to ?? null)
  const { data: detail } = usePerson(person ?? null, at)
  if (lineId !== undefined) return lines?.lines.find((line) => line.line === lineId)?.name ?? null
  if (person !== undefined) return detail?.title ?? 'The person'
  if (number !== undefined) return formatPhone(number)
  return cell === undefined ? null : 'The hexagon'
}

/** The brushed days; while nobody has brushed, the last week in which the chosen line was active, or the range's. */
const useBrush = (): DayRange | null => {
  const range = useRange()
  const brush = useChoices((choices) => choices.brush)
  const subject = useSubject()
  const { data: days } = useDays(subject)
  if (!range) return null
  if (brush && brush.from >= range.from && brush.to <= range.to) return brush
  return (isSomebody(subject) && days ? lastActiveWeek(days, range) : null) ?? lastWeek(range)
}

const BrushCommands = ({ range, brush }: { readonly range: DayRange; readonly brush: DayRange }) => {
  const choose = useChoices((choices) => choices.choose)
  useCommand('brush-earlier', () => choose({ brush: moveBrush(brush, range, -7) }))
  useCommand('brush-later', () => choose({ brush: moveBrush(brush, range, 7) }))
  useCommand('brush-shorter', () => choose({ brush: resizeBrush(brush, range, -1) }))
  useCommand('brush-longer', () => choose({ brush: resizeBrush(brush, range, 1) }))
  return null
}

interface TimelineLabelsProps {
  /** Whose texts are shown; null for everybody's. */
  readonly name: string | null
  readonly isLine: boolean
  readonly brush: DayRange
  readonly isBrushed: boolean
  readonly isFolded: boolean
}

const daysWords = (name: string | null): string => {
  if (name === null) return 'All traffic per day'
  return name.length > longestName ? 'Texts per day' : `${name}, texts per day`
}

const TimelineLabels = ({ name, isLine, brush, isBrushed, isFolded }: TimelineLabelsProps) => {
  const choose = useChoices((choices) => choices.choose)
  const unit = isHourly(brush) ? 'per hour' : 'per day'
  return (
    <div className="timeline-labels">
      <div className="timeline-days">
        <span className="timeline-what">{daysWords(name)}</span>
        {isFolded ? null : (
          <span className="caption">
            {formatShortRange(brush.from, brush.to)} {isBrushed ? 'brushed' : 'shown'}
          </span>
        )}
      </div>
      {isFolded ? null : (
        <div className="timeline-hours">
          <strong className={isLine ? 'text-line' : 'second'}>{name ? `${name}: texts` : 'Texts'}</strong>
          <span className="caption">sent, {unit}</span>
          <span className="timeline-what">Calls in, {unit}</span>
          {isBrushed ? (
            <Button kind="link" className="timeline-back" onClick={() => choose({ brush: null })}>
              {name === null ? 'Back to the last week' : 'To its last week'}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

export const Timeline = ({ isFolded, height }: { readonly isFolded: boolean; readonly height: number }) => {
  const [measure, width] = useWidth()
  const subject = useSubject()
  const choose = useChoices((choices) => choices.choose)
  const range = useRange()
  const brush = useBrush()
  const { data: description } = useCase()
  const { data: days = [] } = useDays(subject)
  const { data: hours = [] } = useHours(subject, brush && isHourly(brush) ? brush : null)
  const { data: notes = [] } = useTimelineNotes(subject.lineId ?? null)
  const name = useSubjectName(subject)
  const plot = Math.max(0, width - labelRoom - rightRoom)
  const of = subject.lineId ? 'line' : 'case'
  const isBrushed = useChoices((choices) => choices.brush !== null)
  if (!range || !brush) {
    return (
      <div ref={measure} className="timeline">
        <p className="timeline-empty">
          {description && description.counts.files > 0
            ? 'The days of what is loaded are being read; the timeline appears with them.'
            : 'No dated rows are loaded yet; the timeline appears with the first.'}
        </p>
      </div>
    )
  }
  const steps = brushedSteps(brush, hours, days)
  const hoursHeight = Math.max(40, height - 48)
  return (
    <div ref={measure} className="timeline">
      <BrushCommands range={range} brush={brush} />
      <TimelineLabels
        name={name}
        isLine={subject.lineId !== undefined}
        brush={brush}
        isBrushed={isBrushed}
        isFolded={isFolded}
      />
      {plot > 60 ? (
        <div className="timeline-plot">
          <DayStrip
            width={plot}
            days={days}
            range={range}
            brush={brush}
            notes={notes}
            of={of}
            showBrush={!isFolded || isBrushed}
            onBrush={(next, drag) => choose({ brush: next }, drag)}
          />
          {isFolded ? null : (
            <BrushedHours width={plot} height={hoursHeight} brush={brush} steps={steps} of={of} />
          )}
          {!isFolded && days.length > 0 && isSilent(days, brush) ? (
            <p className="timeline-silent">
              {name ?? 'Nobody'} {name === null ? 'texted or called' : 'was silent'} in these days.
            </p>
          ) : null}
        </div>
      ) : null}
      <DataForReaders
        title={`${isBrushed ? 'Brushed days' : 'Days shown'}, ${formatShortRange(brush.from, brush.to)}`}
        table={{
          columns: ['Day', 'Texts', 'Calls'],
          rows: binDays(days, brush, 31).map((bin) => [
            formatWeekday(bin.from),
            formatCount(bin.texts),
            formatCount(bin.calls),
          ]),
        }}
      />
    </div>
  )
}
