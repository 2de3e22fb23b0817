import type { HotspotMethod, Hotspots, NotPlaced } from '../contract/index.ts'
import { somebodyOf } from '../engine/chosen-queries.ts'
import type { CaseDatabase, Connection } from '../engine/database.ts'
import { ExpectedError, throwIfCancelled } from '../engine/errors.ts'
import { noSight, type Sight } from '../visibility/source-kinds.ts'
import {
  type CasePlaces,
  type CountedCells,
  countCells,
  placesOf,
  resolutionFor,
  shapeOf,
} from './case-places.ts'
import { type CellFigures, cellsTable } from './cells-table.ts'
import { getisOrd } from './getis-ord.ts'
import { bandwidthOf, kernelDensity } from './kernel-density.ts'
import { factsOf } from './kinds.ts'
import { notesOf, type Spread } from './notes.ts'
import { originOf, type PlaceScope, positionsOfRows } from './queries-places.ts'
import { cellArea, type StudyArea } from './study-area.ts'

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

export const scopeOf = (asked: Omit<HotspotsAsked, 'method'>, sight: Sight = noSight): PlaceScope => ({
  of: asked.of,
  category: asked.category ?? null,
  from: asked.range?.from ?? null,
  to: asked.range?.to ?? null,
  lineId: asked.lineId ?? null,
  somebody: somebodyOf(asked, sight),
})

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2, useGrouping: true })
const counted = new Intl.NumberFormat('en-GB')

const yardstickResolution = 7
export const hotThreshold = 0.05

export interface ChosenArea {
  readonly area: StudyArea
  readonly words: string
}

/** Over how many positions all rows of a kind are spread. */
const spreadOf = (
  connection: Connection,
  places: CasePlaces,
  { of, category }: Pick<HotspotsAsked, 'of' | 'category'>,
): Promise<Spread> =>
  places.remembered(`spread ${of} ${category ?? ''}`, async () => {
    const shape = await shapeOf(connection, places, of)
    const found = await connection.one<Spread>(positionsOfRows({ ...scopeOf({ of, category }), shape }))
    return found ?? { positions: 0, most: 0, rows: 0 }
  })

/** The resolution that was asked for, or the one that the whole of this kind suggests: a brush never changes the cells. */
export async function chooseArea(
  connection: Connection,
  places: CasePlaces,
  asked: Pick<HotspotsAsked, 'of' | 'category' | 'resolution'>,
): Promise<ChosenArea> {
  const origin = originOf(asked.of)
  const size = (resolution: number) => `${figure.format(cellArea(resolution))} km²`
  if (asked.resolution !== undefined) {
    const area = await places.studyArea(connection, origin, asked.resolution)
    return { area, words: `H3 resolution ${asked.resolution} (${size(asked.resolution)} a cell), as asked` }
  }
  const isSites = originOf(asked.of) === 'mast'
  const { squareKilometres, units } = await places.remembered(
    `placed ${asked.of} ${asked.category ?? ''}`,
    async () => {
      const yardstick = await places.studyArea(connection, origin, yardstickResolution)
      const scope = scopeOf({ of: asked.of, category: asked.category })
      const { placed } = await countCells(connection, scope, yardstick)
      const { positions } = await spreadOf(connection, places, asked)
      return { squareKilometres: yardstick.squareKilometres, units: isSites ? positions : placed }
    },
  )
  const resolution = resolutionFor(squareKilometres, units)
  return {
    area: await places.studyArea(connection, origin, resolution),
    words: `H3 resolution ${resolution} (${size(resolution)} a cell), chosen from the data: nearest to two of ${counted.format(units)} ${isSites ? 'cell sites' : 'rows'} a cell over ${counted.format(Math.round(squareKilometres))} km²`,
  }
}

