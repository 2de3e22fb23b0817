import type { Connection } from '../case/store.ts'
import type { DayRange, NetworkUnit } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { chosenCell } from '../visibility/queries-chosen.ts'
import type { ContactScope, Start } from './queries-contacts.ts'
import { lineNamed, newestRuns, numberIsKnown, personIsKnown } from './queries-graph.ts'
import { personName } from './queries-people.ts'

export interface NetworkQuestion {
  readonly unit: NetworkUnit
  readonly range?: DayRange
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
  /** Only communications that used a cell site in it. Without another start, the numbers seen there are the start. */
  readonly cell?: string
}

/** A question about the network, resolved for the case and the role. */
export interface AskedNetwork {
  readonly scope: ContactScope
  readonly start: Start | null
  /** The start in words; "the whole network" without one. */
  readonly title: string
  readonly communications: number
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/**
 * Reads what a question is about.
 * @throws ExpectedError `LINE_NOT_FOUND`, `PERSON_NOT_FOUND`, `NUMBER_NOT_FOUND` when the start is not in the case;
 * `INPUT_INVALID` for a range that ends before it begins.
 */
export async function askNetwork(connection: Connection, question: NetworkQuestion): Promise<AskedNetwork> {
  if (question.range && question.range.from > question.range.to)
    throw new ExpectedError('INPUT_INVALID', {
      subject: 'range',
      detail: `it ends on ${question.range.to}, before it begins on ${question.range.from}`,
    })
  const runs = await connection.one(newestRuns())
  const scope: ContactScope = {
    unit: question.unit,
    from: question.range?.from ?? null,
    to: question.range?.to ?? null,
    cell: chosenCell(question.cell),
    linkageRun: runs?.linkage_run ?? null,
    linesRun: runs?.lines_run ?? null,
  }
  return {
    scope,
    ...(await startOf(connection, scope, question)),
    communications: runs?.communications ?? 0,
    firstDay: runs?.first_day ?? null,
    lastDay: runs?.last_day ?? null,
  }
}

async function startOf(
  connection: Connection,
  scope: ContactScope,
  question: NetworkQuestion,
): Promise<{ start: Start | null; title: string }> {
  if (question.lineId !== undefined) {
    const line = await connection.one(lineNamed(scope.linesRun, question.lineId))
    if (!line)
      throw new ExpectedError('LINE_NOT_FOUND', {
        subject: question.lineId,
        detail: 'the newest search for lines did not find this line',
        remedy: 'Find lines again, or choose one from the list.',
      })
    return { start: { kind: 'line', lineId: question.lineId }, title: line.name }
  }
  if (question.person !== undefined) {
    const personId = Number(question.person)
    const known = Number.isSafeInteger(personId)
      ? await connection.one(personIsKnown(scope.linkageRun, personId))
      : null
    if (!known?.records)
      throw new ExpectedError('PERSON_NOT_FOUND', {
        subject: question.person,
        remedy: 'Wash again, or choose a person from the list.',
      })
    const named = await connection.one(personName(personId, scope))
    return { start: { kind: 'person', personId }, title: named?.name ?? `person ${question.person}` }
  }
  if (question.number !== undefined) {
    const known = await connection.one(numberIsKnown(question.number))
    if (!known?.numbers)
      throw new ExpectedError('NUMBER_NOT_FOUND', {
        subject: question.number,
        remedy: 'Give it in E.164, e.g. +447700900412, or load the phone that holds it.',
      })
    return { start: { kind: 'number', number: question.number }, title: question.number }
  }
  if (scope.cell !== null)
    return { start: { kind: 'cell', cell: scope.cell }, title: 'numbers seen in the cell' }
  return { start: null, title: 'the whole network' }
}

/** Why a network is empty, in one sentence. */
export function whyEmpty(asked: AskedNetwork): string {
  if (asked.communications === 0)
    return 'No calls or messages are loaded: a network is made of phone extractions and call records. Add some in Sources.'
  const where = asked.start ? ` of ${asked.title}` : ''
  if (asked.scope.cell !== null) {
    const days = asked.scope.from === null ? '' : ` from ${asked.scope.from} to ${asked.scope.to}`
    return `No call or message${where} between two known numbers met a cell site in the chosen cell${days}.`
  }
  if (asked.scope.from !== null)
    return `No call or message${where} between two known numbers falls from ${asked.scope.from} to ${asked.scope.to}; the case has them from ${asked.firstDay} to ${asked.lastDay}. Choose other days, or all.`
  return `No call or message${where} joins two known numbers: the other end is withheld, unknown or the number itself. Start from somebody else, or load the phones and records of those it was in contact with.`
}
