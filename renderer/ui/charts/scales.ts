import { scaleLinear } from 'd3-scale'
import type { CohortGroup } from '../../../analysis/contract/index.ts'

export type SeriesMeaning = 'line' | 'person' | 'place' | 'harm' | 'treatment' | 'neutral'

const groupHues: Record<CohortGroup, SeriesMeaning> = {
  'not-known': 'person',
  mainstream: 'treatment',
  programme: 'treatment',
  unattributed: 'neutral',
}

export const groupHue = (group: CohortGroup): SeriesMeaning => groupHues[group]

/** The top of an axis and at most four ticks under it, all round numbers. */
export const countAxis = (largest: number): { readonly top: number; readonly ticks: readonly number[] } => {
  const scale = scaleLinear()
    .domain([0, Math.max(1, largest)])
    .nice(3)
  const top = scale.domain()[1] ?? 1
  return { top, ticks: scale.ticks(3).filter((tick) => Number.isInteger(tick) || top < 2) }
}

/** Step 1 to 5 of a sequential ramp, by equal shares of the largest value; 0 for nothing. */
export const rampStep = (value: number, largest: number): 0 | 1 | 2 | 3 | 4 | 5 => {
  if (value <= 0 || largest <= 0) return 0
  return Math.min(5, Math.max(1, Math.ceil((value / largest) * 5))) as 1 | 2 | 3 | 4 | 5
}

/** Moves labels apart so that none is nearer than `gap` to the next; their order is kept. */
export const spread = (positions: readonly number[], gap: number, lowest: number): number[] => {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
  const placed = [...positions]
  let last = Number.NEGATIVE_INFINITY
  for (const index of order) {
    const place = Math.max(positions[index] ?? 0, last + gap)
    placed[index] = place
    last = place
  }
  let limit = lowest
  for (const index of [...order].reverse()) {
    const place = Math.min(placed[index] ?? 0, limit)
    placed[index] = place
    limit = place - gap
  }
  return placed
}
