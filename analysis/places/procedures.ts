import { getResolution } from 'h3-js'
import { caseOf, os } from '../engine/question.ts'
import { refuseUndeclared, sightOf, wholeSight } from '../visibility/source-kinds.ts'
import { countAreas } from './area-counts.ts'
import { readBoundaries, thinned } from './boundaries.ts'
import { placesOf } from './case-places.ts'
import { chooseArea, scopeOf } from './choose-area.ts'
import { describeLayers } from './describe-layers.ts'
import { findHotspots } from './find-hotspots.ts'
import { arrestFlows } from './flows.ts'
import { holdOut } from './hold-out.ts'
import { refusePlaces, refuseUnknown } from './kinds.ts'
import { rowsOfFlow } from './queries-flows.ts'
import { districtPositions } from './queries-hexagons.ts'
import { linesAtHexagon, rowsOfPlace } from './queries-layers.ts'
import { rowsPerPosition } from './queries-places.ts'

async function refuseLayer(
  context: Parameters<typeof caseOf>[0],
  of: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { role } = context.holder.session
  refusePlaces(role, of)
  await refuseUnknown(caseOf(context).database, role, of, signal)
}

export const placesProcedures = os.places.router({
  layers: os.places.layers.handler(({ context, signal }) =>
    describeLayers(caseOf(context).database, context.holder.session.role, signal),
  ),
  hotspots: os.places.hotspots.handler(async ({ context, input, signal }) => {
    await refuseLayer(context, input.of, signal)
    return findHotspots(caseOf(context).database, sightOf(context.holder.session.role), input, signal)
  }),
  accuracy: os.places.accuracy.handler(async ({ context, input, signal }) => {
    await refuseLayer(context, input.of, signal)
    return holdOut(caseOf(context).database, sightOf(context.holder.session.role), input, signal)
  }),
  rows: os.places.rows.handler(async ({ context, input, signal }) => {
    await refuseLayer(context, input.of, signal)
    const { database } = caseOf(context)
    const sight = sightOf(context.holder.session.role)
    const places = await placesOf(database, sight, signal)
    return database.read(sight, signal, async (connection) => {
      const { area } = await chooseArea(connection, places, input)
      return connection.table(
        rowsOfPlace(scopeOf(input), {
          cell: input.cell === undefined ? null : BigInt(`0x${input.cell}`),
          resolution: area.resolution,
          reason: input.notPlaced ?? null,
          coarse: [...area.coarse],
          onLand: area.onLand,
          offset: input.offset,
          limit: input.limit,
        }),
      )
    })
  }),
  points: os.places.points.handler(async ({ context, input, signal }) => {
    await refuseLayer(context, input.of, signal)
    const { database } = caseOf(context)
    const sight = sightOf(context.holder.session.role)
    await placesOf(database, sight, signal)
    return database.read(sight, signal, (connection) => connection.table(rowsPerPosition(scopeOf(input))))
  }),
  areaNames: os.places.areaNames.handler(async ({ context, signal }) => {
    const { database } = caseOf(context)
    const sight = sightOf(context.holder.session.role)
    await placesOf(database, sight, signal)
    return database.read(sight, signal, (connection) => connection.all(districtPositions()))
  }),
  linesInCell: os.places.linesInCell.handler(async ({ context, input, signal }) => {
    refusePlaces(context.holder.session.role, 'calls')
    const { database } = caseOf(context)
    const sight = sightOf(context.holder.session.role)
    await placesOf(database, sight, signal)
    const rows = await database.read(sight, signal, (connection) =>
      connection.all(
        linesAtHexagon(BigInt(`0x${input.cell}`), getResolution(input.cell), input.range ?? null),
      ),
    )
    return rows.map((row) => ({ lineId: row.line_id, name: row.name, communications: row.communications }))
  }),
  boundaries: os.places.boundaries.handler(async ({ context, signal }) => {
    const found = await caseOf(context).database.read(wholeSight, signal, readBoundaries)
    if (!found) return null
    return {
      file: found.file,
      areas: found.areas.map(({ name, code, population, polygons }) => ({
        name,
        code,
        population,
        rings: polygons.flatMap((polygon) => polygon.map(thinned)),
      })),
    }
  }),
  areas: os.places.areas.handler(async ({ context, input, signal }) => {
    const { role } = context.holder.session
    refuseUndeclared(role, input.of, 'areas')
    await refuseUnknown(caseOf(context).database, role, input.of, signal)
    return countAreas(caseOf(context).database, input.of, signal)
  }),
  flows: os.places.flows.handler(({ context, input, signal }) =>
    arrestFlows(caseOf(context).database, sightOf(context.holder.session.role), input.range, signal),
  ),
  flowRows: os.places.flowRows.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      connection.table(rowsOfFlow({ ...input, suite: input.suite ?? null, range: input.range ?? null })),
    ),
  ),
})
