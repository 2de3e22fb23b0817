import {
  type JourneyCurve,
  kindDefinitions,
  type LayerFamily,
  type PersonDetail,
} from '../../../analysis/contract/index.ts'
import type { DayRange } from '../../state/choices.ts'

export interface CurvePoint {
  readonly day: number
  readonly share: number
  readonly low: number
  readonly high: number
}

export const longestShown = 180

/** The curve's steps, held to the last day that is drawn. */
export const pointsOf = (curve: JourneyCurve, last = longestShown): CurvePoint[] => {
  const points = curve.days.flatMap((day, index) =>
    day <= last
      ? [
          {
            day,
            share: curve.share[index] ?? 0,
            low: curve.low[index] ?? 0,
            high: curve.high[index] ?? 0,
          },
        ]
      : [],
  )
  const end = points.at(-1)
  return end && end.day < last ? [...points, { ...end, day: last }] : points
}

/** The share who have begun by a day. */
export const shareBy = (curve: JourneyCurve, day: number): number => {
  const index = curve.days.findLastIndex((one) => one <= day)
  return index < 0 ? 0 : (curve.share[index] ?? 0)
}

interface LaneMark {
  readonly from: string
  /** Null for what lasts a day. */
  readonly until: string | null
  readonly isOpen: boolean
  readonly words: string
}

interface Lane {
  readonly name: string
  readonly meaning: 'line' | 'person' | 'place' | 'harm' | 'treatment' | 'neutral'
  readonly marks: readonly LaneMark[]
}

type RecordOfPerson = PersonDetail['records'][number]

const meanings: Readonly<Record<LayerFamily, Lane['meaning']>> = {
  police: 'neutral',
  phones: 'neutral',
  harm: 'harm',
  health: 'treatment',
}

const lanes = kindDefinitions.flatMap(({ kind, family, lane }) =>
  lane ? [{ kind, name: lane.name, meaning: meanings[family] }] : [],
)

const lasting = new Set<string>(kindDefinitions.filter(({ lane }) => lane?.lasts).map(({ kind }) => kind))
const lasts = (kind: string) => lasting.has(kind)

/** What of a person falls on the days or lasts into them; all of it for null. */
export const detailWithin = (detail: PersonDetail, days: DayRange | null): PersonDetail => {
  if (days === null) return detail
  const touches = (from: string | null, until: string | null) =>
    from !== null && from <= days.to && (until === null || until >= days.from)
  return {
    ...detail,
    records: detail.records.filter(({ kind, day, until }) =>
      touches(day, until ?? (lasts(kind) ? null : day)),
    ),
    numbers: detail.numbers.filter(({ from, to }) => touches(from, to)),
  }
}

/** One lane for each kind of record, and one for each line that a number of the person buys from. */
export const lanesOf = (detail: PersonDetail): Lane[] => {
  const ofRecords = lanes.map(({ kind, name, meaning }): Lane => {
    const marks = detail.records.flatMap((record): LaneMark[] =>
      record.kind === kind && record.day
        ? [
            {
              from: record.day,
              until: record.until,
              isOpen: lasts(kind) && record.until === null,
              words: record.withheld ? 'Withheld from this role' : record.words,
            },
          ]
        : [],
    )
    return { name, meaning, marks }
  })
  const ofLines = new Map<string, LaneMark[]>()
  for (const number of detail.numbers)
    for (const line of number.lines)
      if (number.from)
        ofLines.set(line.name, [
          ...(ofLines.get(line.name) ?? []),
          {
            from: number.from,
            until: number.to,
            isOpen: false,
            words: `${number.number} in contact with ${line.name}; ${number.because}`,
          },
        ])
  return [
    ...ofRecords,
    ...[...ofLines].map(([name, marks]): Lane => ({ name: `Buys from ${name}`, meaning: 'line', marks })),
  ].filter(({ marks }) => marks.length > 0)
}

/** First and last day of everything in the lanes. */
export const spanOf = (all: readonly Lane[]): { from: string; to: string } | null => {
  const days = all.flatMap(({ marks }) => marks.flatMap(({ from, until }) => [from, until ?? from])).sort()
  const [from, to] = [days[0], days.at(-1)]
  return from && to ? { from, to } : null
}

/** Everything with a date, oldest first. */
export const entriesOf = (detail: PersonDetail): readonly RecordOfPerson[] =>
  detail.records
    .filter(({ day }) => day !== null)
    .toSorted((left, right) => ((left.day ?? '') < (right.day ?? '') ? -1 : 1))
