import type { Connection } from '../case/duckdb/database.ts'
import type { OpenCase } from '../case/open-case.ts'
import { dataVersion, insertRun, nextRunId } from '../case/queries-case.ts'
import type { WashResult } from '../contract/index.ts'
import { personKinds } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type Clusters, clusterRecords, type ScoredPair } from './cluster-records.ts'
import { linkageRules } from './linkage-rules.ts'
import { type AttributorPair, type AttributorRecord, matchAttributors } from './match-attributors.ts'
import { nicknameRoots } from './nicknames.ts'
import { insertContactAttributions, insertRecordAttributions } from './queries-attribution.ts'
import {
  createClusterTables,
  createDecisions,
  createOrderedRecords,
  createRankedPairs,
  decidedPairs,
  deleteEarlierResults,
  dropWashTables,
  insertLinks,
  insertPersons,
  linkCounts,
  linkingPairs,
  orderedIdentities,
  personCount,
  sourcesWithoutBasis,
} from './queries-clusters.ts'
import { createNicknameRoots, createWashRecords } from './queries-normalise.ts'
import { blockSize, blocks, createBlockRecords, createPairs, insertPairs, newPairs } from './queries-pairs.ts'

export const washVersion = 'deterministic 1'

interface BlockCount {
  block: string
  words: string
  /** Pairs of the block by the sizes of its keys, known before it is compared. */
  pairs: number
  keysPassedOver: number
  /** Pairs that no block before it had. */
  compared: number
}

async function refuseWithoutBasis(openCase: OpenCase, connection: Connection): Promise<void> {
  if ((await openCase.meta()).policy !== 'strict') return
  const files = await connection.all<{ name: string }>(sourcesWithoutBasis(personKinds))
  if (files.length === 0) return
  throw new ExpectedError('BASIS_REQUIRED', {
    subject: files.map((file) => file.name).join(', '),
    detail: 'this case combines only sources with a recorded lawful basis',
    remedy: 'Record the basis of each source, then wash again.',
  })
}

async function comparePairs(connection: Connection, progress: JobProgress): Promise<BlockCount[]> {
  await connection.run(createPairs())
  const counts: BlockCount[] = []
  for (const block of blocks) {
    const size = await connection.one<{ pairs: number; keys_passed_over: number }>(blockSize(block))
    counts.push({
      block: block.block,
      words: block.words,
      pairs: size?.pairs ?? 0,
      keysPassedOver: size?.keys_passed_over ?? 0,
      compared: 0,
    })
  }
  const total = counts.reduce((sum, count) => sum + count.pairs, 0)
  progress.step('Comparing pairs', total)
  let done = 0
  for (const [index, block] of blocks.entries()) {
    const count = counts[index]!
    if (count.pairs === 0) continue
    const earlier = blocks.slice(0, index).filter((_, place) => counts[place]!.pairs > 0)
    await connection.run(createBlockRecords(block))
    count.compared = (await connection.one<{ pairs: number }>(newPairs(block, earlier)))?.pairs ?? 0
    await connection.run(insertPairs(block, earlier, linkageRules))
    done += count.pairs
    progress.advance(done)
  }
  return counts
}

interface IdentityRow {
  forename: string | null
  surname: string | null
  forename_initial: string | null
  surname_initial: string | null
  forename_roots: string[]
  birth_text: string | null
  sex: string | null
  sector: string | null
  client: string
  death_day: number | null
  alive_day: number | null
}

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

interface PairRow {
  pair_number: number
  left_position: number
  right_position: number
  is_vouched: boolean
}

async function clusterCase(connection: Connection) {
  const rows = await connection.all<IdentityRow>(orderedIdentities())
  const records = rows.map(asRecord)
  const { identities, identityOf } = distinctIdentities(records)
  const decisions = await connection.all<{
    left_position: number
    right_position: number
    decision: 'same' | 'different'
  }>(decidedPairs())
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
  const linking = await connection.all<PairRow>(linkingPairs())
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

/**
 * Finds which records of all sources are about one person, and whose numbers are whose, by the ordered rules of
 * `linkage-rules.ts` (exact and near-exact match keys; no probabilities), and stores the result as a run of `wash`.
 * Deterministic: it depends on the content of the records alone. One transaction: all of the result or none.
 * @returns counts of records, persons and pairs, and seconds taken
 * @throws ExpectedError `BASIS_REQUIRED` in a strict case; CancelledError
 */
export async function washCase(openCase: OpenCase, progress: JobProgress): Promise<WashResult> {
  const startedAt = new Date()
  const started = performance.now()
  const secondsSoFar = () => (performance.now() - started) / 1000
  return openCase.database.write(progress.signal, async (connection) => {
    await refuseWithoutBasis(openCase, connection)
    progress.step('Reading names and dates')
    await connection.run(createNicknameRoots(JSON.stringify(nicknameRoots)))
    await connection.run(createWashRecords())
    await connection.run(createOrderedRecords())
    await connection.run(createDecisions())
    const blockCounts = await comparePairs(connection, progress)
    progress.step('Joining records into people')
    await connection.run(createRankedPairs())
    const { clusters, attributorPairs, cut } = await clusterCase(connection)
    await storeClusters(connection, clusters, attributorPairs, cut)
    progress.step('Storing people, links and numbers')
    const runId = (await connection.one<{ run_id: number }>(nextRunId()))!.run_id
    await connection.run(deleteEarlierResults())
    await connection.run(insertPersons(runId))
    await connection.run(insertLinks(runId))
    await connection.run(insertRecordAttributions(runId))
    await connection.run(insertContactAttributions(runId))
    const counts = await connection.one<{ records: number; persons: number }>(personCount(runId))
    const links = await connection.one<{ linked: number; for_review: number; refused: number }>(
      linkCounts(runId),
    )
    const result = {
      records: counts?.records ?? 0,
      persons: counts?.persons ?? 0,
      pairsCompared: blockCounts.reduce((sum, block) => sum + block.compared, 0),
      pairsLinked: links?.linked ?? 0,
      forReview: links?.for_review ?? 0,
    }
    await connection.run(dropWashTables())
    const seconds = secondsSoFar()
    await connection.run(
      insertRun({
        runId,
        method: 'wash',
        version: washVersion,
        parameters: JSON.stringify({ blocks: blockCounts, rules: linkageRules.map((rule) => rule.rule) }),
        seed: 0,
        dataVersion: (await connection.one<{ version: number }>(dataVersion()))?.version ?? 0,
        startedAt,
        seconds,
        summary: JSON.stringify({ ...result, refused: links?.refused ?? 0 }),
      }),
    )
    return { ...result, seconds }
  })
}
