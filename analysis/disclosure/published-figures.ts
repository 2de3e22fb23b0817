import { isSuppressed } from './knowledge.ts'
import type { Policy } from './policies.ts'
import type { CellReference, CellStatus, DerivedFigure, PublishedFigure } from './release-types.ts'

type ShownCount = { status: CellStatus; shown: number | null }

/**
 * Percentages and rates computed from the published, rounded counts, so that they reveal nothing
 * beyond the counts. A mean needs a published base; it is computed from the true sum and base.
 * Source: NHS Digital, HES disclosure control (percentages from rounded numerator and denominator).
 */
export function publishedFigure(
  figure: DerivedFigure,
  countOf: (reference: CellReference) => { value: number } & ShownCount,
  policy: Policy,
): PublishedFigure {
  const counts = [figure.kind === 'mean' ? figure.base : figure.numerator]
  if (figure.kind === 'percentage') counts.push(figure.denominator)
  const found = counts.map(countOf)
  const hidden = found.find((count) => isSuppressed(count.status))
  if (hidden) {
    const status = hidden.status === 'primary' ? 'primary' : 'secondary'
    return { figureId: figure.figureId, shown: null, status, text: policy.symbols[status] }
  }
  const [first, second] = found
  const divisor =
    figure.kind === 'percentage' ? second!.shown! : figure.kind === 'rate' ? figure.population : first!.value
  if (divisor === 0) return { figureId: figure.figureId, shown: null, status: 'not-computable', text: '–' }
  const dividend = figure.kind === 'mean' ? figure.sum : first!.shown!
  const factor = figure.kind === 'percentage' ? 100 : figure.kind === 'rate' ? figure.per : 1
  const shown = Number(((dividend * factor) / divisor).toFixed(figure.decimals))
  const text =
    figure.kind === 'percentage' ? `${shown.toFixed(figure.decimals)}%` : shown.toFixed(figure.decimals)
  return { figureId: figure.figureId, shown, status: 'published', text }
}
