import type { HotspotMethod, Hotspots } from '../contract/index.ts'
import type { CountedHexagons } from './case-places.ts'
import type { KindShape, Spread } from './queries-places.ts'
import type { StudyArea } from './study-area.ts'

interface Found {
  readonly asked: {
    readonly of: string
    readonly method: HotspotMethod
    readonly category?: string | undefined
    readonly range?: { readonly from: string; readonly to: string } | undefined
    readonly lineId?: string | undefined
    readonly person?: string | undefined
    readonly number?: string | undefined
  }
  readonly title: string
  readonly hexagons: CountedHexagons
  readonly spread: Spread
  readonly shape: KindShape
  readonly area: StudyArea
  readonly testing: Hotspots['testing']
}

const counted = new Intl.NumberFormat('en-GB')
const fewestOnOnePoint = 20

/** What is true where the rows were narrowed to somebody or to a line, and that is why there are none; null where they were not. */
function whyNoneOfWhom({ asked, title, spread }: Found): string | null {
  const { lineId, range } = asked
  const isSomebody = asked.person !== undefined || asked.number !== undefined
  if (!isSomebody && lineId === undefined) return null
  const days = range ? ` from ${range.from} to ${range.to}` : ''
  const whose = [isSomebody ? 'the chosen person' : '', lineId === undefined ? '' : 'the chosen line']
    .filter(Boolean)
    .join(' with ')
  const none =
    asked.of === 'calls'
      ? `No call or text of ${whose} met a cell site${days}`
      : `No row of ${title} is about ${whose}${days}`
  const category = asked.category === undefined ? '' : ` of this category`
  return `${none}; the layer holds ${counted.format(spread.rows)} rows${category} with a position in all.`
}

/** Why no row is on the map, and what to do; null where some are. */
function whyNone(found: Found): string | null {
  const { asked, title, hexagons, shape } = found
  if (hexagons.placed > 0) return null
  if (hexagons.rows > 0)
    return `None of the ${counted.format(hexagons.rows)} rows of ${title} in these days can be placed; "Not on the map" counts them by reason.`
  const ofWhom = found.spread.rows > 0 ? whyNoneOfWhom(found) : null
  if (ofWhom !== null) return ofWhom
  if (asked.category !== undefined && !asked.range)
    return `No row of ${title} has the category "${asked.category}". Choose another category.`
  if (asked.range && shape.firstDay && shape.lastDay)
    return `No row of ${title} falls from ${asked.range.from} to ${asked.range.to}; the case has them from ${shape.firstDay} to ${shape.lastDay}. Choose days within these.`
  return `No row of ${title} is loaded. Add a source of this kind in Sources.`
}

function onOnePoint({ spread, asked }: Found): string | null {
  if (spread.rows < fewestOnOnePoint || spread.most * 2 < spread.rows) return null
  if (spread.most < spread.rows)
    return `${counted.format(spread.most)} of ${counted.format(spread.rows)} rows lie on one point: it may stand for "not known".`
  return `All ${counted.format(spread.rows)} rows lie on one point${asked.method === 'gi' ? ', so that there is nothing to compare it with and no hexagon can be hot' : ''}. The point may stand for "not known": look at the rows, and at the mapping of the source.`
}

/** What a reader must know before believing the hexagons: why there are none, what is odd about the positions, what is rough. */
export function notesOf(found: Found): string[] {
  const { asked, hexagons, spread, shape, area, testing } = found
  const isOnOnePoint = spread.rows >= fewestOnOnePoint && spread.most === spread.rows
  const notes = [
    whyNone(found),
    area.oddity,
    onOnePoint(found),
    shape.isByMonth && asked.range
      ? 'Dated by month: every month that the chosen days touch is counted whole.'
      : null,
    testing?.tested === 0 && hexagons.placed > 0 && !isOnOnePoint ? testing.words : null,
  ]
  return notes.filter((note) => note !== null)
}
