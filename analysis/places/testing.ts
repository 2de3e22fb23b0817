import type { Hotspots } from '../contract/index.ts'
import { fewestTested } from './chance.ts'
import type { TestedCells } from './enough.ts'

const counted = new Intl.NumberFormat('en-GB')

function wordsOf(tested: number, hexagons: number, fewest: number, placed: number): string {
  const enough = `A hexagon is hot only where it and its neighbours hold at least ${counted.format(fewest)} rows, more than chance brings together anywhere on this map.`
  if (tested === hexagons) return enough
  if (tested > 0)
    return `${counted.format(tested)} of ${counted.format(hexagons)} hexagons were tested; the others hold too few rows to test, with their neighbours, and are neither hot nor cleared. ${enough}`
  const rows = placed === 1 ? '1 row is' : `${counted.format(placed)} rows are`
  return placed < fewestTested
    ? `Too few to test: ${rows} placed, and a hexagon with its neighbours needs at least ${fewestTested}. No hexagon was tested, so none is hot. More days or larger hexagons may show more.`
    : `Too few to test: ${rows} placed, and no hexagon holds enough of them, with its neighbours, to tell it from chance (at least ${counted.format(fewest)}). No hexagon was tested, so none is hot. More days or larger hexagons may show more.`
}

/** How many hexagons could be tested, and the sentence that says so. */
export function testingOf(
  { tested, fewest }: Pick<TestedCells, 'tested' | 'fewest'>,
  placed: number,
): NonNullable<Hotspots['testing']> {
  const hexagons = tested.length
  const count = tested.reduce((sum, one) => sum + one, 0)
  return {
    tested: count,
    untested: hexagons - count,
    fewest,
    words: wordsOf(count, hexagons, fewest, placed),
  }
}
