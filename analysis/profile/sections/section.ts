import type { ProfileChart, ProfileTable } from '../../contract/index.ts'
import type { Policy } from '../../disclosure/index.ts'
import { daysBetween, endsMonth, lastDayOf, monthWords, shortMonth } from '../months.ts'
import type { SourceState } from '../queries-coverage.ts'
import type { ReleasedFigures } from '../released-figures.ts'
import type { ProfileScope } from '../scope.ts'
import type { TextRun, Writer } from '../words.ts'

/** Everything that a section may use: released figures, and facts about the sources that concern no person. */
export interface SectionInput {
  readonly figures: ReleasedFigures
  readonly scope: ProfileScope
  readonly policy: Policy
  readonly sources: readonly SourceState[]
  readonly say: Writer
}

export interface SectionParagraph {
  readonly paragraphId: string
  readonly runs: readonly TextRun[]
}

export interface SectionDraft {
  readonly sectionId: string
  readonly title: string
  readonly claim: readonly TextRun[]
  readonly paragraphs: readonly SectionParagraph[]
  readonly charts: readonly ProfileChart[]
  readonly tables: readonly ProfileTable[]
  readonly cannotSay: readonly string[]
  readonly missing: readonly { kind: string; why: string }[]
}

/** The kind of source whose days bound each table of months. */
const kindOfTable: Readonly<Record<string, string>> = {
  'supply.months': 'communication',
  'demand.months': 'communication',
  'commodities.test-months': 'drug-tests',
  'harm.kinds': 'harm',
  'treatment.months': 'treatment',
  'crime.months': 'crime',
  'enforcement.months': 'custody',
}

const slackDays = 7

/**
 * Months that are whole in the data, and in the source of the table: an incomplete month at either end, or one whose file has not arrived yet,
 * would look like a fall.
 */
function wholeMonths(scope: ProfileScope, tableId: string): readonly string[] {
  const days = scope.days.get(kindOfTable[tableId] ?? '')
  const months = scope.from.endsWith('-01') ? scope.months : scope.months.slice(1)
  const whole = scope.to && !endsMonth(scope.to) ? months.slice(0, -1) : months
  if (!days) return whole
  return whole.filter(
    (month) =>
      daysBetween(`${month}-01`, days.first_day) <= slackDays &&
      daysBetween(days.last_day, lastDayOf(month)) <= slackDays,
  )
}

interface FirstAndLast {
  readonly first: string
  readonly last: string
}

/** First and last whole month of a table, when there are at least two. */
export function firstAndLast(scope: ProfileScope, tableId: string): FirstAndLast | null {
  const months = wholeMonths(scope, tableId)
  const [first, last] = [months[0], months.at(-1)]
  return first && last && first !== last ? { first, last } : null
}

interface SeriesOf {
  readonly name: string
  readonly meaning: ProfileChart['series'][number]['meaning']
  readonly tableId: string
  readonly column?: string
  readonly dashed?: boolean
}

interface ChartWords {
  readonly chartId: string
  readonly title: string
  readonly unit: string
  readonly source: string
}

const valueWords = (value: ProfileChart['series'][number]['values'][number] | undefined): string => {
  if (value === undefined) return 'none'
  if (typeof value === 'number') return value.toLocaleString('en-GB')
  return 'suppressed' in value ? 'suppressed' : 'not computable'
}

/** Lines over the whole months of the profile. */
export function monthChart(
  input: SectionInput,
  words: ChartWords,
  series: readonly SeriesOf[],
): ProfileChart[] {
  const present = series.filter((one) => input.figures.has(one.tableId))
  const months = present[0] ? wholeMonths(input.scope, present[0].tableId) : []
  if (months.length < 3) return []
  const drawn = present.map(({ name, meaning, tableId, column, dashed = false }) => ({
    name,
    meaning,
    dashed,
    values: months.map((month) => input.figures.figure(tableId, month, column).value),
  }))
  const isPublished = (value: (typeof drawn)[number]['values'][number]) =>
    typeof value === 'number' && value > 0
  if (!drawn.some((one) => one.values.filter(isPublished).length > 1)) return []
  const [first, last] = [monthWords(months[0]!), monthWords(months.at(-1)!)]
  const alternative = drawn
    .map(
      (one) =>
        `${one.name}: ${valueWords(one.values[0])} in ${first}, ${valueWords(one.values.at(-1))} in ${last}`,
    )
    .join('. ')
  const isLongerThanYear = months[0]!.slice(0, 4) !== months.at(-1)!.slice(0, 4)
  return [
    {
      ...words,
      kind: 'line',
      categories: months.map((month, index) =>
        isLongerThanYear && (index === 0 || month.endsWith('-01'))
          ? `${shortMonth(month)} ${month.slice(2, 4)}`
          : shortMonth(month),
      ),
      series: drawn,
      alternative: `${alternative}.`,
    },
  ]
}

