import type { Connection } from '../case/store.ts'
import type { Line, LineDetail } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { groupedBy } from './grouped-by.ts'
import { defaultThreshold, isAccepted, LineDecisions } from './line-decisions.ts'
import {
  lineCustomerRows,
  lineNumberRows,
  lineReasonRows,
  lineRoleRows,
  lineRows,
  lineSourceRows,
} from './queries-results.ts'

const byLine = <Row extends { line_id: string }>(rows: readonly Row[]) =>
  groupedBy(rows, (row) => row.line_id)

const numberList = (text: string): number[] => JSON.parse(text) as number[]

/** Lines of the newest run, best first, with decisions as they stand now. Numbers are E.164. */
export async function readLines(connection: Connection, lineId: string | null = null): Promise<Line[]> {
  const rows = await connection.all(lineRows(lineId))
  const numbers = byLine(await connection.all(lineNumberRows(lineId)))
  const reasons = byLine(await connection.all(lineReasonRows(lineId)))
  const customers = byLine(await connection.all(lineCustomerRows(lineId)))
  const decisions = await LineDecisions.read(connection)
  return rows.map((row) => {
    const ownNumbers = (numbers.get(row.line_id) ?? []).map((entry) => entry.number)
    const decision = decisions.of(ownNumbers)
    return {
      line: row.line_id,
      name: row.name,
      numbers: ownNumbers,
      score: row.score,
      prior: row.prior,
      reasons: (reasons.get(row.line_id) ?? []).map(({ feature, words, weight, rows }) => ({
        feature,
        words,
        weight,
        rows,
      })),
      customers: (customers.get(row.line_id) ?? []).map(({ number, why, confidence }) => ({
        number,
        why,
        confidence,
      })),
      succeeds: [],
      accepted: isAccepted(row.score, decision),
      decision,
      exporterArea: row.exporter_area,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      hours: numberList(row.hours),
    }
  })
}

/**
 * One line with its lineage, roles, week and sources.
 * @throws ExpectedError `LINE_NOT_FOUND`.
 */
export async function readLineDetail(connection: Connection, lineId: string): Promise<LineDetail> {
  const [line] = await readLines(connection, lineId)
  if (!line) throw lineNotFound(lineId)
  const [row] = await connection.all(lineRows(lineId))
  const lineage = await connection.all(lineNumberRows(lineId))
  const roles = await connection.all(lineRoleRows(lineId))
  const sources = await connection.all(lineSourceRows(lineId))
  const week = numberList(row?.week ?? '[]')
  return {
    ...line,
    threshold: defaultThreshold,
    lineage: lineage.map((entry) => ({
      number: entry.number,
      firstSeen: entry.first_seen,
      lastSeen: entry.last_seen,
      succession:
        entry.succession === null
          ? null
          : {
              words: entry.succession,
              shareKept: entry.share_kept ?? 0,
              certainty: entry.certainty === 'recorded' ? 'recorded' : 'inferred',
              sameHandset: entry.same_handset ?? false,
            },
    })),
    roles,
    week: Array.from({ length: 7 }, (_, weekday) => week.slice(weekday * 24, weekday * 24 + 24)),
    sources: sources.map(({ file_id, file, sheet, rows }) => ({ fileId: file_id, file, sheet, rows })),
  }
}

export function lineNotFound(lineId: string): ExpectedError {
  return new ExpectedError('LINE_NOT_FOUND', {
    subject: lineId,
    detail: 'the newest search for lines did not find this line',
    remedy: 'Find lines again, or choose one from the list.',
  })
}
