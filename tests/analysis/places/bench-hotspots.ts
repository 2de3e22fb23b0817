/**
 * What Gi* over stored events costs beside DuckDB's group-by of the stored cells alone, and how long a brushed question takes.
 * Bundle: node -e "import('./analysis/cli/build.mjs').then((m) => m.bundle('.cache/bench', { bench: 'tests/analysis/places/bench-hotspots.ts' }))"
 * Run: node .cache/bench/bench.mjs EVENTS ROUNDS
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '../../../analysis/case/duckdb/database.ts'
import { createCase, type OpenCase } from '../../../analysis/case/open-case.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { type Sql, sql } from '../../../analysis/case/sql.ts'
import { findHotspots } from '../../../analysis/places/find-hotspots.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'

const events = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 7)

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

type Timed = 'joined' | 'flat' | 'whole' | 'brushed'

const at = (share: number, values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length * share)]!

/** Positions: 20,000 around seven towns on land; events spread over them by a long tail, two years of days. */
async function fill(connection: Connection): Promise<void> {
  await connection.run(sql`select setseed(0.42)`)
  await connection.run(sql`insert into place (place_id, latitude, longitude)
    select range, 54.5 + 0.15 * (range % 7) + 0.03 * (random() + random() - 1),
      -2.2 + 0.12 * ((range * 3) % 7) + 0.05 * (random() + random() - 1) from range(20000)`)
  await connection.run(sql`insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category)
    select range, 1, 0, range, 'harm', 'second', date '2024-01-01' + cast(floor(random() * 730) as integer),
      cast(floor(20000 * pow(random(), 3)) as integer), 'x' from range(${events})`)
  await connection.run(raiseDataVersion())
}

const cellsOfEvents = sql`event join place_cell on place_cell.origin = 'place' and place_cell.place_id = event.place_id`

const weekFrom = (day: number) => {
  const dayOf = (date: number) => new Date(Date.UTC(2024, 2, date + day * 9)).toISOString().slice(0, 10)
  return { from: dayOf(1), to: dayOf(8) }
}

const figuresOf = ({ joined, flat, whole, brushed }: Record<Timed, number[]>) => ({
  groupByJoined: at(0.5, joined),
  groupByOfACellColumn: at(0.5, flat),
  giStar: at(0.5, whole),
  ratioToJoined: at(0.5, whole) / at(0.5, joined),
  ratioToCellColumn: at(0.5, whole) / at(0.5, flat),
  brushedMedian: at(0.5, brushed),
  brushedP95: at(0.95, brushed),
})

async function measure({ database }: OpenCase): Promise<Record<string, number>> {
  const asked = { of: 'harm', method: 'gi', resolution: 8 } as const
  const hotspots = (range?: { from: string; to: string }) =>
    findHotspots(database, wholeSight, { ...asked, range }, undefined)
  const counted = (source: Sql) => () =>
    database.readAsStored(undefined, (connection) =>
      connection.all(
        rows({ h3_8: column.bits64.orNull, rows: column.integer })(
          sql`select h3_8, count(*) as rows from ${source} where kind = 'harm' group by h3_8`,
        ),
      ),
    )
  const firstAnswer = await milliseconds(() => hotspots())
  await database.write(undefined, (connection) =>
    connection.run(sql`create table flat as select kind, h3_8 from ${cellsOfEvents}`),
  )
  await database.checkpoint()
  const times: Record<Timed, number[]> = { joined: [], flat: [], whole: [], brushed: [] }
  for (let round = 0; round < rounds; round += 1) {
    times.joined.push(await milliseconds(counted(cellsOfEvents)))
    times.flat.push(await milliseconds(counted(sql`flat`)))
    times.whole.push(await milliseconds(() => hotspots()))
    for (let part = 0; part < 5; part += 1)
      times.brushed.push(await milliseconds(() => hotspots(weekFrom(round * 5 + part))))
  }
  return { events, cells: (await hotspots()).studyArea.cells, firstAnswer, ...figuresOf(times) }
}

const folder = mkdtempSync(join(tmpdir(), 'hubline-bench-'))
const opened = await createCase(
  join(folder, 'bench.hubline'),
  { name: 'bench', policy: 'open', marking: 'OFFICIAL' },
  'bench',
)
try {
  await opened.database.write(undefined, fill)
  await opened.database.checkpoint()
  console.log(JSON.stringify(await measure(opened), null, 1))
} finally {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
}
