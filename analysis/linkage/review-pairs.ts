import { insertDecision, raiseDataVersion } from '../case/queries-case.ts'
import type { Connection } from '../case/store.ts'
import { runsOf } from '../cohorts/index.ts'
import type { ReviewPair, Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { ruleWords } from './linkage-rules.ts'
import { type PairRow, pairsWithKey, reviewPairs } from './queries-people.ts'

const sideFields = {
  Forename: 'forename',
  'Middle names': 'middle_names',
  Surname: 'surname',
  'Forename initial': 'forename_initial',
  'Surname initial': 'surname_initial',
  'Date of birth': 'birth',
  Sex: 'sex',
  Address: 'address',
  Postcode: 'postcode',
  Area: 'area',
  Email: 'email',
  Telephone: 'phone',
} as const

function sideOf(row: PairRow, side: 'l' | 'r'): ReviewPair['left'] {
  const said = Object.entries(sideFields).flatMap(([label, column]) => {
    const value = row[`${side}_${column}`]
    return value === null || value === undefined || value === '' ? [] : [[label, String(value)] as const]
  })
  const file = String(row[`${side}_file`])
  const rowNumber = Number(row[`${side}_row`])
  return {
    recordId: String(row[`${side}_id`] ?? `${file}:${rowNumber}`),
    file,
    row: rowNumber,
    fields: Object.fromEntries(said),
  }
}

const inWords = (row: PairRow): string => {
  const differs = row.differs.length > 0 ? ` Against it: ${row.differs.join('; ')}.` : ''
  return `${ruleWords(row.rule)}${differs}`
}

/** Pairs that a person should look at, strongest first, and those already decided; never one that the role may not see. */
export async function pairsForReview(connection: Connection): Promise<ReviewPair[]> {
  const runs = await runsOf(connection)
  const rows = await connection.all(reviewPairs(runs.linkage_run))
  return rows.map((row) => ({
    pairKey: row.pairKey,
    left: sideOf(row, 'l'),
    right: sideOf(row, 'r'),
    words: inWords(row),
    decision: row.decision,
  }))
}

/**
 * Records what the user decided about a pair; the next washing honours it before every rule. The key is made of the records' content,
 * so a decision outlives a re-import.
 * @throws ExpectedError `INPUT_INVALID` for a key that no two records bear, or that the role may not see
 */
export async function decidePair(
  connection: Connection,
  session: Session,
  input: { pairKey: string; decision: 'same' | 'different' | null; note?: string | undefined },
): Promise<{ pairKey: string }> {
  const found = await connection.one(pairsWithKey(input.pairKey))
  if (!found || found.pairs === 0) {
    throw new ExpectedError('INPUT_INVALID', {
      subject: 'pairKey',
      detail: 'no two records in the case bear this key',
      remedy: 'Choose a pair from the review list.',
    })
  }
  await connection.run(
    insertDecision({
      decisionId: await connection.nextIds('decision', 1),
      subjectKind: 'pair',
      subjectKey: input.pairKey,
      decision: input.decision,
      note: input.note ?? null,
      at: new Date(),
      person: session.person,
      role: session.role,
    }),
  )
  await connection.run(raiseDataVersion())
  return { pairKey: input.pairKey }
}
