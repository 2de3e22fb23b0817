import { createHash } from 'node:crypto'
import type { Reference, Subject } from '../contract/index.ts'

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const day = /^\d{4}-\d\d-\d\d$/

function daysWords(value: unknown): string | null {
  const { from, to } = (value ?? {}) as Record<string, unknown>
  return typeof from === 'string' && typeof to === 'string' && day.test(from) && day.test(to)
    ? `${from} to ${to}`
    : null
}

function ledWords(value: string, lead: RegExp): string | null {
  const own = lead.exec(value)?.[0]
  if (own === undefined) return null
  const rest = value.slice(own.length)
  return rest === '' ? own : `${own} ${digestOf(rest)}`
}

/** What stands in a field, where it has the field's form; null where it has not. */
function formed(reference: Reference, value: unknown): string | null {
  if ('days' in reference) return daysWords(value)
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if ('form' in reference) return reference.form.test(text) ? text : null
  if ('oneOf' in reference) return reference.oneOf.includes(text) ? text : null
  return 'led' in reference ? ledWords(text, reference.led) : null
}

function wordsOf(field: string, reference: Reference, value: unknown): string {
  if (value === undefined) return ''
  if ('withheld' in reference) return reference.withheld
  if ('counted' in reference)
    return Array.isArray(value) && value.length > 0 ? `${value.length} ${reference.counted}` : ''
  if ('digested' in reference)
    return typeof value === 'string'
      ? `${reference.digested} ${digestOf(value)}`
      : `${reference.digested} withheld`
  if ('within' in reference) return subjectOf(reference.within, value)
  if (value === null) return `${field} none`
  return `${field} ${formed(reference, value) ?? 'withheld'}`
}

/**
 * What the log says a question was about: references only, by what the question declares of its input. Whatever has not the form of its
 * reference is withheld, whether or not the question was right.
 */
export function subjectOf(subject: Subject, input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const given = input as Record<string, unknown>
  return Object.entries(subject)
    .map(([field, reference]) => wordsOf(field, reference, given[field]))
    .filter((words) => words !== '')
    .join(', ')
}
