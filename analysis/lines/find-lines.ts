import { dataVersion, insertRun } from '../case/queries-case.ts'
import type { CaseStore, Connection } from '../case/store.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { sharedSight } from '../visibility/source-kinds.ts'
import { defaultThreshold } from './line-decisions.ts'
import { measureUnits, prepareUnits } from './measure-units.ts'
import { createChainUnitTable, createUnitContacts, createUnitLegs } from './queries-candidates.ts'
import { deleteEarlierResults, dropWorkingTables, fillScoredUnits, fillUnitNumbers } from './queries-store.ts'
import { createScoredUnitTable, successionPairs } from './queries-succession.ts'
import { createCellAreas, createUpstream } from './queries-upstream.ts'
import { scoreLine } from './score-line.ts'
import { storeUnits, type Unit } from './store-lines.ts'
import { chainNumbers, type Succession } from './succession.ts'

const methodVersion = '1'
/** How many candidates are kept, so that users can see what was rejected. */
const mostKept = 250
const leastKeptScore = 0.02
/** A number from this score up may be part of a line, in a chain with one that scores at least `surestScore`. */
const leastChainScore = 0.02
const surestScore = 0.25

interface FoundLines {
  candidates: number
  accepted: number
  seconds: number
}

/** Scores every candidate number by itself, and chains those that took over from each other. */
async function findUnits(
  connection: Connection,
  progress: JobProgress,
): Promise<{ chain: number[]; links: Succession[] }[]> {
  await prepareUnits(connection)
  progress.step('Measuring busy numbers')
  const measured = await measureUnits(connection)
  const scored = measured.map((features) => ({ features, score: scoreLine(features).score }))
  await connection.run(createScoredUnitTable())
  await connection.run(
    fillScoredUnits(
      JSON.stringify(scored.map(({ features, score }) => ({ unit_id: features.unit_id, score }))),
    ),
  )
  progress.step('Following numbers that were changed')
  const pairs = await connection.all(successionPairs(surestScore, leastChainScore))
  const chains = chainNumbers(pairs)
  const chained = new Set(chains.flatMap(({ chain }) => chain))
  const singles = scored
    .filter(
      ({ features, score }) =>
        !chained.has(features.unit_id) &&
        (score >= leastKeptScore || features.bulk_texts > 0 || features.repeat_callers >= 15),
    )
    .sort((a, b) => b.score - a.score || a.features.unit_id - b.features.unit_id)
    .slice(0, mostKept)
  return [...chains, ...singles.map(({ features }) => ({ chain: [features.unit_id], links: [] }))]
}

/** Measures and scores the kept numbers and chains again, each as one. */
async function scoreUnits(
  connection: Connection,
  chains: readonly { chain: number[]; links: Succession[] }[],
): Promise<Unit[]> {
  await connection.run(createChainUnitTable())
  await connection.run(
    fillUnitNumbers(
      JSON.stringify(
        chains.flatMap(({ chain }) => chain.map((numberId) => ({ unit_id: chain[0], number_id: numberId }))),
      ),
    ),
  )
  await connection.run(createUnitLegs())
  await connection.run(createUnitContacts())
  await connection.run(createCellAreas())
  await connection.run(createUpstream(leastChainScore))
  const features = new Map(
    (
      await measureUnits(
        connection,
        new Map(chains.map(({ chain, links }) => [chain[0] ?? -1, links.length])),
      )
    ).map((row) => [row.unit_id, row]),
  )
  return chains
    .flatMap(({ chain, links }) => {
      const unitId = chain[0] ?? -1
      const measured = features.get(unitId)
      return measured
        ? [{ unitId, numberIds: chain, links, features: measured, score: scoreLine(measured) }]
        : []
    })
    .sort((a, b) => b.score.logOdds - a.score.logOdds || a.unitId - b.unitId)
}

/**
 * Finds deal lines over all communications of the case and stores them as a run of method `lines`.
 *
 * Candidate numbers are measured in SQL (bulk texts, bursts, call-backs, regular short callers, hours, handsets, names and
 * so on), scored by banded likelihood ratios, chained where one took over from another, and measured again as lines.
 * All analysts read the lines, so they are found only from what all of them may see.
 * Deterministic: no random step, integer sums, total orders. Replaces the results of earlier runs.
 */
export async function findLines(database: CaseStore, progress: JobProgress): Promise<FoundLines> {
  const startedAt = new Date()
  const find = async (connection: Connection) => {
    progress.step('Choosing busy numbers')
    const chains = await findUnits(connection, progress)
    progress.step('Measuring candidate lines')
    const units = await scoreUnits(connection, chains)
    progress.step('Storing lines, customers and evidence')
    const runId = await connection.nextIds('run', 1)
    const accepted = await storeUnits(connection, runId, units)
    for (const statement of deleteEarlierResults(runId)) await connection.run(statement)
    const version = (await connection.one(dataVersion()))?.version ?? 0
    const summary = { candidates: units.length, accepted }
    await connection.run(
      insertRun({
        runId,
        method: 'lines',
        version: methodVersion,
        parameters: JSON.stringify({ threshold: defaultThreshold }),
        seed: 0,
        dataVersion: version,
        startedAt,
        seconds: (Date.now() - startedAt.getTime()) / 1000,
        summary: JSON.stringify(summary),
      }),
    )
    await connection.run(dropWorkingTables())
    return summary
  }
  const found = await database.write(progress.signal, find, { sees: sharedSight })
  return { ...found, seconds: (Date.now() - startedAt.getTime()) / 1000 }
}
