import type { CaseDescription, Cohorts, Line, SourceFile } from '../../../analysis/contract/index.ts'
import { kindInSentence } from '../../text/kinds.ts'
import { isPassedOver } from '../../text/line-state.ts'
import { formatCount, formatScore, plural } from '../../text/numbers.ts'

export type Finding =
  | { readonly kind: 'rebrand'; readonly title: string; readonly words: string; readonly line: Line }
  | { readonly kind: 'unknown'; readonly title: string; readonly words: string; readonly cohorts: Cohorts }
  | { readonly kind: 'look-alike'; readonly title: string; readonly words: string; readonly line: Line }
  | { readonly kind: 'hours'; readonly title: string; readonly words: string; readonly line: Line }

const timesWords = ['never', 'once', 'twice', 'three times', 'four times', 'five times']

const rebrand = (lines: readonly Line[]): Finding | null => {
  const line = lines
    .filter((candidate) => candidate.accepted && candidate.numbers.length > 1)
    .sort((left, right) => right.numbers.length - left.numbers.length || right.score - left.score)[0]
  if (!line) return null
  const changes = line.numbers.length - 1
  return {
    kind: 'rebrand',
    title: `A line that changed number ${timesWords[changes] ?? `${changes} times`}`,
    words: `${line.name} went quiet and started again under another number. It has ${plural(line.customers.length, 'customer')}.`,
    line,
  }
}

const unknown = (cohorts: Cohorts | null): Finding | null => {
  if (!cohorts) return null
  const people = cohorts.groups.filter((group) => group.group !== 'unattributed')
  const total = people.reduce((sum, group) => sum + (group.count ?? 0), 0)
  const count = people.find((group) => group.group === 'not-known')?.count ?? 0
  if (total === 0 || count === 0 || people.some((group) => group.count === null)) return null
  return {
    kind: 'unknown',
    title: `${formatCount(count)} whom no service knows`,
    words: `Of ${formatCount(total)} people who bought from the lines and could be named, ${formatCount(count)} are in no treatment or programme record.`,
    cohorts,
  }
}

const lookAlike = (lines: readonly Line[]): Finding | null => {
  const line = lines
    .filter((candidate) => isPassedOver(candidate) && candidate.reasons.some((reason) => reason.weight < 0))
    .sort((left, right) => right.customers.length - left.customers.length || right.score - left.score)[0]
  if (!line || line.customers.length === 0) return null
  return {
    kind: 'look-alike',
    title: 'Busy, and not a line',
    words: `${line.name} reaches ${plural(line.customers.length, 'number')} and scores ${formatScore(line.score)}. The reasons for and against are kept.`,
    line,
  }
}

/** The shortest run of hours, round midnight, that holds most of what the line sends and receives. */
export const busyHours = (
  hours: readonly number[],
  share = 0.8,
): { readonly from: number; readonly to: number } => {
  const total = hours.reduce((sum, count) => sum + count, 0)
  let best = { from: 0, length: 24 }
  for (let from = 0; from < 24; from += 1) {
    let held = 0
    for (let length = 1; length <= 24; length += 1) {
      held += hours[(from + length - 1) % 24] ?? 0
      if (held >= total * share) {
        if (length < best.length) best = { from, length }
        break
      }
    }
  }
  return { from: best.from, to: (best.from + best.length) % 24 }
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

const workingHours = (lines: readonly Line[], otherThan: string | null): Finding | null => {
  const line = lines
    .filter(
      (candidate) =>
        candidate.accepted && candidate.line !== otherThan && candidate.hours.some((count) => count > 0),
    )
    .sort((left, right) => right.customers.length - left.customers.length || right.score - left.score)[0]
  if (!line) return null
  const { from, to } = busyHours(line.hours)
  return {
    kind: 'hours',
    title: 'A line keeps hours like a shop',
    words: `Four in five of ${line.name}’s texts and calls fall between ${clock(from)} and ${clock(to)}.`,
    line,
  }
}

/** At most so many findings, each worked out from the open case; fewer where the case does not show more. */
export const findings = (lines: readonly Line[], cohorts: Cohorts | null, most = 3): Finding[] => {
  const first = rebrand(lines)
  const named = first?.kind === 'rebrand' ? first.line.line : null
  return [first, unknown(cohorts), lookAlike(lines), workingHours(lines, named)]
    .filter((finding) => finding !== null)
    .slice(0, most)
}

export const sourcesAddUp = (files: readonly SourceFile[]): boolean =>
  files.every((file) => file.rowsRead === file.rowsLoaded + file.rowsSetAside + file.rowsDuplicate)

/** "seized phones, call records and custody": the kinds that are loaded, those with most files first. */
export const kindsLoaded = (files: readonly SourceFile[]): string => {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(file.kind, (counts.get(file.kind) ?? 0) + 1)
  const words = [...counts]
    .sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0]))
    .map(([kind]) => kindInSentence(kind))
  const last = words.pop()
  if (!last) return ''
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}

interface NextStep {
  readonly words: string
  readonly view: 'sources' | null
  readonly action: string
}

/** What a case that shows nothing yet wants next. */
export const nextStep = ({ synthetic, counts }: Pick<CaseDescription, 'synthetic' | 'counts'>): NextStep => {
  if (synthetic)
    return {
      words:
        'Hubline is loading it, joining records into people and finding the lines. What it finds appears here.',
      view: null,
      action: '',
    }
  if (counts.files === 0)
    return {
      words: 'The case is empty. Begin with the files that partners sent: phones, call records, custody.',
      view: 'sources',
      action: 'Add files in Sources',
    }
  return {
    words:
      'The rows are loaded. Next, find which records are about one person, and the deal lines: one button in Sources does both.',
    view: 'sources',
    action: 'Go on in Sources',
  }
}
