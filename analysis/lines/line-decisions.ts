import type { Connection } from '../case/store.ts'
import type { Line } from '../contract/index.ts'
import { lineDecisionRows } from './queries-results.ts'

export type LineDecision = NonNullable<Line['decision']>

/** A candidate is proposed as a line from this score up; the one place where the default is set. */
export const defaultThreshold = 0.6

/** What a decision is stored under: the line's numbers themselves, so that it holds after a re-import or another run. */
export function decisionKey(numbers: readonly string[]): string {
  return [...numbers].sort().join(' ')
}

/** Decisions by number; if several decisions apply to one line, the newest counts. */
export class LineDecisions {
  private readonly newestByNumber = new Map<string, { decisionId: number; decision: LineDecision | null }>()

  static async read(connection: Connection): Promise<LineDecisions> {
    const rows = await connection.all(lineDecisionRows())
    return new LineDecisions(rows)
  }

  constructor(rows: readonly { subject_key: string; decision_id: number; decision: string }[]) {
    for (const row of rows) {
      const decision = row.decision === '' ? null : (row.decision as LineDecision)
      for (const number of row.subject_key.split(' ')) {
        const known = this.newestByNumber.get(number)
        if (!known || known.decisionId < row.decision_id)
          this.newestByNumber.set(number, { decisionId: row.decision_id, decision })
      }
    }
  }

  of(numbers: readonly string[]): LineDecision | null {
    let newest: { decisionId: number; decision: LineDecision | null } | undefined
    for (const number of numbers) {
      const known = this.newestByNumber.get(number)
      if (known && (!newest || known.decisionId > newest.decisionId)) newest = known
    }
    return newest?.decision ?? null
  }
}

/** A human decision first, else the score against the default threshold. */
export function isAccepted(score: number, decision: LineDecision | null): boolean {
  if (decision === 'accepted') return true
  if (decision === 'set-aside') return false
  return score >= defaultThreshold
}
