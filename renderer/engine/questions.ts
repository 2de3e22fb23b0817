import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { type CaseDescription, type CohortGroup, may } from '../../analysis/contract/index.ts'
import type { DayRange, Subject } from '../state/choices.ts'
import { columnValues, countOf, readRows, readTable } from './arrow.ts'
import { useEngine } from './engine-context.ts'

/** The open case, or null while none is open. */
export const useCase = () => {
  const engine = useEngine()
  return useQuery({
    queryKey: ['case'],
    queryFn: ({ signal }) => engine.case.describe({}, { signal }),
    /** An engine that is starting, or starting again, answers in a moment. */
    refetchInterval: ({ state }) => (state.status === 'error' ? 1500 : false),
  })
}

/** Everything but the case itself is asked again when the data, its newest results or the role move. */
export const versionOf = ({ caseId, dataVersion, runs, session }: CaseDescription): string =>
  `${caseId}/${dataVersion}/${runs.wash ?? '-'}/${runs.lines ?? '-'}/${session.role}`

export const useVersion = (): readonly [boolean, string] => {
  const { data } = useCase()
  return [Boolean(data), data ? versionOf(data) : 'none']
}

/** The last answer stays until the next comes; nothing stays for a role that may not ask. */
const keptWhile = (isAsked: boolean) => (isAsked ? keepPreviousData : undefined)

/** As `useVersion`, for what the engine answers analysts only: other roles do not even ask. */
const useAnalystVersion = (): readonly [boolean, string] => {
  const { data } = useCase()
  const isAsked = data !== null && data !== undefined && may(data.session.role, 'asksAsAnalyst')
  return [isAsked, data ? versionOf(data) : 'none']
}

export const useSources = () => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['sources', version],
    queryFn: isOpen ? ({ signal }) => engine.sources.list({}, { signal }) : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

export const useLines = () => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['lines', version],
    queryFn: isOpen ? ({ signal }) => engine.lines.candidates({}, { signal }) : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

export const useLineDetail = (lineId: string | null) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['line', lineId, version],
    queryFn: isOpen && lineId ? ({ signal }) => engine.lines.detail({ lineId }, { signal }) : skipToken,
  })
}

/** Where and when; what is null does not narrow. */
export interface Within {
  readonly days: DayRange | null
  readonly hexagon: string | null
}

const everywhere: Within = { days: null, hexagon: null }

export const useCustomers = (lineId: string | null, { days, hexagon }: Within = everywhere) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['customers', lineId, days, hexagon, version],
    queryFn:
      isOpen && lineId
        ? async ({ signal }) =>
            readRows(
              await readTable(
                await engine.lines.customers(
                  { lineId, range: days ?? undefined, cell: hexagon ?? undefined },
                  { signal },
                ),
              ),
            )
        : skipToken,
  })
}

export const useGroups = (
  lineId: string | null,
  at: string | null,
  { days, hexagon }: Within = everywhere,
) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  return useQuery({
    queryKey: ['groups', lineId, at, days, hexagon, version],
    queryFn: isOpen
      ? ({ signal }) =>
          engine.people.groups(
            {
              lineId: lineId ?? undefined,
              at: at ?? undefined,
              range: days ?? undefined,
              cell: hexagon ?? undefined,
            },
            { signal },
          )
      : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

interface PeopleTableChoice {
  readonly lineId: string | null
  readonly group: CohortGroup | null
  readonly at: string | null
  readonly population: 'customers' | 'everyone'
  readonly within?: Within
}

export const usePeopleTable = ({
  lineId,
  group,
  at,
  population,
  within: { days, hexagon } = everywhere,
}: PeopleTableChoice) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['people', lineId, group, at, population, days, hexagon, version],
    queryFn: isOpen
      ? async ({ signal }) =>
          readRows(
            await readTable(
              await engine.people.table(
                {
                  lineId: lineId ?? undefined,
                  group: group ?? undefined,
                  at: at ?? undefined,
                  population,
                  range: days ?? undefined,
                  cell: hexagon ?? undefined,
                },
                { signal },
              ),
            ),
          )
      : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

export const usePerson = (person: string | null, at: string | null) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['person', person, at, version],
    queryFn:
      isOpen && person
        ? ({ signal }) => engine.people.detail({ person, at: at ?? undefined }, { signal })
        : skipToken,
  })
}

export const useReviews = () => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['reviews', version],
    queryFn: isOpen ? ({ signal }) => engine.people.reviews({}, { signal }) : skipToken,
  })
}

export interface DayCount {
  readonly day: string
  readonly texts: number
  readonly calls: number
}

export interface HourCount {
  /** Hours since 1970-01-01T00, local. */
  readonly hour: number
  readonly texts: number
  readonly calls: number
}

const dayOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.slice(0, 10)
    : new Date(Number(value) * 86_400_000).toISOString().slice(0, 10)

export const useDays = (of: Subject) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['days', of, version],
    queryFn: isOpen
      ? async ({ signal }): Promise<DayCount[]> => {
          const table = await readTable(await engine.timeline.activity({ ...of, grain: 'day' }, { signal }))
          const texts = columnValues(table, 'texts')
          const calls = columnValues(table, 'calls')
          return columnValues(table, 'day').map((day, row) => ({
            day: dayOf(day),
            texts: countOf(texts[row]),
            calls: countOf(calls[row]),
          }))
        }
      : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

export const useHours = (of: Subject, range: DayRange | null) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['hours', of, range?.from, range?.to, version],
    queryFn:
      isOpen && range
        ? async ({ signal }): Promise<HourCount[]> => {
            const table = await readTable(
              await engine.timeline.activity({ ...of, range, grain: 'hour' }, { signal }),
            )
            const texts = columnValues(table, 'texts')
            const calls = columnValues(table, 'calls')
            return columnValues(table, 'hour').map((hour, row) => ({
              hour: countOf(hour),
              texts: countOf(texts[row]),
              calls: countOf(calls[row]),
            }))
          }
        : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}

export const useTimelineNotes = (lineId: string | null) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  return useQuery({
    queryKey: ['notes', lineId, version],
    queryFn: isOpen
      ? ({ signal }) => engine.timeline.notes({ lineId: lineId ?? undefined }, { signal })
      : skipToken,
  })
}

export const useSearch = (text: string) => {
  const engine = useEngine()
  const [isOpen, version] = useAnalystVersion()
  const wanted = text.trim()
  return useQuery({
    queryKey: ['search', wanted, version],
    queryFn:
      isOpen && wanted.length >= 2
        ? ({ signal }) => engine.search.find({ text: wanted }, { signal })
        : skipToken,
    placeholderData: keptWhile(isOpen),
  })
}
