import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCase } from '../../../analysis/case/open-case.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { findHotspots } from '../../../analysis/places/find-hotspots.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'

const rowsPerCell = rows({ h3_8: column.bits64.orNull, rows: column.integer })
const eventsPerCell = rowsPerCell(sql`
  select h3_8, count(*) as rows from event
  join place_cell on place_cell.origin = 'place' and place_cell.place_id = event.place_id
  where kind = 'harm' group by h3_8`)
const flatPerCell = rowsPerCell(sql`
  select h3_8, count(*) as rows from flat where kind = 'harm' group by h3_8`)

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (values: number[]): number =>
  values.sort((left, right) => left - right)[Math.floor(values.length / 2)]!

/**
 * Prints what Gi* over stored events costs beside DuckDB's group-by of the stored cells alone, and how long a brushed question takes.
 * Positions: 20,000 around seven towns on land; events spread over them by a long tail, two years of days.
 */
export async function benchHotspots(events: number, rounds = 7): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'hubline-bench-'))
  const opened = await createCase(
    join(folder, 'bench.hubline'),
    { name: 'bench', policy: 'open', marking: 'OFFICIAL' },
    'bench',
  )
  try {
    const { database } = opened
    await database.write(undefined, async (connection) => {
      await connection.run(sql`select setseed(0.42)`)
      await connection.run(sql`insert into place (place_id, latitude, longitude)
        select range, 54.5 + 0.15 * (range % 7) + 0.03 * (random() + random() - 1),
          -2.2 + 0.12 * ((range * 3) % 7) + 0.05 * (random() + random() - 1) from range(20000)`)
      await connection.run(sql`insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category)
        select range, 1, 0, range, 'harm', 'second', date '2024-01-01' + cast(floor(random() * 730) as integer),
          cast(floor(20000 * pow(random(), 3)) as integer), 'x' from range(${events})`)
      await connection.run(raiseDataVersion())
    })
    await database.checkpoint()
    const firstAnswer = await milliseconds(() =>
      findHotspots(database, wholeSight, { of: 'harm', method: 'gi', resolution: 8 }, undefined),
    )
    const groupBy = () => database.readAsStored(undefined, (connection) => connection.all(eventsPerCell))
    await database.write(undefined, async (connection) => {
      await connection.run(sql`create table flat as select kind, h3_8 from event
        join place_cell on place_cell.origin = 'place' and place_cell.place_id = event.place_id`)
    })
    await database.checkpoint()
    const flat = () => database.readAsStored(undefined, (connection) => connection.all(flatPerCell))
    const whole = () =>
      findHotspots(database, wholeSight, { of: 'harm', method: 'gi', resolution: 8 }, undefined)
    const brushed = (day: number) => {
      const from = new Date(Date.UTC(2024, 2, 1 + day * 9)).toISOString().slice(0, 10)
      const to = new Date(Date.UTC(2024, 2, 8 + day * 9)).toISOString().slice(0, 10)
      return findHotspots(
        database,
        wholeSight,
        { of: 'harm', method: 'gi', resolution: 8, range: { from, to } },
        undefined,
      )
    }
    const times: Record<'groupBy' | 'flat' | 'whole' | 'brushed', number[]> = {
      groupBy: [],
      flat: [],
      whole: [],
      brushed: [],
    }
    for (let round = 0; round < rounds; round += 1) {
      times.groupBy.push(await milliseconds(groupBy))
      times.flat.push(await milliseconds(flat))
      times.whole.push(await milliseconds(whole))
      for (let part = 0; part < 5; part += 1)
        times.brushed.push(await milliseconds(() => brushed(round * 5 + part)))
    }
    const found = await whole()
    const sorted = times.brushed.sort((left, right) => left - right)
    return {
      events,
      cells: found.studyArea.cells,
      firstAnswer,
      groupByJoined: median(times.groupBy),
      groupByOfACellColumn: median(times.flat),
      giStar: median(times.whole),
      ratioToJoined: median(times.whole) / median(times.groupBy),
      ratioToCellColumn: median(times.whole) / median(times.flat),
      brushedMedian: median([...sorted]),
      brushedP95: sorted[Math.floor(sorted.length * 0.95)]!,
    }
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
