import { useState } from 'react'
import { type DayRange, useChoices } from '../state/choices.ts'
import { addDays, daysBetween, formatRange, isDay, laterOf } from '../text/dates.ts'
import { formatCount, plural } from '../text/numbers.ts'
import { Button, Caret } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Popover } from '../ui/menu.tsx'

interface RangePopoverProps {
  readonly range: DayRange
  /** The first and last day of the case. */
  readonly all: DayRange
}

const rangeError = (from: string, to: string): string | null => {
  if (!isDay(from) || !isDay(to)) return 'A day is missing. Give both, as 2025-06-30.'
  return from > to ? 'The first day is after the last. Change one of them.' : null
}

export const RangePopover = ({ range, all }: RangePopoverProps) => {
  const choose = useChoices((choices) => choices.choose)
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState(range.from)
  const [to, setTo] = useState(range.to)
  const days = daysBetween(range.from, range.to) + 1
  const error = rangeError(from, to)
  const take = (next: DayRange | null) => {
    choose({ range: next, brush: null })
    setOpen(false)
  }
  const last = (count: number): DayRange => ({
    from: laterOf(addDays(all.to, 1 - count), all.from),
    to: all.to,
  })
  return (
    <Popover
      label="Time range"
      align="end"
      open={isOpen}
      onOpenChange={(open) => {
        setFrom(range.from)
        setTo(range.to)
        setOpen(open)
      }}
      trigger={
        <button type="button" className="button top-range">
          <strong>{formatRange(range.from, range.to)}</strong>
          <span className="second">
            {formatCount(days)} {days === 1 ? 'day' : 'days'}
          </span>
          <Caret />
        </button>
      }
    >
      <form
        className="range-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!error) take({ from, to })
        }}
      >
        <Field
          label="First day"
          type="date"
          value={from}
          min={all.from}
          max={all.to}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Field
          label="Last day"
          type="date"
          value={to}
          min={all.from}
          max={all.to}
          error={error}
          onChange={(event) => setTo(event.target.value)}
        />
        <p className="small second">
          The case has {plural(daysBetween(all.from, all.to) + 1, 'day')}: {formatRange(all.from, all.to)}.
        </p>
        <div className="range-actions">
          <Button kind="primary" type="submit">
            Show these days
          </Button>
          <Button onClick={() => take(null)}>All</Button>
          <Button onClick={() => take(last(28))}>Last 28 days</Button>
          <Button onClick={() => take(last(91))}>Last 91 days</Button>
        </div>
      </form>
    </Popover>
  )
}
