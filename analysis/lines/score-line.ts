import { priorLogOdds, toOneDecimal, weightOf } from './likelihood-ratios.ts'
import type { UnitFeatures } from './line-features.ts'
import { measuredFeatures } from './line-features.ts'

interface ScoredReason {
  feature: string
  words: string
  weight: number
  value: number
}

export interface LineScore {
  /** Probability-like: the logistic of `prior` plus the reasons' weights. */
  score: number
  prior: number
  logOdds: number
  /** Strongest first, for and against alike. */
  reasons: ScoredReason[]
}

/**
 * Adds up the evidence of each feature for one number or line: log-odds = prior + weights, each to one decimal, exactly.
 * A feature that the data cannot show has no weight and no reason. Two readings of one feature are one reason.
 * Source: naive Bayes over banded likelihood ratios, `likelihood-ratios.ts`.
 */
export function scoreLine(unit: UnitFeatures): LineScore {
  const byFeature = new Map<string, { parts: { words: string; weight: number; value: number }[] }>()
  for (const measured of measuredFeatures) {
    const value = measured.value(unit)
    if (value === null) continue
    const weight = weightOf(measured.ratio, unit.is_own, value)
    if (weight === 0) continue
    const feature = measured.feature(weight)
    const entry = byFeature.get(feature) ?? { parts: [] }
    entry.parts.push({ words: measured.words(unit, weight), weight, value })
    byFeature.set(feature, entry)
  }
  const reasons: ScoredReason[] = []
  for (const [feature, { parts }] of byFeature) {
    const ordered = [...parts].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    const weight = toOneDecimal(parts.reduce((sum, part) => sum + part.weight, 0))
    if (weight === 0) continue
    const agreeing = ordered.filter((part) => Math.sign(part.weight) === Math.sign(weight))
    reasons.push({
      feature,
      words: agreeing.map((part) => part.words).join('; '),
      weight,
      value: agreeing[0]?.value ?? 0,
    })
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.feature.localeCompare(b.feature))
  const logOdds = toOneDecimal(reasons.reduce((sum, reason) => sum + reason.weight, priorLogOdds))
  return { score: 1 / (1 + Math.exp(-logOdds)), prior: priorLogOdds, logOdds, reasons }
}