/** Bars over the leaves of one table, as it orders them or by what is published of them, largest first; ties keep the order of the table. */
export function barChart(
  input: SectionInput,
  words: ChartWords,
  series: readonly SeriesOf[],
  options: { without?: readonly string[]; most?: number; sorted?: boolean } = {},
): ProfileChart[] {
  const present = series.filter((one) => input.figures.has(one.tableId))
  const first = present[0]
  if (!first) return []
  const cellOf = (one: SeriesOf, code: string) => input.figures.figure(one.tableId, code, one.column).value
  const isShown = (code: string) => present.some((one) => cellOf(one, code) !== 0)
  let codes = input.figures
    .leaves(first.tableId)
    .filter((code) => !options.without?.includes(code) && isShown(code))
  if (options.sorted) {
    const size = (code: string) => {
      const value = cellOf(first, code)
      return typeof value === 'number' ? value : 0
    }
    codes = [...codes].sort((left, right) => size(right) - size(left))
  }
  codes = codes.slice(0, options.most ?? 12)
  const isPublished = (code: string) => present.some((one) => typeof cellOf(one, code) === 'number')
  if (codes.length < 2 || !codes.some(isPublished)) return []
  const labels = codes.map((code) => input.figures.label(first.tableId, code))
  const drawn = present.map((one) => ({
    name: one.name,
    meaning: one.meaning,
    dashed: one.dashed ?? false,
    values: codes.map((code) => cellOf(one, code)),
  }))
  return [
    {
      ...words,
      kind: 'bar',
      categories: labels,
      series: drawn,
      alternative: `${drawn
        .map(
          (one) =>
            `${one.name}: ${labels.map((label, index) => `${label} ${valueWords(one.values[index])}`).join(', ')}`,
        )
        .join('. ')}.`,
    },
  ]
}

export const tablesOf = (input: SectionInput, ...tableIds: readonly string[]): ProfileTable[] =>
  tableIds
    .filter((tableId) => input.figures.has(tableId))
    .map((tableId) => input.figures.printed(tableId))
    .filter((table) => table.rows.some((row) => row.cells.some((cell) => cell !== 0)))

/** The kinds that are not loaded, each with what it would show. */
export const missingKinds = (
  input: SectionInput,
  whys: Readonly<Record<string, string>>,
): { kind: string; why: string }[] =>
  Object.entries(whys)
    .filter(([kind]) => !input.scope.kinds.has(kind))
    .map(([kind, why]) => ({ kind, why }))

export const paragraph = (paragraphId: string, runs: readonly TextRun[]): SectionParagraph[] =>
  runs.length === 0 ? [] : [{ paragraphId, runs }]

export const followsPolice =
  'Tests, arrests, searches and seized phones follow police activity: more of them can mean more policing, not more drugs.'

/**
 * Bars over areas as a map, where every area that a bar stands for has an imported outline; otherwise as bars. The map shows the
 * same published counts; areas without a count stay empty.
 */
export function areaChart(
  input: SectionInput,
  words: ChartWords,
  series: SeriesOf,
  options: { without?: readonly string[] } = {},
): ProfileChart[] {
  const { outlines } = input.scope
  const bars = barChart(input, words, [series], {
    ...options,
    sorted: true,
    most: outlines ? Number.POSITIVE_INFINITY : 12,
  })
  const [chart] = bars
  if (!chart || !outlines || !chart.categories.every((name) => outlines.areas.has(name)))
    return barChart(input, words, [series], { ...options, sorted: true })
  const rest = [...outlines.areas.keys()].filter((name) => !chart.categories.includes(name))
  return [
    {
      ...chart,
      kind: 'map',
      categories: [...chart.categories, ...rest],
      series: chart.series.map((one) => ({ ...one, values: [...one.values, ...rest.map(() => 0)] })),
      alternative: `A map of ${chart.categories.length + rest.length} areas, each with a circle as large as its count. ${chart.alternative}`,
      areas: [...chart.categories, ...rest].map((name) => outlines.areas.get(name)!),
      aspect: outlines.aspect,
    },
  ]
}
