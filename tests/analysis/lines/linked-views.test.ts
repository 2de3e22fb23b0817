import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { latLngToCell } from 'h3-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import type { Role, Table } from '../../../analysis/contract/index.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const mast = { latitude: 54.97, longitude: -1.61 }
const far = { latitude: 54.6, longitude: -1.2 }

/** Numbers 1 (a line), 2 (person 7, by custody) and 3 (person 7, by treatment alone); calls 1 and 2 met the mast, 3 the far one, 4 none. */
async function linkedCase(): Promise<{ as(role: Role): Client }> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
  const opened = await engine.create(
    join(folder, 'linked.hubline'),
    { name: 'linked', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  await opened.database.write(undefined, async (connection) => {
    for (const id of [1, 2, 3])
      await connection.run(
        sql`insert into number (number_id, value, kind, country) values (${id}, ${`+44770090000${id}`}, 'e164', 'GB')`,
      )
    for (const [id, at] of [mast, far].entries())
      await connection.run(
        sql`insert into cell (cell_id, code, latitude, longitude) values (${id + 1}, ${`c${id}`}, ${at.latitude}, ${at.longitude})`,
      )
    const calls = [
      { from: 2, to: 1, day: '2026-01-05', fromCell: 1, toCell: null },
      { from: 3, to: 1, day: '2026-01-06', fromCell: null, toCell: 1 },
      { from: 2, to: 1, day: '2026-01-06', fromCell: 2, toCell: null },
      { from: 2, to: 3, day: '2026-01-07', fromCell: null, toCell: null },
    ]
    for (const [index, call] of calls.entries())
      await connection.run(sql`insert into communication (communication_id, medium, outcome, from_number_id, to_number_id, "at", local_at, local_day,
          from_cell_id, to_cell_id, observations)
        values (${index + 1}, 'call', 'answered', ${call.from}, ${call.to}, cast(${call.day} as timestamp), cast(${call.day} as timestamp),
          cast(${call.day} as date), cast(${call.fromCell} as integer), cast(${call.toCell} as integer), 1)`)
    for (const [id, method] of [
      [1, 'wash'],
      [2, 'lines'],
    ] as const)
      await connection.run(sql`insert into run (run_id, method, version, parameters, seed, data_version, started_at, seconds, summary)
        values (${id}, ${method}, '1', '{}', 1, 1, now()::timestamp, 0, '{}')`)
    for (const [id, kind] of [
      [1, 'custody'],
      [2, 'treatment'],
    ] as const)
      await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, fields)
        values (${id}, 1, 0, ${id}, ${kind}, ${`k${id}`}, '{}')`)
    for (const record of [1, 2])
      await connection.run(sql`insert into person (run_id, record_id, person_id) values (1, ${record}, 7)`)
    for (const [number, record] of [
      [2, 1],
      [3, 2],
    ] as const)
      await connection.run(sql`insert into attribution (run_id, number_id, person_id, because, confidence, record_id)
        values (1, ${number}, 7, 'its record', 0.9, ${record})`)
    for (const number of [1, 2, 3])
      await connection.run(sql`insert into number_kind values (${number}, 'calls', false)`)
    await connection.run(sql`insert into person_seen values ('police', 1, 1, 7)`)
    await connection.run(sql`insert into attribution_seen
      select 'police', attribution.* from attribution where record_id = 1`)
    await connection.run(sql`insert into line (run_id, line_id, name, rank, score, prior, accepted, first_at, last_at, hours, week)
      values (2, 'line-1', 'Dex', 1, 0.9, 0.1, true, timestamp '2026-01-05', timestamp '2026-01-06', [], [])`)
    await connection.run(sql`insert into line_number (run_id, line_id, position, number_id, first_at, last_at)
      values (2, 'line-1', 0, 1, timestamp '2026-01-05', timestamp '2026-01-06')`)
    await connection.run(raiseDataVersion())
  })
  const as = (role: Role) => askEngine(engine, session(role))
  await as('hub').places.hotspots({ of: 'calls', resolution: 8 })
  return { as }
}

const callsIn = async (table: Table): Promise<number> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .reduce((sum, row) => sum + Number(row.calls), 0)

const rowsOf = async (table: Table): Promise<Record<string, unknown>[]> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON())

describe('what is chosen in one view is followed in the others', () => {
  it('a person in the timeline, by the numbers that the role may see as theirs', async () => {
    const { as } = await linkedCase()
    const count = async (role: Role) =>
      callsIn(await as(role).timeline.activity({ grain: 'day', person: '7' }))
    expect(await count('hub')).toBe(4)
    expect(await count('police')).toBe(3)
    expect(await callsIn(await as('hub').timeline.activity({ grain: 'day', person: '8' }))).toBe(0)
  })

  it('a cell in the timeline and in the lines, at the resolution that it has', async () => {
    const { as } = await linkedCase()
    const hub = as('hub')
    for (const resolution of [6, 8, 9]) {
      const cell = latLngToCell(mast.latitude, mast.longitude, resolution)
      expect(await callsIn(await hub.timeline.activity({ grain: 'day', cell }))).toBe(2)
      expect(await hub.places.linesInCell({ cell })).toEqual([
        { lineId: 'line-1', name: 'Dex', communications: 2 },
      ])
    }
    const cell = latLngToCell(mast.latitude, mast.longitude, 8)
    const day = { from: '2026-01-06', to: '2026-01-06' }
    expect(await hub.places.linesInCell({ cell, range: day })).toMatchObject([{ communications: 1 }])
    expect(await hub.places.linesInCell({ cell: latLngToCell(55.5, -2, 8) })).toEqual([])
  })

  it('a cell in the people, by the days and the end of the call that was there', async () => {
    const { as } = await linkedCase()
    const here = async (role: Role, day: string, place = mast) => {
      const cell = latLngToCell(place.latitude, place.longitude, 8)
      const asked = { population: 'everyone', cell, range: { from: day, to: day } } as const
      return (await rowsOf(await as(role).people.table(asked))).map(({ subject }) => subject)
    }
    for (const role of ['hub', 'police'] as const) {
      expect(await here(role, '2026-01-05')).toEqual(['7'])
      expect(await here(role, '2026-01-06')).toEqual([])
      expect(await here(role, '2026-01-06', far)).toEqual(['7'])
    }
  })

  it('a cell in the network: what met its sites, from the numbers seen there where nothing else is the start', async () => {
    const { as } = await linkedCase()
    const cell = latLngToCell(mast.latitude, mast.longitude, 8)
    const around = await as('hub').network.around({ cell })
    const drawn = around.nodes.map(({ numbers: [number], steps }) => [number?.at(-1), steps])
    expect(drawn.sort()).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 1],
    ])
    expect(around.edges.map(({ communications }) => communications)).toEqual([1, 1])
    const ofNumber = await as('hub').network.around({ number: '+447700900003', cell })
    expect(ofNumber.nodes.map(({ numbers: [number] }) => number?.at(-1)).sort()).toEqual(['1', '3'])
    const day = { from: '2026-01-07', to: '2026-01-07' }
    const none = await as('hub').network.around({ number: '+447700900003', cell, range: day })
    expect(none).toMatchObject({ nodes: [], leftOut: 0 })
    expect(none.notes[0]).toMatch(/cell site in the chosen cell from 2026-01-07 to 2026-01-07/)
  })

  it('a person and a number on the map, at the sites that their own end met', async () => {
    const { as } = await linkedCase()
    const placed = async (asked: { person?: string; number?: string; lineId?: string }) =>
      (await as('hub').places.hotspots({ of: 'calls', method: 'count', resolution: 8, ...asked })).rows
    expect(await placed({})).toBe(3)
    expect(await placed({ person: '7' })).toBe(2)
    expect(await placed({ person: '7', lineId: 'line-1' })).toBe(2)
    expect(await placed({ number: '+447700900003' })).toBe(0)
    expect(await placed({ number: '+447700900001' })).toBe(1)
    expect(await placed({ person: '8' })).toBe(0)
    const rows = await rowsOf(await as('hub').places.points({ of: 'calls', person: '7' }))
    expect(rows).toHaveLength(2)
  })

  it('what is no cell is refused in words', async () => {
    const { as } = await linkedCase()
    for (const asked of [
      as('hub').lines.concerning({ cell: '000000000000000' }),
      as('hub').network.around({ cell: 'fffffffffffffff' }),
      as('hub').people.table({ cell: latLngToCell(55, -1, 3) }),
    ])
      await expect(asked).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  it('and only one of them at a time', async () => {
    const { as } = await linkedCase()
    await expect(
      as('hub').timeline.activity({ grain: 'day', person: '7', lineId: 'line-1' }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    for (const role of ['lead', 'reader'] as const)
      await expect(as(role).places.linesInCell({ cell: latLngToCell(55.5, -2, 8) })).rejects.toMatchObject({
        code: 'ROLE_FORBIDDEN',
      })
  })
})
