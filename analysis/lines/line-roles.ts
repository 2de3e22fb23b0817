import { ringsOnly } from './line-customers.ts'
import type { LineContact } from './queries-customers.ts'
import type { UpstreamContact } from './queries-upstream.ts'

interface JudgedRole {
  numberId: number
  role: 'holder' | 'runner' | 'upstream'
  words: string
  confidence: number
}

const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60))

/** Upstream numbers of one line: outside the county and in regular touch both ways. */
function upstreamRoles(upstream: readonly UpstreamContact[]): JudgedRole[] {
  return upstream
    .filter((contact) => contact.area !== null)
    .map((contact) => ({
      numberId: contact.other_number_id,
      role: 'upstream' as const,
      words: `in ${contact.area} by its cells; ${contact.contacts} calls and texts with the line, ${minutes(contact.talk_seconds)} minutes of talk`,
      confidence: contact.contacts >= 20 ? 0.9 : 0.7,
    }))
}

/** Runners: rung by the line as often as they ring it, on many days, in texts both ways, and hardly ever among its bulk texts. */
function runnerRoles(contacts: readonly LineContact[], taken: ReadonlySet<number>): JudgedRole[] {
  return contacts
    .filter(
      (contact) =>
        !taken.has(contact.other_number_id) &&
        contact.bulk_texts * 5 <= contact.texts_out &&
        !contact.is_family &&
        contact.days >= 10 &&
        contact.calls_out >= 15 &&
        contact.calls_out >= contact.calls_in &&
        contact.talk_seconds < 120 * (contact.calls_in + contact.calls_out),
    )
    .map((contact) => ({
      numberId: contact.other_number_id,
      role: 'runner' as const,
      words: `rung by the line ${contact.calls_out} times on ${contact.days} days, rings it ${contact.calls_in} times, gets ${contact.bulk_texts === 0 ? 'no' : 'hardly any'} bulk texts`,
      confidence: contact.calls_out >= 40 ? 0.8 : 0.6,
    }))
}

/** Who only ever rings the line, on many days: as its holder does from a phone of his own. A pointer, not proof. */
function holderRoles(contacts: readonly LineContact[], taken: ReadonlySet<number>): JudgedRole[] {
  return contacts
    .filter((contact) => !taken.has(contact.other_number_id) && !contact.is_family && ringsOnly(contact))
    .map((contact) => ({
      numberId: contact.other_number_id,
      role: 'holder' as const,
      words: `rings the line on ${contact.days} days and is never rung or texted by it`,
      confidence: contact.days >= 15 ? 0.6 : 0.5,
    }))
}

/** Roles of one line's contacts, each with its reason; a number has at most one. */
export function judgeRoles(
  contacts: readonly LineContact[],
  upstream: readonly UpstreamContact[],
): JudgedRole[] {
  const upstreams = upstreamRoles(upstream)
  const taken = new Set(upstreams.map((role) => role.numberId))
  return [...upstreams, ...runnerRoles(contacts, taken), ...holderRoles(contacts, taken)].sort(
    (a, b) => b.confidence - a.confidence || a.numberId - b.numberId,
  )
}
