import {
  may,
  type ProfileDocument,
  type ProfileSection,
  type ProfileTable,
  type ReleasedCell,
  type Role,
} from '../../../analysis/contract/index.ts'
import type { Drawing } from '../../../analysis/drawing/chart.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount, plural } from '../../text/numbers.ts'

export type PolicyChoice = 'ndtms' | 'nhs' | 'ons-10-5' | 'strict'

export const policyChoices: readonly { readonly value: PolicyChoice; readonly words: string }[] = [
  { value: 'ndtms', words: 'NDTMS: 1 to 4 suppressed' },
  { value: 'nhs', words: 'NHS: 1 to 7 suppressed' },
  { value: 'ons-10-5', words: 'ONS 10-5: 1 to 9 suppressed' },
  { value: 'strict', words: 'Strict: 0 to 9 suppressed, to 10' },
]

/** The policy's short name: "NDTMS", "ONS 10-5". */
export const policyWords = (name: string): string =>
  policyChoices.find((choice) => choice.value === name)?.words.replace(/:.*/, '') ?? name

export const cellWords = (cell: ReleasedCell): string => {
  if (typeof cell === 'number') return formatCount(cell)
  if ('notComputable' in cell) return cell.notComputable
  return cell.suppressed === 'primary' ? '[c]' : '[d]'
}

export const isReason = (cell: ReleasedCell): boolean => typeof cell !== 'number' && 'notComputable' in cell

/** What the symbols of a table mean, and its own notes. */
export const tableNotes = (table: ProfileTable, threshold: number): string => {
  const all = table.rows.flatMap((row) => row.cells)
  const has = (kind: 'primary' | 'secondary') =>
    all.some((cell) => typeof cell !== 'number' && 'suppressed' in cell && cell.suppressed === kind)
  return [
    ...table.notes,
    ...(has('primary') ? [`[c] count below ${threshold}, suppressed.`] : []),
    ...(has('secondary') ? ['[d] suppressed to protect another.'] : []),
    `Source: ${table.source.replace(/\.$/, '')}.`,
  ].join(' ')
}

const changedFigures = (document: ProfileDocument): number =>
  document.sections.reduce((sum, section) => sum + section.figuresChanged, 0)

/** `Edition 3, draft; 11 figures changed since edition 2`. */
export const editionWords = (document: ProfileDocument): string =>
  document.edition === 1
    ? `Edition 1, draft; data up to ${formatFullDay(document.cutOff)}`
    : `Edition ${document.edition}, draft; ${plural(changedFigures(document), 'figure')} changed since edition ${document.edition - 1}`

interface ReleaseState {
  readonly hasSources: boolean
  readonly role: Role
  readonly isDrafting: boolean
  readonly isReleasing: boolean
}

/** Why the profile cannot be released now; null when it can. */
export const whyNotReleased = (
  document: ProfileDocument | undefined,
  { role, hasSources, isDrafting, isReleasing }: ReleaseState,
): string | null => {
  if (!document || isDrafting) return 'Waits for the draft.'
  if (isReleasing) return 'A release is being made.'
  if (!may(role, 'edits')) return 'Only an analyst can release the profile. Your role can read the draft.'
  if (!hasSources) return 'There is nothing to release yet: add files in Sources first.'
  const refused = document.checks.filter((check) => check.state === 'refused')
  if (refused.length > 0) return `Refused by "${refused[0]?.title}": ${refused[0]?.words}.`
  const waiting = document.wordsToConfirm.filter((one) => !one.confirmed)
  if (waiting.length > 0) return `Waits for ${plural(waiting.length, 'word')} to be confirmed.`
  return document.sections.every((section) => section.tables.length === 0)
    ? 'There is nothing to release: import sources first.'
    : null
}

/** Sections side by side on a wide screen: the chosen one and the next. */
export const shownSections = (
  sections: readonly ProfileSection[],
  sectionId: string | null,
  pages: number,
): readonly ProfileSection[] => {
  const found = sections.findIndex((section) => section.sectionId === sectionId)
  const start = Math.max(0, Math.min(Math.max(found, 0), Math.max(0, sections.length - pages)))
  return sections.slice(start, start + pages)
}

export const paragraphText = (runs: readonly { readonly text: string }[]): string =>
  runs.map((run) => run.text).join('')

/** SVG's attribute names as React writes them. */
export const reactAttributes = (
  attributes: Drawing['shapes'][number]['attributes'],
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name === 'class' ? 'className' : name === 'text-anchor' ? 'textAnchor' : name,
      value,
    ]),
  )
