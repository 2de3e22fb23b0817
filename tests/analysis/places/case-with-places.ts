import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { Connection } from '../../../analysis/case/duckdb/database.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { askEngine } from '../../support/hosts.ts'
import { noteCase } from '../../support/note-case.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export interface GivenEvent {
  readonly kind: string
  readonly day: string
  readonly byMonth?: boolean
  readonly position: readonly [number, number] | null
  readonly area?: string
  readonly category?: string
}

const person = 'a tester'

async function addEvents(connection: Connection, events: readonly GivenEvent[]): Promise<void> {
  await connection.run(sql`insert into file (file_id, sha256, name, size_bytes, kind, layout, mapping, zone, added_at, added_by,
    rows_read, rows_loaded, rows_set_aside, rows_duplicate)
    values (1, 'a', 'events.csv', 1, 'harm', '', '{"kind":"harm","fields":{},"options":{}}', 'UTC', now()::timestamp, ${person}, ${events.length}, ${events.length}, 0, 0)`)
  for (const [index, event] of events.entries()) {
    const [latitude, longitude] = event.position ?? [null, null]
    await connection.run(sql`insert into place (place_id, latitude, longitude, area)
      values (${index + 1}, cast(${latitude} as double), cast(${longitude} as double), ${event.area ?? null})`)
    await connection.run(sql`insert into event (event_id, file_id, sheet, row_number, kind, "at", precision, local_day, place_id, area, category)
      values (${index + 1}, 1, 0, ${index + 1}, ${event.kind}, cast(${event.day} as timestamp), ${event.byMonth ? 'month' : 'second'},
        cast(${event.day} as date), ${index + 1}, ${event.area ?? null}, ${event.category ?? null})`)
  }
  await noteCase(connection)
  await connection.run(raiseDataVersion())
}

/** A case that holds these events, and whoever asks it. */
export async function caseWithPlaces(
  events: readonly GivenEvent[],
): Promise<{ as(role: Role): Client; add(more: (connection: Connection) => Promise<void>): Promise<void> }> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const session = (role: Role) => ({ person, role, purpose: 'test', purposeStated: true })
  const opened = await engine.create(
    join(folder, 'places.hubline'),
    { name: 'places', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  const add = (more: (connection: Connection) => Promise<void>) =>
    opened.database.write(undefined, async (connection) => {
      await more(connection)
      await noteCase(connection)
      await connection.run(raiseDataVersion())
    })
  await opened.database.write(undefined, (connection) => addEvents(connection, events))
  return {
    as: (role) => askEngine(engine, session(role)),
    add,
  }
}

export interface HexagonRow {
  cell: string
  latitude: number
  longitude: number
  count: number
  value: number
  z: number | null
  pValue: number | null
  qValue: number | null
  tested: boolean
  hot: boolean
}
