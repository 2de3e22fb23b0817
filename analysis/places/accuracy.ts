export interface HeldOutMonth {
  /** One score per hexagon, from the months before. */
  readonly scores: Float64Array
  /** One count per hexagon, from the months before. */
  readonly baseline: Float64Array
  /** What happened. */
  readonly actual: Float64Array
}

interface LevelAccuracy {
  area: number
  cells: number
  hits: number
  baselineHits: number
  pai: number | null
  baselinePai: number | null
  pei: number | null
  baselinePei: number | null
}

/** The `size` hexagons with the highest scores; equal scores by their place, so that the choice is total. */
export function highestHexagons(scores: Float64Array, size: number): number[] {
  const worth = (index: number) => (Number.isNaN(scores[index]) ? Number.NEGATIVE_INFINITY : scores[index]!)
  return [...scores.keys()]
    .sort((left, right) => worth(right) - worth(left) || left - right)
    .slice(0, Math.max(0, size))
}

const held = (actual: Float64Array, hexagons: readonly number[]) =>
  hexagons.reduce((sum, hexagon) => sum + actual[hexagon]!, 0)

/**
 * Predictive accuracy and efficiency at a share of the area, over all months held out together.
 * PAI = (hits / events) / (hexagons / all hexagons): Chainey, Tompson and Uhlig 2008, Security Journal 21:4-28.
 * PEI = hits / the most that as many hexagons could have held: Hunt 2016 (as PEI*), NIJ real-time forecasting challenge 2017.
 * @param area share of the study area, e.g. 0.01; hexagons are of one size, so it is a share of hexagons (at least one hexagon)
 */
export function accuracyAt(months: readonly HeldOutMonth[], area: number): LevelAccuracy {
  const all = months[0]?.actual.length ?? 0
  const hexagons = Math.max(1, Math.round(all * area))
  let events = 0
  let hits = 0
  let baselineHits = 0
  let best = 0
  for (const month of months) {
    events += month.actual.reduce((sum, count) => sum + count, 0)
    hits += held(month.actual, highestHexagons(month.scores, hexagons))
    baselineHits += held(month.actual, highestHexagons(month.baseline, hexagons))
    best += held(month.actual, highestHexagons(month.actual, hexagons))
  }
  const pai = (found: number) => (events > 0 && all > 0 ? found / events / (hexagons / all) : null)
  const pei = (found: number) => (best > 0 ? found / best : null)
  return {
    area,
    cells: hexagons,
    hits,
    baselineHits,
    pai: pai(hits),
    baselinePai: pai(baselineHits),
    pei: pei(hits),
    baselinePei: pei(baselineHits),
  }
}

/** One sentence on whether the method beats the baseline; a tie is no win. */
export function accuracyWords(method: string, levels: readonly LevelAccuracy[]): string {
  const known = levels.filter((level) => level.pai !== null && level.baselinePai !== null)
  if (known.length === 0)
    return 'Not known: no month could be held out, because fewer than two months have places.'
  const percent = (level: LevelAccuracy) => `${Math.round(level.area * 100)}%`
  const wins = known.filter((level) => level.hits > level.baselineHits)
  const losses = known.filter((level) => level.hits < level.baselineHits)
  const join = (some: readonly LevelAccuracy[]) => some.map(percent).join(' and ')
  if (wins.length === known.length)
    return `${method} found more than taking the places with most in the months before, in ${join(wins)} of the area.`
  if (wins.length > 0)
    return `${method} found more than taking the places with most in the months before in ${join(wins)} of the area, not in ${join(known.filter((level) => !wins.includes(level)))}.`
  if (losses.length > 0)
    return `${method} found less than taking the places with most in the months before: choose places by those.`
  return `${method} found as much as taking the places with most in the months before, and no more.`
}
