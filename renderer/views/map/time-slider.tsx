import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useCommand } from '../../commands/registry.ts'
import { useRange } from '../../engine/followed.ts'
import { type DayRange, useChoices } from '../../state/choices.ts'
import { formatRange } from '../../text/dates.ts'
import { plural } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { monthsOf, stepOf } from './months.ts'

const stepEvery = 1500
const monthsKey = 'months of the map'
const lessMotion = '(prefers-reduced-motion: reduce)'

const useLessMotion = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = matchMedia(lessMotion)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(lessMotion).matches,
  )

/** Steps through the months once a while; all steps that follow each other are undone together. */
const usePlay = (months: readonly DayRange[], step: number | null) => {
  const [isPlaying, setPlaying] = useState(false)
  const choose = useChoices((choices) => choices.choose)
  const stop = () => setPlaying(false)
  const play = () => {
    const first = step === null || step >= months.length ? months[0] : months[step]
    choose({ brush: first ?? null }, monthsKey)
    setPlaying(true)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step waits for the one before
  useEffect(() => {
    if (!isPlaying) return
    const waiting = setTimeout(() => {
      const next = months[step ?? 0]
      if (next) choose({ brush: next }, monthsKey)
      else stop()
    }, stepEvery)
    return () => clearTimeout(waiting)
  }, [isPlaying, step, months])
  return { isPlaying, play, stop }
}

/** The months of the range as a slider: all days at the left, then month by month; it brushes what every view shows. */
export const TimeSlider = () => {
  const range = useRange()
  const brush = useChoices((choices) => choices.brush)
  const choose = useChoices((choices) => choices.choose)
  const isLessMotion = useLessMotion()
  const [from, to] = [range?.from, range?.to]
  const months = useMemo(() => (from && to ? monthsOf({ from, to }) : []), [from, to])
  const step = stepOf(months, brush)
  const { isPlaying, play, stop } = usePlay(months, step)
  const goTo = (next: number) => {
    if (isPlaying) stop()
    choose({ brush: next === 0 ? null : (months[next - 1] ?? null) }, monthsKey)
  }
  const whyNot =
    months.length < 2
      ? 'There is one month only.'
      : isLessMotion
        ? 'Your system asks for less motion: step with the slider.'
        : null
  useCommand('map-play', () => (isPlaying ? stop() : play()), whyNot)
  useCommand(
    'map-next-month',
    () => goTo(((step ?? 0) + 1) % (months.length + 1)),
    months.length === 0 ? 'No month is loaded.' : null,
  )
  useCommand(
    'map-previous-month',
    () => goTo(((step ?? 0) + months.length) % (months.length + 1)),
    months.length === 0 ? 'No month is loaded.' : null,
  )
  if (months.length === 0) return null
  const words =
    brush === null
      ? `All days, ${plural(months.length, 'month')}`
      : `${formatRange(brush.from, brush.to)}${step === null ? ', brushed' : ''}`
  return (
    <div className="map-time">
      <Button whyNot={whyNot} hideReason pressed={isPlaying} onClick={() => (isPlaying ? stop() : play())}>
        {isPlaying ? 'Stop' : 'Play months'}
      </Button>
      <input
        type="range"
        className="map-time-slider"
        aria-label="Month"
        aria-valuetext={words}
        min={0}
        max={months.length}
        step={1}
        value={step ?? 0}
        onChange={(event) => goTo(Number(event.target.value))}
      />
      <output className="map-time-words">{words}</output>
      {brush === null ? null : (
        <Button kind="link" onClick={() => goTo(0)}>
          All days
        </Button>
      )}
      {isLessMotion && months.length > 1 ? (
        <span className="caption">Not played: your system asks for less motion.</span>
      ) : null}
    </div>
  )
}
