import { cellToParent } from 'h3-js'
import type { Connection } from '../case/store.ts'
import type { HotspotMethod } from '../contract/index.ts'
import { somebodyOf } from '../visibility/queries-chosen.ts'
import { type CasePlaces, rowsOfHexagons, shapeOf } from './case-places.ts'
import { originOf, type PlaceScope, positionsOfRows, type Spread } from './queries-places.ts'
import { type Detectable, finest, resolutionForSites, resolutionToFind, type Scatter } from './resolution.ts'
import { hexagonArea, type StudyArea } from './study-area.ts'

export interface HotspotsAsked {
  of: string
  category?: string | undefined
  method: HotspotMethod
  resolution?: number | undefined
  range?: { from: string; to: string } | undefined
  lineId?: string | undefined
  person?: string | undefined
  number?: string | undefined
}

export const scopeOf = (asked: Omit<HotspotsAsked, 'method'>): PlaceScope => ({
  of: asked.of,
  category: asked.category ?? null,
  from: asked.range?.from ?? null,
  to: asked.range?.to ?? null,
  lineId: asked.lineId ?? null,
  somebody: somebodyOf(asked),
})

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2, useGrouping: true })
const counted = new Intl.NumberFormat('en-GB')

const yardstickResolution = 7

interface ChosenArea {
  readonly area: StudyArea
  readonly words: string
}

type Kind = Pick<HotspotsAsked, 'of' | 'category'>

/** Over how many positions all rows of a kind are spread. */
export const spreadOf = (
  connection: Connection,
  places: CasePlaces,
  { of, category }: Kind,
): Promise<Spread> =>
  places.remembered(`spread ${of} ${category ?? ''}`, async () => {
    const shape = await shapeOf(connection, places, of)
    const found = await connection.one(positionsOfRows({ ...scopeOf({ of, category }), shape }))
    return found ?? { positions: 0, most: 0, rows: 0 }
  })

/** How all rows of a kind lie over the study area, in hexagons of the finest resolution. */
async function scatterOf(connection: Connection, places: CasePlaces, asked: Kind): Promise<Scatter> {
  const yardstick = await places.studyArea(connection, originOf(asked.of), yardstickResolution)
  const scope = scopeOf({ of: asked.of, category: asked.category })
  const rows = new Map<string, number>()
  let positions = 0
  for (const row of await rowsOfHexagons(connection, scope, finest)) {
    if (row.cell === null || (row.at_sea && yardstick.onLand) || !yardstick.coarse.has(row.coarse ?? ''))
      continue
    const hexagon = BigInt(row.cell).toString(16)
    if (!yardstick.positionOf.has(BigInt(`0x${cellToParent(hexagon, yardstickResolution)}`))) continue
    rows.set(hexagon, (rows.get(hexagon) ?? 0) + row.rows)
    positions += row.positions
  }
  return { squareKilometres: yardstick.squareKilometres, rows, positions }
}

interface Choice {
  readonly resolution: number
  readonly why: string
}

const whyFound = ({ excess }: Detectable, rows: number, over: string): string =>
  Number.isFinite(excess)
    ? `the size at which a place half a kilometre across is found with the fewest rows more than expected (${counted.format(Math.ceil(excess))}), for ${counted.format(rows)} rows over ${over}`
    : `the finest, because the ground of ${over} is too small for any to stand out`

/** The size of hexagons for the whole of a kind: what it can find, or for calls how far apart the cell sites stand. */
async function chooseResolution(connection: Connection, places: CasePlaces, asked: Kind): Promise<Choice> {
  const scatter = await scatterOf(connection, places, asked)
  const over = `${counted.format(Math.round(scatter.squareKilometres))} km²`
  if (originOf(asked.of) === 'mast') {
    const { positions } = await spreadOf(connection, places, asked)
    return {
      resolution: resolutionForSites(scatter.squareKilometres, positions),
      why: `nearest to two of ${counted.format(positions)} cell sites a hexagon over ${over}`,
    }
  }
  const found = resolutionToFind(scatter)
  const rows = [...scatter.rows.values()].reduce((sum, count) => sum + count, 0)
  return { resolution: found.resolution, why: whyFound(found, rows, over) }
}

/** The resolution that was asked for, or the one that the whole of this kind suggests: a brush never changes the hexagons. */
export async function chooseArea(
  connection: Connection,
  places: CasePlaces,
  asked: Kind & Pick<HotspotsAsked, 'resolution'>,
): Promise<ChosenArea> {
  const origin = originOf(asked.of)
  const size = (resolution: number) => `${figure.format(hexagonArea(resolution))} km²`
  if (asked.resolution !== undefined) {
    const area = await places.studyArea(connection, origin, asked.resolution)
    return {
      area,
      words: `H3 resolution ${asked.resolution} (${size(asked.resolution)} a hexagon), as asked`,
    }
  }
  const { resolution, why } = await places.remembered(`resolution ${asked.of} ${asked.category ?? ''}`, () =>
    chooseResolution(connection, places, asked),
  )
  return {
    area: await places.studyArea(connection, origin, resolution),
    words: `H3 resolution ${resolution} (${size(resolution)} a hexagon), chosen from the data: ${why}`,
  }
}
