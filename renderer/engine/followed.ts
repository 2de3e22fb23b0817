import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Line, LineConcern, Role } from '../../analysis/contract/index.ts'
import { type DayRange, daysInForce, type Somebody, somebodyOf, useChoices } from '../state/choices.ts'
import { isLimited } from '../state/narrowing.ts'
import { formatPhone } from '../text/numbers.ts'
import { useEngine } from './engine-context.ts'
import { useCase, useLines, usePerson, useVersion } from './questions.ts'

export const useRole = (): Role => useCase().data?.session.role ?? 'reader'

/** The person or number that is chosen; one object while it stays the same. */
export const useSomebody = (): Somebody | null => {
  const personId = useChoices((choices) => choices.personId)
  const number = useChoices((choices) => choices.number)
  return useMemo(() => somebodyOf({ personId, number }), [personId, number])
}

/** The days that narrow every view: the brushed ones, else the chosen range. */
export const useDaysInForce = () => useChoices(daysInForce)

export const useLineName = (): string | null => {
  const lineId = useChoices((choices) => choices.lineId)
  const { data } = useLines()
  return data?.lines.find((line) => line.line === lineId)?.name ?? null
}

/** The range in force: the chosen one, or all days of the case. */
export const useRange = (): DayRange | null => {
  const { data } = useCase()
  const range = useChoices((choices) => choices.range)
  return range ?? data?.days ?? null
}

/** Who is chosen, in words. */
export const useSomebodyName = (): string | null => {
  const somebody = useSomebody()
  const days = useDaysInForce()
  const person = somebody && 'person' in somebody ? somebody.person : null
  const { data } = usePerson(person, days?.to ?? null)
  if (somebody === null) return null
  return 'number' in somebody ? formatPhone(somebody.number) : (data?.title ?? 'The person')
}

/** Who, where and when the list of lines is narrowed to; null where it is not. */
export const useConcerns = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const chosen = useSomebody()
  const from = useChoices((choices) => choices.somebodyFrom)
  const hexagon = useChoices((choices) => choices.hexagon)
  const days = useDaysInForce()
  const somebody = from === 'lines' ? null : chosen
  const mayAsk = !isLimited(useRole())
  const isNarrowed = mayAsk && (somebody !== null || hexagon !== null || days !== null)
  const query = useQuery({
    queryKey: ['lines', 'concerning', somebody, hexagon, days, version],
    queryFn:
      isOpen && isNarrowed
        ? ({ signal }) =>
            engine.lines.concerning(
              { ...somebody, cell: hexagon ?? undefined, range: days ?? undefined },
              { signal },
            )
        : skipToken,
    placeholderData: keepPreviousData,
  })
  return { isNarrowed, query, somebody, hexagon, days }
}

interface NarrowedLines {
  readonly lines: readonly Line[]
  /** How each line concerns what is chosen; null while nothing is. */
  readonly concerns: ReadonlyMap<string, LineConcern> | null
}

/** The lines that concern what is chosen elsewhere, best first; all of them where nothing is. */
export const useNarrowedLines = (): NarrowedLines => {
  const { data: found } = useLines()
  const { isNarrowed, query } = useConcerns()
  return useMemo(() => {
    const all = found?.lines ?? []
    if (!isNarrowed || !query.data) return { lines: all, concerns: null }
    const concerns = new Map(query.data.map((concern) => [concern.lineId, concern]))
    return { lines: all.filter(({ line }) => concerns.has(line)), concerns }
  }, [found, isNarrowed, query.data])
}

/** The line that Lines shows: the chosen one, else the best of those listed. */
export const useShownLineId = (): string | null => {
  const lineId = useChoices((choices) => choices.lineId)
  const { lines } = useNarrowedLines()
  return lineId ?? lines[0]?.line ?? null
}
