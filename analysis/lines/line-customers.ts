import type { LineContact } from './queries-customers.ts'

interface JudgedCustomer {
  contact: LineContact
  why: string
  confidence: number
}

const leastConfidence = 0.5

/**
 * Whether a contact of a line is a customer: it received bulk texts, or it rang and was called back, or it rings again and
 * again; family, friends and businesses are told by names, long calls and texting both ways in the evening.
 * Weights are log-odds set by judgement, checked on generated counties with seeds 1 to 5.
 */
function customerLogOdds(contact: LineContact, mostBulkTexts: number): number {
  const calls = contact.calls_in + contact.calls_out
  let logOdds = -1.5
  if (contact.bulk_texts >= 3) logOdds += 3.5
  else if (contact.bulk_texts >= 1) logOdds += 2.2
  if (contact.days_called_in >= 3) logOdds += 2
  else if (contact.days_called_in >= 2) logOdds += 1
  else if (contact.days_called_in >= 1) logOdds += 0.5
  if (contact.call_backs >= 1) logOdds += 1
  if (contact.answers >= 1) logOdds += 0.7
  if (contact.is_family) logOdds -= 5
  if (contact.is_business) logOdds -= 4
  if (contact.long_calls >= 2 && contact.long_calls * 4 >= calls) logOdds -= 3
  if (contact.bulk_texts === 0 && Math.min(contact.evening_texts_in, contact.evening_texts_out) >= 8)
    logOdds -= 2
  if (contact.bulk_texts === 0 && contact.calls_in === 0) logOdds -= 2
  if (contact.bulk_texts === 0 && mostBulkTexts >= 10 && contact.days >= 8) logOdds -= 3
  if (ringsOnly(contact)) logOdds -= 2.5
  return logOdds
}

/** Rings on many days and is never rung, texted or texting: the line's own people, not its customers. */
export const ringsOnly = (contact: LineContact): boolean =>
  contact.days >= 8 && contact.calls_out === 0 && contact.texts_in + contact.texts_out === 0

function whyCustomer(contact: LineContact): string {
  const parts: string[] = []
  if (contact.bulk_texts > 0) parts.push('bulk text')
  if (contact.call_backs > 0) parts.push('called + called back')
  else if (contact.calls_in > 1) parts.push('calls again and again')
  else if (contact.calls_in === 1) parts.push('call')
  else if (contact.texts_in > 0) parts.push('texts back')
  return parts.join(' + ')
}

/** Customers of one line, surest first; `others` are numbers with another role or of the line itself. */
export function judgeCustomers(
  contacts: readonly LineContact[],
  others: ReadonlySet<number>,
): JudgedCustomer[] {
  const mostBulkTexts = contacts.reduce((most, contact) => Math.max(most, contact.bulk_texts), 0)
  return contacts
    .filter((contact) => !others.has(contact.other_number_id))
    .map((contact) => {
      const confidence = 1 / (1 + Math.exp(-customerLogOdds(contact, mostBulkTexts)))
      return { contact, why: whyCustomer(contact), confidence: Math.round(confidence * 100) / 100 }
    })
    .filter(({ confidence, why }) => confidence >= leastConfidence && why !== '')
    .sort((a, b) => b.confidence - a.confidence || a.contact.other_number_id - b.contact.other_number_id)
}
