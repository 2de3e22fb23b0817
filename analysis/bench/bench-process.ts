import { createRouterClient } from '@orpc/server'
import { createEngine, type Engine } from '../app/create-engine.ts'
import type { Connection } from '../case/duckdb/database.ts'
import { openInstance } from '../case/duckdb/instance.ts'
import type { Sql } from '../case/sql.ts'
import type { Session } from '../contract/index.ts'
import { blocks } from '../linkage/blocks.ts'
import { linkageRules } from '../linkage/linkage-rules.ts'
import { nicknameRoots } from '../linkage/nicknames.ts'
import { createLinkageRecords, createNicknameRoots } from '../linkage/queries-normalise.ts'
import { createBlockRecords, createPairs, insertPairs } from '../linkage/queries-pairs.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import type { BenchResult, BenchWork } from './bench-messages.ts'
import { askLinked } from './linked-questions.ts'
import { callRows, createFromCsv, peopleRows } from './queries-bench.ts'

const session: Session = { person: 'bench', role: 'hub', purpose: 'measuring', purposeStated: true }
const secondsSince = (started: number) => (performance.now() - started) / 1000

function literalOf(query: Sql): string {
  const values = [...query.values]
  return query.text.replaceAll('?', () => {
    const value = values.shift()
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
  })
}

/** `copy` cannot bind values; only our own path and count are inserted here. */
async function writeCsv(query: Sql, path: string): Promise<void> {
  const instance = await openInstance(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `copy (${literalOf(query)}) to '${path.replaceAll("'", "''")}' (header, delimiter ',')`,
  )
  connection.closeSync()
  instance.closeSync()
}

async function loadBare(databasePath: string, path: string): Promise<number> {
  const instance = await openInstance(databasePath)
  const connection = await instance.connect()
  const started = performance.now()
  await connection.run(literalOf(createFromCsv(path)))
  await connection.run('checkpoint')
  const seconds = secondsSince(started)
  connection.closeSync()
  instance.closeSync()
  return seconds
}

class RolledBack extends Error {}

/** The washing's blocking joins with their comparisons, and nothing else; undone afterwards. */
async function comparePairsOnly(connection: Connection): Promise<number> {
  await connection.run(createNicknameRoots(JSON.stringify(nicknameRoots)))
  await connection.run(createLinkageRecords())
  await connection.run(createPairs())
  const started = performance.now()
  for (const [index, block] of blocks.entries()) {
    await connection.run(createBlockRecords(block))
    await connection.run(insertPairs(block, blocks.slice(0, index), linkageRules))
  }
  return secondsSince(started)
}

async function linkageYardstick(engine: Engine): Promise<number> {
  let seconds = 0
  await engine
    .current()!
    .database.write(
      undefined,
      async (connection) => {
        seconds = await comparePairsOnly(connection)
        throw new RolledBack()
      },
      { sees: wholeSight },
    )
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  return seconds
}

async function withEngine<T>(
  casePath: string,
  isNew: boolean,
  work: (engine: Engine, client: ReturnType<typeof clientOf>) => Promise<T>,
): Promise<T> {
  const engine = createEngine({ applicationFolder: `${casePath}.home` })
  try {
    if (isNew) await engine.create(casePath, { name: 'bench', policy: 'open', marking: 'OFFICIAL' }, session)
    else await engine.open(casePath, session)
    return await work(engine, clientOf(engine))
  } finally {
    await engine.close()
  }
}

const clientOf = (engine: Engine) =>
  createRouterClient(engine.router, { context: engine.context({ session }) })

/** Ranges of a week to three months, the same in every run. */
function brushRange(index: number) {
  const start = Date.UTC(2025, 0, 1) + ((index * 37) % 270) * 86_400_000
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { from: day(start), to: day(start + (7 + ((index * 13) % 84)) * 86_400_000) }
}

async function perform(work: BenchWork): Promise<Omit<BenchResult, 'peakBytes'>> {
  const started = performance.now()
  switch (work.work) {
    case 'write-calls':
      await writeCsv(callRows(work.rows), work.path)
      return { seconds: secondsSince(started) }
    case 'write-people':
      await writeCsv(peopleRows(work.rows), work.path)
      return { seconds: secondsSince(started) }
    case 'import-yardstick':
      return { seconds: await loadBare(work.databasePath, work.path) }
    case 'import':
    case 'import-folder': {
      let from = 0
      await withEngine(work.casePath, true, async (_, client) => {
        from = performance.now()
        const path = work.work === 'import' ? work.path : work.folder
        const kind = work.work === 'import' ? work.kind : undefined
        const [first] = await client.sources.import({ sources: [{ path }], kind })
        if (first?.error) throw new Error(`${first.file}: ${first.error.message}`)
      })
      return { seconds: secondsSince(from) }
    }
    case 'wash':
      return withEngine(work.casePath, false, async (_, client) => client.people.wash({}))
    case 'wash-yardstick':
      return withEngine(work.casePath, false, async (engine) => ({ seconds: await linkageYardstick(engine) }))
    case 'lines':
      return withEngine(work.casePath, false, async (_, client) => client.lines.find({}))
    case 'first-view':
      return withEngine(work.casePath, false, async (_, client) => {
        await Promise.all([
          client.case.describe({}),
          client.sources.list({}),
          client.lines.candidates({}),
          client.people.groups({}),
          client.timeline.activity({ grain: 'day' }),
        ])
        return { seconds: secondsSince(started) }
      })
    case 'brush':
      return withEngine(work.casePath, false, async (_, client) => {
        const questionMilliseconds: number[] = []
        for (let index = 0; index < work.questions; index += 1) {
          const asked = performance.now()
          await client.timeline.activity({ grain: 'hour', range: brushRange(index) })
          questionMilliseconds.push(performance.now() - asked)
        }
        return { seconds: secondsSince(started), questionMilliseconds }
      })
    case 'linked':
      return withEngine(work.casePath, false, async (_, client) => {
        const byQuestion = await askLinked(client, work.questions)
        return { seconds: secondsSince(started), byQuestion }
      })
    case 'profile':
      return withEngine(work.casePath, false, async (_, client) => {
        await client.profile.release({ folder: work.folder, formats: ['html', 'csv'] })
        return { seconds: secondsSince(started) }
      })
  }
}

process.once('message', async (message) => {
  try {
    const { seconds, questionMilliseconds, byQuestion } = await perform(message as BenchWork)
    const peakBytes = process.resourceUsage().maxRSS * 1024
    process.send?.({ seconds, questionMilliseconds, byQuestion, peakBytes })
  } catch (error) {
    process.send?.({ failure: error instanceof Error ? error.message : String(error) })
  }
  process.disconnect()
})