/** What a method makes of the counts; `value` is what it ranks by. */
export function figuresOf(
  method: HotspotMethod,
  counts: Float64Array,
  area: StudyArea,
): CellFigures & { bandwidthMetres: number | null } {
  const cold = new Uint8Array(counts.length)
  const plain = { count: counts, z: null, pValue: null, qValue: null, hot: cold, bandwidthMetres: null }
  if (method === 'count') return { ...plain, value: counts.slice() }
  if (method === 'kde') {
    const points = { latitude: area.latitude, longitude: area.longitude, count: counts }
    const spacing = 1000 * Math.sqrt(cellArea(area.resolution) * (2 / Math.sqrt(3)))
    const bandwidthMetres = Math.round(bandwidthOf(points, spacing))
    return { ...plain, value: kernelDensity(points, bandwidthMetres), bandwidthMetres }
  }
  const { z, pValue, qValue } = getisOrd(counts, area.neighbours)
  const hot = cold.map((_, cell) => (qValue[cell]! <= hotThreshold && z[cell]! > 0 ? 1 : 0))
  return { count: counts, value: z.slice(), z, pValue, qValue, hot, bandwidthMetres: null }
}

export function methodWords(method: HotspotMethod, bandwidthMetres: number | null): string {
  if (method === 'gi')
    return 'Getis-Ord Gi*, each cell with its six neighbours, two-sided; false discovery rate held at 5% (Benjamini-Hochberg)'
  if (method === 'kde')
    return `quartic kernel density of cell counts, bandwidth ${counted.format(bandwidthMetres ?? 0)} m (Silverman's rule); no test of significance`
  return 'rows in each cell; no test of significance'
}

function notPlacedOf(cells: CountedCells): NotPlaced[] {
  const reasons: NotPlaced[] = [
    { reason: 'no-coordinates', words: 'no position in the source', rows: cells.without },
    {
      reason: 'impossible-coordinates',
      words: 'a position that cannot be (0, 0 or off the globe)',
      rows: cells.impossible,
    },
    { reason: 'in-the-sea', words: 'more than 3 km out at sea', rows: cells.atSea },
    { reason: 'outside-study-area', words: 'outside the study area', rows: cells.outside },
  ]
  return reasons.filter(({ rows }) => rows > 0)
}

/**
 * Every cell of the study area with its count and what the method makes of it, zero cells included.
 * @param sight what the role that asks may see of a person's numbers and records
 * @throws ExpectedError `NOTHING_LOADED` where nothing in the case has a position; CancelledError
 */
export async function findHotspots(
  database: CaseDatabase,
  asked: HotspotsAsked,
  signal: AbortSignal | undefined,
  sight: Sight = noSight,
): Promise<Hotspots> {
  const places = await placesOf(database, signal)
  return database.read(signal, async (connection) => {
    const { area, words } = await chooseArea(connection, places, asked)
    if (area.cells.length === 0)
      throw new ExpectedError('NOTHING_LOADED', {
        subject: 'places',
        detail: 'nothing in the case has a position',
        remedy: 'Add a source with coordinates, or with postcodes and the list that places them.',
      })
    const shape = await shapeOf(connection, places, asked.of)
    const scope = { ...scopeOf(asked, sight), shape }
    const cells = await countCells(connection, scope, area)
    const spread = await spreadOf(connection, places, asked)
    throwIfCancelled(signal)
    const figures = figuresOf(asked.method, cells.counts, area)
    const facts = factsOf(asked.of)
    return {
      of: asked.of,
      title: facts.title,
      family: facts.family,
      method: asked.method,
      resolution: area.resolution,
      resolutionWords: words,
      methodWords: methodWords(asked.method, figures.bandwidthMetres),
      cellSquareKilometres: cellArea(area.resolution),
      bandwidthMetres: figures.bandwidthMetres,
      studyArea: {
        words: area.words,
        cells: area.cells.length,
        squareKilometres: area.squareKilometres,
        onLand: area.onLand,
        outline: area.outline.map(([longitude, latitude]): [number, number] => [longitude, latitude]),
        bounds: [
          Math.min(...area.outline.map(([longitude]) => longitude)),
          Math.min(...area.outline.map(([, latitude]) => latitude)),
          Math.max(...area.outline.map(([longitude]) => longitude)),
          Math.max(...area.outline.map(([, latitude]) => latitude)),
        ],
      },
      rows: cells.rows,
      placed: cells.placed,
      notPlaced: notPlacedOf(cells),
      notes: notesOf({ asked, title: facts.title, cells, spread, shape, area }),
      hot: figures.hot.reduce((sum, one) => sum + one, 0),
      table: await cellsTable(area, figures),
    }
  })
}
