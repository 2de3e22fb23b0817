import type { ReleasedCell } from '../contract/index.ts'
import type { Policy } from '../disclosure/index.ts'
import type { Figure } from './released-figures.ts'

export interface TextRun {
  text: string
  figureId?: string
}

const countWords = (value: number): string => value.toLocaleString('en-GB')

/** A released cell in words: `about 340`, `no`, `fewer than 5`, `a number that is not shown`. */
function cellWords(cell: ReleasedCell, policy: Policy): string {
  if (typeof cell === 'number') {
    if (cell === 0) return 'no'
    return policy.roundingBase === 1 ? countWords(cell) : `about ${countWords(cell)}`
  }
  if ('notComputable' in cell) return 'a number that cannot be computed'
  return cell.suppressed === 'primary' ? `fewer than ${policy.threshold}` : 'a number that is not shown'
}

/** Zero stands alone before a verb, a preposition or a stop: `none were`, but `no people`. */
const standsAlone =
  /^(\s+(were|was|are|is|in|had|changed|of|and|for|between|more|left|to|could|among|whose)\b|[.,;:)]|$)/

export const numberOf = (cell: ReleasedCell): number | null => (typeof cell === 'number' ? cell : null)

/** A share of two released counts, `35%`; null where either is suppressed or the whole is zero. */
export function share(part: ReleasedCell, whole: ReleasedCell): string | null {
  const [numerator, denominator] = [numberOf(part), numberOf(whole)]
  if (numerator === null || denominator === null || denominator === 0 || numerator > denominator) return null
  return `${Math.round((100 * numerator) / denominator)}%`
}

/** `more than in`, from two released counts; null where either is suppressed. */
export function change(before: ReleasedCell, after: ReleasedCell, policy: Policy): string | null {
  const [first, last] = [numberOf(before), numberOf(after)]
  if (first === null || last === null) return null
  const difference = last - first
  if (Math.abs(difference) < policy.roundingBase) return 'about as many as'
  const amount = `${policy.roundingBase === 1 ? '' : 'about '}${countWords(Math.abs(difference))}`
  return difference > 0 ? `${amount} more than` : `${amount} fewer than`
}

type Direction = 'rose' | 'fell' | 'stayed about the same'

/** Whether a series moved by more than rounding and a tenth; null where an end is suppressed. */
export function direction(before: ReleasedCell, after: ReleasedCell, policy: Policy): Direction | null {
  const [first, last] = [numberOf(before), numberOf(after)]
  if (first === null || last === null) return null
  const difference = last - first
  if (Math.abs(difference) <= Math.max(policy.roundingBase, 0.1 * first)) return 'stayed about the same'
  return difference > 0 ? 'rose' : 'fell'
}

/** Builds runs of text; a figure becomes a live run. */
export type Writer = (strings: TemplateStringsArray, ...parts: readonly (string | Figure)[]) => TextRun[]

export const writer =
  (policy: Policy): Writer =>
  (strings, ...parts) => {
    const runs: TextRun[] = []
    const push = (text: string) => {
      if (text === '') return
      const last = runs.at(-1)
      if (last && last.figureId === undefined) last.text += text
      else runs.push({ text })
    }
    strings.forEach((text, index) => {
      push(text)
      const part = parts[index]
      if (part === undefined) return
      if (typeof part === 'string') push(part)
      else {
        const isAlone = part.value === 0 && standsAlone.test(strings[index + 1] ?? '')
        const words = isAlone ? 'none' : cellWords(part.value, policy)
        const startsSentence = runs.length === 0 || /[.]\s$/.test(runs.at(-1)?.text ?? '')
        runs.push({ text: startsSentence ? capital(words) : words, figureId: part.figureId })
      }
    })
    return runs
  }

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const joinRuns = (...sentences: readonly TextRun[][]): TextRun[] =>
  sentences.flatMap((runs, index) => (index === 0 || runs.length === 0 ? runs : [{ text: ' ' }, ...runs]))

export const plainText = (runs: readonly TextRun[]): string => runs.map((run) => run.text).join('')

/** `a, b and c`. */
export const listWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

const policyTitles: Readonly<Record<string, string>> = {
  ndtms: 'NDTMS',
  nhs: 'NHS',
  'ons-10-5': 'ONS 10-5',
}

export const policyTitle = (name: string): string => policyTitles[name] ?? name
