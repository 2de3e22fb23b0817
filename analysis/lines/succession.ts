import type { SuccessionPair } from './queries-succession.ts'

export interface Succession {
  formerId: number
  latterId: number
  /** Share of the former number's contacts, weighted by rarity, that the latter kept; 0 to 1. */
  shareKept: number
  sameHandset: boolean
  certainty: 'recorded' | 'inferred'
  words: string
  logOdds: number
}

const priorLogOdds = -3
const daySeconds = 86400
/** Longer silence than this between two numbers of one line is taken as two lines. */
const longestGapDays = 75

/**
 * Log-odds that one number took over from another. The share kept is measured against the smaller book, since
 * either number may be seen only in part; a gap in days, contacts who kept both, and a number unlike a line count against;
 * handset, announcement and wording count in favour. Log-odds set by judgement, checked on generated counties with seeds 2 to 8.
 */
function judged(pair: SuccessionPair): Succession | null {
  const smaller = Math.max(1, Math.min(pair.former_weight, pair.latter_weight))
  const overlap = Math.min(1, pair.shared_weight / smaller)
  const shareKept = Math.min(1, pair.shared_weight / Math.max(1, pair.former_weight))
  const gapDays = Math.max(0, (pair.latter_early - pair.former_late) / daySeconds)
  if (gapDays > longestGapDays) return null
  let logOdds = priorLogOdds
  if (overlap >= 0.7) logOdds += 4.5
  else if (overlap >= 0.5) logOdds += 3.5
  else if (overlap >= 0.35) logOdds += 2
  else if (overlap >= 0.2) logOdds += 0
  else logOdds -= 2
  if (pair.shared_contacts >= 12) logOdds += 1
  else if (pair.shared_contacts === 1) logOdds -= 3
  else if (pair.shared_contacts === 2) logOdds -= 2
  else if (pair.shared_contacts < 6) logOdds -= 2
  if (pair.handed_over * 2 < pair.shared_contacts) logOdds -= 3
  if (pair.same_handset) logOdds += 3
  if (pair.is_announced) logOdds += 3
  if (pair.shared_shapes >= 3) logOdds += 3
  else if (pair.shared_shapes === 2) logOdds += 1.5
  else if (pair.shared_shapes === 1) logOdds += 0.7
  const leastScore = Math.min(pair.former_score, pair.latter_score)
  if (leastScore < 0.05) logOdds -= 1
  else if (leastScore >= 0.3) logOdds += 0.5
  if (gapDays > 21) logOdds -= 1
  if (gapDays > 45) logOdds -= 1
  if (logOdds <= 0) return null
  const isRecorded = pair.same_handset || pair.is_announced
  const because = [
    `${Math.round(100 * shareKept)}% of its rare contacts kept`,
    pair.same_handset ? 'the same handset' : '',
    pair.is_announced ? 'a text announces a new number' : '',
    pair.shared_shapes > 0 ? 'the same texts' : '',
  ].filter(Boolean)
  return {
    formerId: pair.former_id,
    latterId: pair.latter_id,
    shareKept,
    sameHandset: pair.same_handset,
    certainty: isRecorded ? 'recorded' : 'inferred',
    words: because.join('; '),
    logOdds,
  }
}

/** Chains of numbers, oldest first: each number has at most one predecessor and one successor, the surest pairs first. */
export function chainNumbers(pairs: readonly SuccessionPair[]): { chain: number[]; links: Succession[] }[] {
  const successions = pairs
    .map(judged)
    .filter((succession): succession is Succession => succession !== null)
    .sort(
      (a, b) =>
        b.logOdds - a.logOdds ||
        b.shareKept - a.shareKept ||
        a.formerId - b.formerId ||
        a.latterId - b.latterId,
    )
  const next = new Map<number, Succession>()
  const previous = new Map<number, Succession>()
  for (const succession of successions) {
    if (next.has(succession.formerId) || previous.has(succession.latterId)) continue
    next.set(succession.formerId, succession)
    previous.set(succession.latterId, succession)
  }
  const chains: { chain: number[]; links: Succession[] }[] = []
  for (const start of [...next.keys()].filter((id) => !previous.has(id)).sort((a, b) => a - b)) {
    const chain = [start]
    const links: Succession[] = []
    for (let link = next.get(start); link; link = next.get(link.latterId)) {
      links.push(link)
      chain.push(link.latterId)
    }
    chains.push({ chain, links })
  }
  return chains
}
