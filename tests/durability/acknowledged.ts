import { expect } from 'vitest'
import type { ImportResult } from '../../analysis/contract/index.ts'
import { readRows, readTable } from '../../renderer/engine/arrow.ts'
import type { Asking } from '../support/hosts.ts'

type Count = Record<string, number>

/** The first row of a read-only question. */
async function one(ask: Asking, sql: string): Promise<Count> {
  const [row] = readRows(await readTable(await ask.query.select({ sql })))
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]))
}

const rowsOfRun = (table: string, runId: number) =>
  `select count(*)::int as rows from ${table} where run_id = ${runId}`
const rowsOfFile = (fileId: number) =>
  `select rows_read::int as rows_read, (rows_loaded + rows_set_aside + rows_duplicate)::int as accounted from file where file_id = ${fileId}`

/** Everything that the engine answered "done" to: what must be in the case whatever happens to the process afterwards. */
export class Acknowledged {
  private readonly files = new Map<number, { name: string; rows: number }>()
  private wash: { runId: number; rows: number } | null = null
  private lines: { runId: number; rows: number } | null = null
  private readonly decisions = new Map<string, string>()
  private decided = 0
  private entries = 0

  imported(results: readonly ImportResult[]): void {
    for (const { fileId, file, rowsRead, error } of results) {
      expect(error, file).toBeUndefined()
      if (fileId !== null) this.files.set(fileId, { name: file, rows: rowsRead })
    }
  }

  async washed(ask: Asking): Promise<void> {
    const runId = (await ask.case.describe({}))?.runs.wash ?? 0
    this.wash = { runId, rows: (await one(ask, rowsOfRun('person', runId))).rows ?? 0 }
    expect(this.wash.rows).toBeGreaterThan(0)
  }

  async linesFound(ask: Asking): Promise<void> {
    const runId = (await ask.case.describe({}))?.runs.lines ?? 0
    this.lines = { runId, rows: (await one(ask, rowsOfRun('line_customer', runId))).rows ?? 0 }
  }

  decidedOn(lineId: string, decision: string): void {
    this.decisions.set(lineId, decision)
    this.decided += 1
  }

  async logRead(ask: Asking): Promise<void> {
    this.entries = (await ask.log.entries({ limit: 1 })).total
  }

  /** Rows that were acknowledged. */
  get rows(): number {
    const files = [...this.files.values()].reduce((sum, { rows }) => sum + rows, 0)
    return files + (this.wash?.rows ?? 0) + (this.lines?.rows ?? 0) + this.decided + this.entries
  }

  /** Reads the whole case, counts what was acknowledged and is not there. Anything else that is not right fails the test. */
  async lostRows(ask: Asking): Promise<number> {
    let lost = 0
    const description = await ask.case.describe({})
    expect(description?.notices).toEqual([])
    const whole = await ask.sources.verify({})
    expect(whole.problems).toEqual([])
    const log = await ask.log.entries({ limit: 1 })
    expect(log.intact).toBe(true)
    lost += Math.max(0, this.entries - log.total)
    for (const [fileId, { rows }] of this.files) {
      const found = await one(ask, rowsOfFile(fileId))
      lost += Math.max(0, rows - (found.accounted ?? 0))
    }
    for (const [run, table] of [
      [this.wash, 'person'],
      [this.lines, 'line_customer'],
    ] as const)
      if (run) lost += Math.max(0, run.rows - ((await one(ask, rowsOfRun(table, run.runId))).rows ?? 0))
    const kept = await one(ask, "select count(*)::int as rows from decision where subject_kind = 'line'")
    lost += Math.max(0, this.decided - (kept.rows ?? 0))
    const joined = await one(
      ask,
      'select (select count(*) from observation)::int as seen, (select count(*) from communication_observation)::int as joined',
    )
    expect(joined.joined).toBe(joined.seen)
    if (this.lines && description?.runs.lines === this.lines.runId) {
      const { lines } = await ask.lines.candidates({})
      for (const [lineId, decision] of this.decisions)
        expect(lines.find(({ line }) => line === lineId)?.decision).toBe(decision)
    }
    return lost
  }
}
