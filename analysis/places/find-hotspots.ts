import type { CaseStore } from '../case/store.ts'
import type { HotspotMethod, Hotspots, NotPlaced } from '../contract/index.ts'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { type CountedHexagons, countHexagons, placesOf, shapeOf } from './case-places.ts'
import { chooseArea, type HotspotsAsked, scopeOf, spreadOf } from './choose-area.ts'
import { testHexagons } from './enough.ts'
import { getisOrd } from './getis-ord.ts'
import { type HexagonFigures, hexagonsTable } from './hexagons-table.ts'
import { bandwidthOf, kernelDensity } from './kernel-density.ts'
import { factsOf } from './kinds.ts'
import { notesOf } from './notes.ts'
import { hexagonArea, type StudyArea } from './study-area.ts'
import { testingOf } from './testing.ts'

const counted = new Intl.NumberFormat('en-GB')

/** What a method ranks hexagons by. */
export function scoresOf(
  method: HotspotMethod,
  counts: Float64Array,
  area: StudyArea,
): { value: Float64Array; bandwidthMetres: number | null } {
  if (method === 'gi') return { value: getisOrd(counts, area.neighbours).z, bandwidthMetres: null }
  if (method === 'count') return { value: counts.slice(), bandwidthMetres: null }
  const points = { latitude: area.latitude, longitude: area.longitude, count: counts }
  const spacing = 1000 * Math.sqrt(hexagonArea(area.resolution) * (2 / Math.sqrt(3)))
  const bandwidthMetres = Math.round(bandwidthOf(points, spacing))
  return { value: kernelDensity(points, bandwidthMetres), bandwidthMetres }
}

interface Figures extends HexagonFigures {
  readonly bandwidthMetres: number | null
  readonly testing: Hotspots['testing']
}

/** What a method makes of the counts; `value` is what it ranks by. */
function figuresOf(method: HotspotMethod, hexagons: CountedHexagons, area: StudyArea): Figures {
  const { counts } = hexagons
  if (method === 'gi') {
    const found = testHexagons(counts, area.neighbours, hexagons.positions)
    return { ...found, count: counts, bandwidthMetres: null, testing: testingOf(found, hexagons.placed) }
  }
  const none = new Uint8Array(counts.length)
  const untested = { z: null, pValue: null, qValue: null, tested: none, hot: none, testing: null }
  return { ...untested, count: counts, ...scoresOf(method, counts, area) }
}

function methodWords(method: HotspotMethod, bandwidthMetres: number | null): string {
  if (method === 'gi')
    return 'Getis-Ord Gi*, each hexagon with its six neighbours, two-sided; false discovery rate held at 5% (Benjamini-Hochberg)'
  if (method === 'kde')
    return `quartic kernel density of hexagon counts, bandwidth ${counted.format(bandwidthMetres ?? 0)} m (Silverman's rule); no test of significance`
  return 'rows in each hexagon; no test of significance'
}

function notPlacedOf(hexagons: CountedHexagons): NotPlaced[] {
  const reasons: NotPlaced[] = [
    { reason: 'no-coordinates', words: 'no position in the source', rows: hexagons.without },
    {
      reason: 'impossible-coordinates',
      words: 'a position that cannot be (0, 0 or off the globe)',
      rows: hexagons.impossible,
    },
    { reason: 'in-the-sea', words: 'more than 3 km out at sea', rows: hexagons.atSea },
    { reason: 'outside-study-area', words: 'outside the study area', rows: hexagons.outside },
  ]
  return reasons.filter(({ rows }) => rows > 0)
}

/**
 * Every hexagon of the study area with its count and what the method makes of it, zero hexagons included.
 * @throws ExpectedError `NOTHING_LOADED` where nothing in the case has a position; CancelledError
 */
export async function findHotspots(
  database: CaseStore,
  sight: Sight,
  asked: HotspotsAsked,
  signal: AbortSignal | undefined,
): Promise<Hotspots> {
  const places = await placesOf(database, sight, signal)
  return database.read(sight, signal, async (connection) => {
    const { area, words } = await chooseArea(connection, places, asked)
    if (area.hexagons.length === 0)
      throw new ExpectedError('NOTHING_LOADED', {
        subject: 'places',
        detail: 'nothing in the case has a position',
        remedy: 'Add a source with coordinates, or with postcodes and the list that places them.',
      })
    const shape = await shapeOf(connection, places, asked.of)
    const scope = { ...scopeOf(asked), shape }
    const hexagons = await countHexagons(connection, scope, area)
    const spread = await spreadOf(connection, places, asked)
    throwIfCancelled(signal)
    const figures = figuresOf(asked.method, hexagons, area)
    const facts = factsOf(asked.of)
    return {
      of: asked.of,
      title: facts.title,
      family: facts.family,
      method: asked.method,
      resolution: area.resolution,
      resolutionWords: words,
      methodWords: methodWords(asked.method, figures.bandwidthMetres),
      cellSquareKilometres: hexagonArea(area.resolution),
      bandwidthMetres: figures.bandwidthMetres,
      studyArea: {
        words: area.words,
        cells: area.hexagons.length,
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
      rows: hexagons.rows,
      placed: hexagons.placed,
      notPlaced: notPlacedOf(hexagons),
      notes: notesOf({ asked, title: facts.title, hexagons, spread, shape, area, testing: figures.testing }),
      testing: figures.testing,
      hot: figures.hot.reduce((sum, one) => sum + one, 0),
      table: await hexagonsTable(area, figures),
    }
  })
}
