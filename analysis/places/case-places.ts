import { dataVersion } from '../case/queries-case.ts'
import type { CaseStore, Connection } from '../case/store.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import type { Origin } from './queries-hexagons.ts'
import {
  type HexagonRow,
  type KindShape,
  type PlaceScope,
  rowsPerHexagon,
  rowsWithImpossiblePositions,
  shapeOfKind,
} from './queries-places.ts'
import { storeAreas } from './store-areas.ts'
import { storeHexagons } from './store-hexagons.ts'
import { type Ground, groundOf, type StudyArea, studyAreaOf } from './study-area.ts'

/** What is worked out once per data version and sight: the ground, and the study area at each resolution that was asked for. */
export interface CasePlaces {
  readonly version: number
  ground(connection: Connection, origin: Origin): Promise<Ground>
  studyArea(connection: Connection, origin: Origin, resolution: number): Promise<StudyArea>
  remembered<T>(key: string, work: () => Promise<T>): Promise<T>
}

const known = new WeakMap<CaseStore, Map<string, CasePlaces>>()

function casePlaces(version: number): CasePlaces {
  const answers = new Map<string, Promise<unknown>>()
  const remembered = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = answers.get(key) as Promise<T> | undefined
    if (before) return before
    const answer = work()
    answers.set(key, answer)
    answer.catch(() => answers.delete(key))
    return answer
  }
  const ground = (connection: Connection, origin: Origin) =>
    remembered(`ground ${origin}`, () => groundOf(connection, origin))
  return {
    version,
    ground,
    remembered,
    studyArea: (connection, origin, resolution) =>
      remembered(`cells ${origin} ${resolution}`, async () =>
        studyAreaOf(connection, await ground(connection, origin), resolution),
      ),
  }
}

/** The places that a sight sees, as they are now: positions have their hexagons, and nothing remembered is of older data or another sight. */
export async function placesOf(
  database: CaseStore,
  sight: Sight,
  signal: AbortSignal | undefined,
): Promise<CasePlaces> {
  const found = await database.read(sight, signal, (connection) => connection.one(dataVersion()))
  const version = found?.version ?? 0
  const bySight = known.get(database) ?? new Map<string, CasePlaces>()
  known.set(database, bySight)
  const before = bySight.get(sight.name)
  if (before?.version === version) return before
  await storeHexagons(database, signal)
  await storeAreas(database, signal)
  const places = casePlaces(version)
  bySight.set(sight.name, places)
  return places
}

/** What is the same for every question about one kind of one data version. */
export const shapeOf = (connection: Connection, places: CasePlaces, of: string): Promise<KindShape> =>
  places.remembered(`shape ${of}`, async () => {
    const row = await connection.one(shapeOfKind(of))
    return {
      recordFiles: row?.record_files ?? [],
      hasMonths: row?.has_months ?? false,
      isByMonth: row?.by_month ?? false,
      firstDay: row?.first_day ?? null,
      lastDay: row?.last_day ?? null,
    }
  })

export interface CountedHexagons {
  /** One count per hexagon of the study area. */
  readonly counts: Float64Array
  readonly rows: number
  readonly placed: number
  /** Distinct positions of the rows placed. */
  readonly positions: number
  readonly without: number
  readonly impossible: number
  readonly atSea: number
  readonly outside: number
}

/** Rows and distinct positions by hexagon of one resolution, wherever it lies. */
export const rowsOfHexagons = (
  connection: Connection,
  scope: PlaceScope,
  resolution: number,
): Promise<HexagonRow[]> => connection.all(rowsPerHexagon(scope, resolution))

/** The rows asked for, by hexagon of the study area, and how many are in none and why; the parts add up to the rows. */
export async function countHexagons(
  connection: Connection,
  scope: PlaceScope,
  area: StudyArea,
): Promise<CountedHexagons> {
  const counts = new Float64Array(area.hexagons.length)
  const sums = { rows: 0, placed: 0, positions: 0, without: 0, impossible: 0, atSea: 0, outside: 0 }
  for (const row of await rowsOfHexagons(connection, scope, area.resolution)) {
    sums.rows += row.rows
    if (row.cell === null) sums.without += row.rows
    else if (row.at_sea && area.onLand) sums.atSea += row.rows
    else {
      const position = area.coarse.has(row.coarse ?? '') ? area.positionOf.get(BigInt(row.cell)) : undefined
      if (position === undefined) sums.outside += row.rows
      else {
        counts[position]! += row.rows
        sums.placed += row.rows
        sums.positions += row.positions
      }
    }
  }
  if (sums.without > 0) {
    const found = await connection.one(rowsWithImpossiblePositions(scope))
    sums.impossible = found?.impossible ?? 0
    sums.without -= sums.impossible
  }
  return { counts, ...sums }
}
