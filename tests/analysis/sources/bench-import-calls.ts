/**
 * Import of a generated call CSV beside DuckDB's own `create table as select * from read_csv` + CHECKPOINT, in one run.
 * Bundle: node -e "import('./analysis/cli/build.mjs').then((m) => m.bundle('.cache/bench', { bench: 'tests/analysis/sources/bench-import-calls.ts' }))"
 * Run: node .cache/bench/bench.mjs
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Connection } from '../../../analysis/case/duckdb/database.ts'
import { createCase } from '../../../analysis/case/open-case.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { importFiles } from '../../../analysis/sources/import-files.ts'

const rows = Number(process.env.ROWS ?? 2_000_000)
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'hubline-bench-'))
const csv = join(folder, 'calls.csv')
const seconds = (from: number) => (performance.now() - from) / 1000
const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

async function makeFile() {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`
    copy (
      select '07700' || lpad(cast((i * 7919) % 40000 + 900000 as varchar), 6, '0') as "A Number",
        '447700' || lpad(cast((i * 104729) % 60000 + 900000 as varchar), 6, '0') as "B Number",
        case when i % 5 = 0 then 'SMS-MO' when i % 2 = 0 then 'MOC' else 'MTC' end as "Call Type",
        strftime(timestamp '2026-01-01' + to_seconds(i * 3), '%Y-%m-%d %H:%M:%S') as "Start Time UTC",
        i % 600 as "Duration (s)", '0049990700' || lpad(cast(i % 5000 as varchar), 5, '0') as "IMEI",
        '234-99-' || (i % 900) as "Cell ID"
      from range(${rows}) t(i)
    ) to '${csv}' (header, delimiter ',')`)
  connection.closeSync()
  instance.closeSync()
}

async function yardstick() {
  const instance = await DuckDBInstance.create(join(folder, 'yardstick.duckdb'))
  const connection = await instance.connect()
  const started = performance.now()
  await connection.run(`create table calls as select * from read_csv('${csv}')`)
  await connection.run('checkpoint')
  const took = seconds(started)
  connection.closeSync()
  instance.closeSync()
  return took
}

async function ours() {
  const openCase = await createCase(
    join(folder, 'case.hubline'),
    { name: 'bench', policy: 'open', marking: 'OFFICIAL' },
    'bench',
  )
  const steps: [string, number][] = []
  let last = performance.now()
  const progress = {
    ...unwatched(),
    step: (words: string) => {
      steps.push([words, seconds(last)])
      last = performance.now()
    },
  }
  const started = performance.now()
  const results = await importFiles(
    openCase,
    { files: [{ path: csv, name: 'calls.csv' }], provenance: {}, person: 'bench' },
    progress,
  )
  await openCase.database.checkpoint()
  const took = seconds(started)
  steps.push(['end', seconds(last)])
  await openCase.close()
  return { took, steps, result: results[0] }
}

if (process.env.TRACE) {
  for (const name of ['run', 'all'] as const) {
    const plain = Connection.prototype[name] as (
      this: Connection,
      query: { text: string },
    ) => Promise<unknown>
    Connection.prototype[name] = async function (this: Connection, query: { text: string }) {
      const started = performance.now()
      const answer = await plain.call(this, query)
      if (seconds(started) > 0.03)
        console.log(seconds(started).toFixed(2), query.text.trim().replaceAll(/\s+/g, ' ').slice(0, 110))
      return answer
    } as never
  }
}

try {
  await makeFile()
  const bare = await yardstick()
  const before = peakMegabytes()
  const { took, steps, result } = await ours()
  console.log(
    JSON.stringify(
      {
        rows,
        megabytes: Math.round(statSync(csv).size / 1e6),
        bare,
        took,
        ratio: took / bare,
        peakBefore: before,
        peak: peakMegabytes(),
        result,
      },
      null,
      1,
    ),
  )
  for (const [words, spent] of steps) console.log(spent.toFixed(2).padStart(8), 'before', words)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
