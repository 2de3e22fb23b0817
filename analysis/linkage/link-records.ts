import type { OpenCase } from '../case/open-case.ts'
import { dataVersion, insertRun } from '../case/queries-case.ts'
import type { Connection } from '../case/store.ts'
import type { LinkageResult } from '../contract/index.ts'
import { personKinds } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type Sight, wholeSight } from '../visibility/source-kinds.ts'
import { blocks } from './blocks.ts'
import { linkageRules } from './linkage-rules.ts'
import { nicknameRoots } from './nicknames.ts'
import {
  deleteEarlierResults,
  dropLinkageTables,
  linkCounts,
  personCount,
  sourcesWithoutBasis,
} from './queries-clusters.ts'
import { createLinkageRecords, createNicknameRoots } from './queries-normalise.ts'
import { blockSize, createBlockRecords, createPairs, insertPairs, newPairs } from './queries-pairs.ts'
import { storePeople } from './store-people.ts'

const linkageVersion = 'deterministic 1'

interface BlockCount {
  block: string
  words: string
  /** Pairs of the block by the sizes of its keys, known before it is compared. */
  pairs: number
  keysPassedOver: number
  /** Pairs that no block before it had. */
  compared: number
  /** Those of them of which the user may see both records. */
  seen: number
}

async function refuseWithoutBasis(openCase: OpenCase, connection: Connection): Promise<void> {
  if ((await openCase.meta()).policy !== 'strict') return
  const files = await connection.all(sourcesWithoutBasis(personKinds))
  if (files.length === 0) return
  throw new ExpectedError('BASIS_REQUIRED', {
    subject: files.map((file) => file.name).join(', '),
    detail: 'this case combines only sources with a recorded lawful basis',
    remedy: 'Record the basis of each source, then wash again.',
  })
}

async function comparePairs(
  connection: Connection,
  sight: Sight,
  progress: JobProgress,
): Promise<BlockCount[]> {
  await connection.run(createPairs())
  const counts: BlockCount[] = []
  for (const block of blocks) {
    const size = await connection.one(blockSize(block))
    counts.push({
      block: block.block,
      words: block.words,
      pairs: size?.pairs ?? 0,
      keysPassedOver: size?.keys_passed_over ?? 0,
      compared: 0,
      seen: 0,
    })
  }
  const total = counts.reduce((sum, count) => sum + count.pairs, 0)
  // In hundredths: how many pairs the whole case has is not for every role.
  progress.step('Comparing pairs', total === 0 ? 0 : 100)
  let done = 0
  for (const [index, block] of blocks.entries()) {
    const count = counts[index]!
    if (count.pairs === 0) continue
    const earlier = blocks.slice(0, index).filter((_, place) => counts[place]!.pairs > 0)
    await connection.run(createBlockRecords(block))
    const found = await connection.one(newPairs(block, earlier, sight))
    count.compared = found?.pairs ?? 0
    count.seen = found?.seen ?? 0
    await connection.run(insertPairs(block, earlier, linkageRules))
    done += count.pairs
    progress.advance(Math.floor((100 * done) / total))
  }
  return counts
}

/** What a washing came to, as the connection sees it. */
async function resultCounts(
  connection: Connection,
  runId: number,
  blockCounts: readonly BlockCount[],
  pairs: 'compared' | 'seen',
) {
  const counts = await connection.one(personCount(runId))
  const links = await connection.one(linkCounts(runId))
  return {
    records: counts?.records ?? 0,
    persons: counts?.persons ?? 0,
    pairsCompared: blockCounts.reduce((sum, block) => sum + block[pairs], 0),
    pairsLinked: links?.linked ?? 0,
    forReview: links?.for_review ?? 0,
    refused: links?.refused ?? 0,
  }
}

/**
 * Finds which records of all sources are about one person, and whose numbers are whose, by the ordered rules of
 * `linkage-rules.ts` (exact and near-exact match keys; no probabilities), and stores the result as a run of `wash`.
 * Deterministic: it depends on the content of the records alone. One transaction: all of the result or none.
 * @param sight whose counts are answered: a count of hidden records would tell what they hold
 * @returns counts of records, persons and pairs as `sight` sees them, and seconds taken
 * @throws ExpectedError `BASIS_REQUIRED` in a strict case; CancelledError
 */
export async function linkRecords(
  openCase: OpenCase,
  progress: JobProgress,
  sight: Sight,
): Promise<LinkageResult> {
  const startedAt = new Date()
  const started = performance.now()
  const secondsSoFar = () => (performance.now() - started) / 1000
  const wash = async (connection: Connection) => {
    await refuseWithoutBasis(openCase, connection)
    progress.step('Reading names and dates')
    await connection.run(createNicknameRoots(JSON.stringify(nicknameRoots)))
    await connection.run(createLinkageRecords())
    const blockCounts = await comparePairs(connection, sight, progress)
    progress.step('Joining records into people')
    const runId = await connection.nextIds('run', 1)
    await connection.run(deleteEarlierResults())
    await storePeople(connection, runId)
    const { refused, ...result } = await resultCounts(connection, runId, blockCounts, 'compared')
    await connection.run(dropLinkageTables())
    const seconds = secondsSoFar()
    await connection.run(
      insertRun({
        runId,
        method: 'wash',
        version: linkageVersion,
        parameters: JSON.stringify({
          blocks: blockCounts.map(({ seen, ...count }) => count),
          rules: linkageRules.map((rule) => rule.rule),
        }),
        seed: 0,
        dataVersion: (await connection.one(dataVersion()))?.version ?? 0,
        startedAt,
        seconds,
        summary: JSON.stringify({ ...result, refused }),
      }),
    )
    return { runId, blockCounts, result: { ...result, seconds } }
  }
  const { runId, blockCounts, result } = await openCase.database.write(progress.signal, wash, {
    sees: wholeSight,
  })
  if (sight.kinds === null) return result
  const { refused, ...seen } = await openCase.database.read(sight, progress.signal, (connection) =>
    resultCounts(connection, runId, blockCounts, 'seen'),
  )
  return { ...seen, seconds: result.seconds }
}
