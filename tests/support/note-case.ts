import type { Connection } from '../../analysis/case/duckdb/database.ts'
import { sql } from '../../analysis/case/sql.ts'
import { noteEverything } from '../../analysis/visibility/note-known.ts'
import { narrowSights } from '../../analysis/visibility/source-kinds.ts'
import { recordsShownTo } from '../../analysis/visibility/views.ts'

/** Brings what loading and washing keep for narrower sights up to the rows that a test wrote into the tables by hand. */
export async function noteCase(connection: Connection): Promise<void> {
  await noteEverything(connection)
  for (const table of ['person_seen', 'attribution_seen'])
    await connection.run({ text: `delete from ${table}`, values: [] })
  for (const sight of narrowSights) {
    const shown = recordsShownTo(sight, 'record')
    await connection.run(sql`insert into person_seen
      select cast(${sight.name} as varchar), person.* from person where record_id in (${shown})`)
    await connection.run(sql`insert into attribution_seen
      select cast(${sight.name} as varchar), attribution.* from attribution where record_id is null or record_id in (${shown})`)
  }
}
