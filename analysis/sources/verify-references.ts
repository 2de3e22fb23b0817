import { latLngToCell } from 'h3-js'
import { z } from 'zod'
import { schemaVersion } from '../case/migrations/index.ts'
import { columnsOf, columnsOfModel } from '../case/model-columns.ts'
import type { Connection } from '../case/store.ts'
import { throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import {
  danglingRows,
  freshRun,
  recordsWithoutOnePerson,
  references,
  storedCells,
  storedReleases,
  storedSchemaVersion,
} from './queries-references.ts'

const counted = (rows: number, one: string, many: string) =>
  `${rows.toLocaleString('en-GB')} ${rows === 1 ? one : many}`

const mostCells = 200_000

/** Whether the case has the tables and columns of its model's version. */
export async function modelProblems(connection: Connection): Promise<string[]> {
  const stored = await connection.one(storedSchemaVersion())
  if (Number(stored?.value) !== schemaVersion)
    return [`Its model is version ${stored?.value ?? 'unknown'}; this Hubline writes ${schemaVersion}`]
  const found = await columnsOf(connection)
  const tables = new Set(found.map(({ table }) => table))
  const columns = new Set(found.map(({ table, column }) => `${table}.${column}`))
  const missing = (await columnsOfModel()).filter(({ table, column }) => !columns.has(`${table}.${column}`))
  return [
    ...new Set(
      missing.map(({ table, column }) =>
        tables.has(table) ? `The table ${table} has no column ${column}` : `The table ${table} is missing`,
      ),
    ),
  ]
}

/** Rows that name rows which are not there: numbers, files, people, lines, communications. @throws CancelledError */
export async function referenceProblems(connection: Connection, progress: JobProgress): Promise<string[]> {
  progress.step('Following what rows name', references.length)
  const problems: string[] = []
  const runs = new Map<string, number | null>()
  for (const method of ['wash', 'lines'] as const)
    runs.set(method, (await connection.one(freshRun(method)))?.run_id ?? null)
  for (const [index, reference] of references.entries()) {
    throwIfCancelled(progress.signal)
    progress.advance(index)
    const runId = reference.run ? (runs.get(reference.run) ?? null) : null
    if (reference.run && runId === null) continue
    const { rows = 0 } = (await connection.one(danglingRows(reference, runId))) ?? {}
    if (rows > 0)
      problems.push(
        `${counted(rows, 'row', 'rows')} of ${reference.table} name a ${reference.of} (${reference.column}) that is not there`,
      )
  }
  const wash = runs.get('wash')
  if (wash) {
    const { rows = 0 } = (await connection.one(recordsWithoutOnePerson(wash))) ?? {}
    if (rows > 0)
      problems.push(`${counted(rows, 'record stands', 'records stand')} in several people at once`)
  }
  return problems
}

/** Whether the stored hexagons are those of their positions. */
export async function cellProblems(connection: Connection, progress: JobProgress): Promise<string[]> {
  progress.step('Working out hexagons again')
  const cells = await connection.all(storedCells(mostCells))
  const wrong = cells.filter(({ latitude, longitude, ...stored }) =>
    ([5, 8, 9] as const).some(
      (resolution) => stored[`h3_${resolution}`] !== latLngToCell(latitude, longitude, resolution),
    ),
  ).length
  return wrong > 0 ? [`${counted(wrong, 'position has', 'positions have')} a hexagon that is not theirs`] : []
}

const registeredFiles = z
  .array(z.object({ file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
  .min(1)

const noEntryYet = /^0{64}$/

/** Whether each release names its files by digest, and an entry that the log still holds. */
export async function releaseProblems(
  connection: Connection,
  hashes: ReadonlySet<string>,
): Promise<{ releases: number; problems: string[] }> {
  const stored = await connection.all(storedReleases())
  const problems = stored.flatMap(({ release_id, files, log_head }) => {
    const found: string[] = []
    const isRegistered = (() => {
      try {
        return registeredFiles.safeParse(JSON.parse(files)).success
      } catch {
        return false
      }
    })()
    if (!isRegistered) found.push(`Release ${release_id} does not name its files by their SHA-256`)
    if (!hashes.has(log_head) && !noEntryYet.test(log_head))
      found.push(
        `Release ${release_id} holds a log entry that the log has no more: the log was cut or changed`,
      )
    return found
  })
  return { releases: stored.length, problems }
}
