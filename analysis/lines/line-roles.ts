import type { LineContact } from './line-customers.ts'

export interface UpstreamContact {
  unit_id: number
  other_number_id: number
  contacts: number
  talk_seconds: number
  area: string | null
  lines_met: number
}

export interface JudgedRole {
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

/** Runners: rung by the line as often as they ring it, on many days, in texts both ways, and never sent its bulk texts. */
function runnerRoles(contacts: readonly LineContact[], taken: ReadonlySet<number>): JudgedRole[] {
  return contacts
    .filter(
      (contact) =>
        !taken.has(contact.other_number_id) &&
        contact.bulk_texts === 0 &&
        !contact.is_family &&
        contact.days >= 10 &&
        contact.calls_out >= 15 &&
        contact.calls_out >= contact.calls_in &&
        contact.talk_seconds < 120 * (contact.calls_in + contact.calls_out),
    )
    .map((contact) => ({
      numberId: contact.other_number_id,
      role: 'runner' as const,
      words: `rung by the line ${contact.calls_out} times on ${contact.days} days, rings it ${contact.calls_in} times, gets no bulk texts`,
      confidence: contact.calls_out >= 40 ? 0.8 : 0.6,
    }))
}

/** Roles of one line's contacts, each with its reason; a number has at most one. */
export function judgeRoles(
  contacts: readonly LineContact[],
  upstream: readonly UpstreamContact[],
): JudgedRole[] {
  const upstreams = upstreamRoles(upstream)
  const taken = new Set(upstreams.map((role) => role.numberId))
  return [...upstreams, ...runnerRoles(contacts, taken)].sort(
    (a, b) => b.confidence - a.confidence || a.numberId - b.numberId,
  )
}
