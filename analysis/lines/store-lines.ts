import type { Connection } from '../case/store.ts'
import { groupedBy } from './grouped-by.ts'
import { judgeCustomers } from './line-customers.ts'
import { isAccepted, LineDecisions } from './line-decisions.ts'
import type { UnitFeatures } from './line-features.ts'
import { judgeRoles } from './line-roles.ts'
import { letterName, lineIdOf, namesInTexts } from './name-lines.ts'
import { bulkTextWordings } from './queries-bulk-texts.ts'
import { candidateValues } from './queries-candidates.ts'
import { contactsOfUnits } from './queries-customers.ts'
import {
  createKeptReasons,
  createKeptUnits,
  insertCustomers,
  insertEvidence,
  insertLineNumbers,
  insertLines,
  insertReasons,
  insertRoles,
} from './queries-store.ts'
import { upstreamContacts } from './queries-upstream.ts'
import type { LineScore } from './score-line.ts'
import type { Succession } from './succession.ts'

/** One number, or the chain of numbers of one line, measured and scored. */
export interface Unit {
  unitId: number
  numberIds: number[]
  links: Succession[]
  features: UnitFeatures
  score: LineScore
}

interface NamedUnit {
  unit: Unit
  lineId: string
  name: string
  accepted: boolean
  rank: number
}

/** Gives each unit its id and name; only accepted lines take names from texts or letters. */
async function nameUnits(connection: Connection, units: readonly Unit[]): Promise<NamedUnit[]> {
  const values = new Map((await connection.all(candidateValues())).map((row) => [row.number_id, row.value]))
  const decisions = await LineDecisions.read(connection)
  const names = namesInTexts(await connection.all(bulkTextWordings()))
  const taken = new Set<string>()
  const usedNames = new Set<string>()
  let unnamed = 0
  return units.map((unit, rank) => {
    const numbers = unit.numberIds.map((numberId) => values.get(numberId) ?? '')
    const lineId = lineIdOf(numbers[0] ?? '', taken)
    taken.add(lineId)
    const accepted = isAccepted(unit.score.score, decisions.of(numbers))
    const named = accepted ? names.get(unit.unitId) : undefined
    const isFree = named !== undefined && !usedNames.has(named)
    if (isFree) usedNames.add(named)
    const name = isFree ? named : accepted ? `Line ${letterName(unnamed++)}` : `Unnamed ${rank + 1}`
    return { unit, lineId, name, accepted, rank }
  })
}

/** Stores scored units, best first, as the lines of a run, with reasons, evidence, customers and roles. */
export async function storeUnits(
  connection: Connection,
  runId: number,
  units: readonly Unit[],
): Promise<number> {
  const lines = await nameUnits(connection, units)
  await connection.run(
    createKeptUnits(
      JSON.stringify(lines.map(({ unit, lineId }) => ({ unit_id: unit.unitId, line_id: lineId }))),
    ),
  )
  await connection.run(
    createKeptReasons(
      JSON.stringify(
        lines.flatMap(({ unit, lineId }) =>
          unit.score.reasons.map((reason, position) => ({
            unit_id: unit.unitId,
            line_id: lineId,
            position,
            ...reason,
          })),
        ),
      ),
    ),
  )
  await connection.run(insertEvidence(runId))
  await connection.run(insertReasons(runId))
  await connection.run(
    insertLines(
      runId,
      JSON.stringify(
        lines.map(({ unit, lineId, name, accepted, rank }) => ({
          unit_id: unit.unitId,
          line_id: lineId,
          name,
          rank,
          score: unit.score.score,
          prior: unit.score.prior,
          accepted,
          exporter_area: unit.features.upstream_area,
        })),
      ),
    ),
  )
  await connection.run(
    insertLineNumbers(
      runId,
      JSON.stringify(
        lines.flatMap(({ unit, lineId }) =>
          unit.numberIds.map((numberId, position) => {
            const link = unit.links[position - 1]
            return {
              line_id: lineId,
              position,
              number_id: numberId,
              succession: link?.words ?? null,
              share_kept: link?.shareKept ?? null,
              same_handset: link?.sameHandset ?? null,
              certainty: link?.certainty ?? null,
            }
          }),
        ),
      ),
    ),
  )
  await storeContacts(connection, runId, lines)
  return lines.filter((line) => line.accepted).length
}

async function storeContacts(
  connection: Connection,
  runId: number,
  lines: readonly { unit: Unit; lineId: string }[],
): Promise<void> {
  const contacts = groupedBy(await connection.all(contactsOfUnits()), (contact) => contact.unit_id)
  const upstream = groupedBy(await connection.all(upstreamContacts()), (contact) => contact.unit_id)
  const customerRows: object[] = []
  const roleRows: object[] = []
  for (const { unit, lineId } of lines) {
    const own = contacts.get(unit.unitId) ?? []
    const roles = judgeRoles(own, upstream.get(unit.unitId) ?? [])
    for (const role of roles)
      roleRows.push({
        line_id: lineId,
        number_id: role.numberId,
        role: role.role,
        words: role.words,
        confidence: role.confidence,
      })
    const others = new Set([...unit.numberIds, ...roles.map((role) => role.numberId)])
    for (const { contact, why, confidence } of judgeCustomers(own, others))
      customerRows.push({
        line_id: lineId,
        number_id: contact.other_number_id,
        why,
        confidence,
        texts: contact.texts_out + contact.texts_in,
        calls: contact.calls_in + contact.calls_out,
        call_backs: contact.call_backs,
        first_second: contact.first_second,
        last_second: contact.last_second,
      })
  }
  await connection.run(insertCustomers(runId, JSON.stringify(customerRows)))
  await connection.run(insertRoles(runId, JSON.stringify(roleRows)))
}
