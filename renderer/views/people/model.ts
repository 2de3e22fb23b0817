import type { Cohorts, Line, PersonDetail } from '../../../analysis/contract/index.ts'
import type { Dimension } from '../../state/people-choices.ts'
import { formatFullDay, withWrittenDays } from '../../text/dates.ts'

export const populationWords = ({ population, at }: Pick<Cohorts, 'population' | 'at'>): string => {
  const words = withWrittenDays(population).replace('all accepted lines', 'all lines proposed or accepted')
  return words.includes(formatFullDay(at)) ? words : `${words} by ${formatFullDay(at)}`
}

export const dimensionWords: Record<Dimension, string> = {
  ageBand: 'Age',
  sex: 'Sex',
  ethnicity: 'Ethnicity',
  area: 'Area',
}

const unknown = new Set(['', 'not known', 'unknown', 'not stated'])
const collator = new Intl.Collator('en-GB', { numeric: true })

/** The categories of one dimension over all groups: ages in their order, others by size, what is not known last. */
export const categoriesOf = (cohorts: Pick<Cohorts, 'groups'>, dimension: Dimension): string[] => {
  const totals = new Map<string, number>()
  for (const group of cohorts.groups) {
    for (const [category, count] of Object.entries(group.by[dimension] ?? {})) {
      totals.set(category, (totals.get(category) ?? 0) + (count ?? 0))
    }
  }
  return [...totals.keys()].sort((left, right) => {
    const isLeftUnknown = unknown.has(left.toLowerCase())
    if (isLeftUnknown !== unknown.has(right.toLowerCase())) return isLeftUnknown ? 1 : -1
    if (dimension === 'ageBand') return collator.compare(left, right)
    return (totals.get(right) ?? 0) - (totals.get(left) ?? 0) || collator.compare(left, right)
  })
}

interface CohortBar {
  readonly label: string
  readonly value: number | null
}

/** The bars of one group in the order of all groups; a category that the group lacks is zero, never missing. */
export const barsOf = (
  group: Cohorts['groups'][number],
  categories: readonly string[],
  dimension: Dimension,
): CohortBar[] =>
  categories.map((category) => {
    const counts = group.by[dimension] ?? {}
    return {
      label: category === '' ? 'not known' : category,
      value: category in counts ? (counts[category] ?? null) : 0,
    }
  })

/** People and numbers together; null when a group is suppressed, since a sum would give it away. */
export const totalOf = (cohorts: Pick<Cohorts, 'groups'>): number | null => {
  let total = 0
  for (const group of cohorts.groups) {
    if (group.count === null) return null
    total += group.count
  }
  return total
}

export const isPhoneNumber = (subject: string): boolean => /^\+\d{7,15}$/.test(subject)

/** Records of a person by source kind, the largest kind first. */
export const recordKinds = (detail: Pick<PersonDetail, 'records'>): { kind: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const record of detail.records) counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1)
  return [...counts]
    .map(([kind, count]) => ({ kind: kind.replaceAll('-', ' '), count }))
    .sort((left, right) => right.count - left.count || left.kind.localeCompare(right.kind))
}

/** Fields of two records side by side, those that differ first. */
export const comparedFields = (
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): { field: string; left: string; right: string; isSame: boolean }[] => {
  const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return fields
    .map((field) => ({
      field,
      left: left[field] ?? '',
      right: right[field] ?? '',
      isSame: (left[field] ?? '') === (right[field] ?? ''),
    }))
    .sort((one, other) => Number(one.isSame) - Number(other.isSame) || one.field.localeCompare(other.field))
}

/** The lines that a number belongs to, and those whose customer it is, best first. */
export const linesOfNumber = (
  lines: readonly Line[],
  number: string,
): { readonly own: readonly Line[]; readonly bought: readonly Line[] } => ({
  own: lines.filter((line) => line.numbers.includes(number)),
  bought: lines.filter(
    (line) => line.accepted && line.customers.some((customer) => customer.number === number),
  ),
})
