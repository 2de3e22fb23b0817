import { insertDecision } from '../case/queries-case.ts'
import type { CaseStore, Connection } from '../case/store.ts'
import type { Line, Session } from '../contract/index.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { decisionKey, isAccepted, type LineDecision } from './line-decisions.ts'
import { setLineAccepted } from './queries-results.ts'
import { lineNotFound, readLines } from './read-lines.ts'

/**
 * Stores a user's decision about a line, under the line's numbers; `null` withdraws it.
 * @throws ExpectedError `LINE_NOT_FOUND`.
 */
export async function decideLine(
  database: CaseStore,
  session: Session,
  asked: { lineId: string; decision: LineDecision | null; note?: string | undefined },
  signal?: AbortSignal,
): Promise<Line> {
  const decide = async (connection: Connection) => {
    const [line] = await readLines(connection, asked.lineId)
    if (!line) throw lineNotFound(asked.lineId)
    await connection.run(
      insertDecision({
        decisionId: await connection.nextIds('decision', 1),
        subjectKind: 'line',
        subjectKey: decisionKey(line.numbers),
        decision: asked.decision,
        note: asked.note ?? null,
        at: new Date(),
        person: session.person,
        role: session.role,
      }),
    )
    await connection.run(setLineAccepted(asked.lineId, isAccepted(line.score, asked.decision)))
    const [decided] = await readLines(connection, asked.lineId)
    return decided ?? line
  }
  return database.write(signal, decide, { sees: sightOf(session.role) })
}
