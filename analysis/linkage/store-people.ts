import type { Connection } from '../case/store.ts'
import type { ResultsOf } from '../visibility/queries-seen.ts'
import { narrowSights, wholeSight } from '../visibility/source-kinds.ts'
import { type Clusters, clusterRecords, type ScoredPair } from './cluster-records.ts'
import { type AttributorPair, type AttributorRecord, matchAttributors } from './match-attributors.ts'
import { insertContactAttributions, insertRecordAttributions } from './queries-attribution.ts'
import {
  copyResults,
  createClusterTables,
  createDecisions,
  createLinkedPersons,
  createOrderedRecords,
  createRankedPairs,
  decidedPairs,
  type IdentityRow,
  insertLinks,
  insertPersons,
  linkingPairs,
  orderedIdentities,
  recordsLeftOut,
} from './queries-clusters.ts'

const asRecord = (row: IdentityRow): AttributorRecord => ({
  forename: row.forename,
  surname: row.surname,
  forenameInitial: row.forename_initial,
  surnameInitial: row.surname_initial,
  forenameRoots: row.forename_roots,
  birth: row.birth_text,
  sex: row.sex,
  sector: row.sector,
  client: row.client,
})

function distinctIdentities(records: readonly AttributorRecord[]) {
  const places = new Map<string, number>()
  const identities: AttributorRecord[] = []
  const identityOf = Int32Array.from(records, (record) => {
    const key = JSON.stringify([
      record.forename,
      record.surname,
      record.forenameInitial,
      record.surnameInitial,
      record.birth,
      record.sex,
    ])
    const before = places.get(key)
    if (before !== undefined) return before
    places.set(key, identities.length)
    identities.push(record)
    return identities.length - 1
  })
  return { identities, identityOf }
}

async function clusterCase(connection: Connection) {
  const rows = await connection.all(orderedIdentities())
  const records = rows.map(asRecord)
  const { identities, identityOf } = distinctIdentities(records)
  const decisions = await connection.all(decidedPairs())
  const apart = new Map<number, Set<number>>()
  const keepApart = (one: number, other: number) => apart.set(one, (apart.get(one) ?? new Set()).add(other))
  for (const { left_position, right_position, decision } of decisions) {
    if (decision !== 'different') continue
    keepApart(left_position, right_position)
    keepApart(right_position, left_position)
  }
  const decided: ScoredPair[] = decisions
    .filter(({ decision }) => decision === 'same')
    .map((pair) => ({
      left: pair.left_position,
      right: pair.right_position,
      isDecided: true,
      isVouched: true,
    }))
  const linking = await connection.all(linkingPairs())
  const scored: ScoredPair[] = [
    ...decided,
    ...linking.map((pair) => ({
      left: pair.left_position,
      right: pair.right_position,
      isDecided: false,
      isVouched: pair.is_vouched,
    })),
  ]
  const input = {
    records: records.length,
    identityOf,
    identities,
    deathDay: Float64Array.from(rows, (row) => row.death_day ?? Number.NaN),
    aliveDay: Float64Array.from(rows, (row) => row.alive_day ?? Number.NaN),
    apart,
  }
  const named = clusterRecords({ ...input, pairs: scored })
  const attributorPairs = matchAttributors(records, named.clusterOf)
  const byAttributor = attributorPairs
    .filter((pair) => pair.isLink)
    .map((pair) => ({ left: pair.left, right: pair.right, isDecided: false, isVouched: false }))
  const clusters =
    byAttributor.length > 0 ? clusterRecords({ ...input, pairs: [...scored, ...byAttributor] }) : named
  const cut = [...clusters.cut].flatMap(([index, reason]) => {
    const pair = linking[index - decided.length]
    return pair ? [{ pairNumber: pair.pair_number, reason }] : []
  })
  return { clusters, attributorPairs, cut }
}

async function storeClusters(
  connection: Connection,
  clusters: Clusters,
  attributorPairs: readonly AttributorPair[],
  cut: readonly { pairNumber: number; reason: string }[],
): Promise<void> {
  await connection.run(createClusterTables())
  const clusterRows = await connection.appender('record_cluster')
  for (let record = 0; record < clusters.clusterOf.length; record += 1) {
    clusterRows.appendInteger(record)
    clusterRows.appendInteger(clusters.clusterOf[record]!)
    clusterRows.endRow()
  }
  clusterRows.closeSync()
  const cutRows = await connection.appender('cut_pair')
  for (const { pairNumber, reason } of cut) {
    cutRows.appendInteger(pairNumber)
    cutRows.appendVarchar(reason)
    cutRows.endRow()
  }
  cutRows.closeSync()
  const attributorRows = await connection.appender('attributor_pair')
  for (const pair of attributorPairs) {
    attributorRows.appendInteger(pair.left)
    attributorRows.appendInteger(pair.right)
    attributorRows.appendVarchar(pair.rule)
    attributorRows.appendBoolean(pair.isLink)
    if (pair.reason === null) attributorRows.appendNull()
    else attributorRows.appendVarchar(pair.reason)
    attributorRows.endRow()
  }
  attributorRows.closeSync()
}

/** Joins the compared records that a sight sees into people, and stores these, their links and their numbers. */
async function storeResults(connection: Connection, of: ResultsOf): Promise<void> {
  await connection.run(createOrderedRecords(of))
  await connection.run(createDecisions())
  await connection.run(createRankedPairs())
  const { clusters, attributorPairs, cut } = await clusterCase(connection)
  await storeClusters(connection, clusters, attributorPairs, cut)
  await connection.run(createLinkedPersons())
  await connection.run(insertPersons(of))
  await connection.run(insertLinks(of))
  await connection.run(insertRecordAttributions(of))
  await connection.run(insertContactAttributions(of))
}

/**
 * Stores who the records make, whole, and again for each sight that sees fewer records, from those alone: nothing that a role is told of people
 * and numbers then rests on a record that it may not see, nor on what such a record forbids.
 */
export async function storePeople(connection: Connection, runId: number): Promise<void> {
  await storeResults(connection, { runId, sight: wholeSight })
  for (const sight of narrowSights) {
    const of = { runId, sight }
    const left = await connection.one(recordsLeftOut(of))
    if ((left?.rows ?? 0) > 0) await storeResults(connection, of)
    else for (const copied of copyResults(of)) await connection.run(copied)
  }
}
