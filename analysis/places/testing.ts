import type { Hotspots } from '../contract/index.ts'
import { fewestTested } from './chance.ts'
import type { TestedCells } from './enough.ts'

const counted = new Intl.NumberFormat('en-GB')

function wordsOf(tested: number, cells: number, fewest: number, placed: number): string {
  const enough = `A cell is hot only where it and its neighbours hold at least ${counted.format(fewest)} rows, more than chance brings together anywhere on this map.`
  if (tested === cells) return enough
  if (tested > 0)
    return `${counted.format(tested)} of ${counted.format(cells)} cells were tested; the others hold too few rows to test, with their neighbours, and are neither hot nor cleared. ${enough}`
  const rows = placed === 1 ? '1 row is' : `${counted.format(placed)} rows are`
  return placed < fewestTested
    ? `Too few to test: ${rows} placed, and a cell with its neighbours needs at least ${fewestTested}. No cell was tested, so none is hot. More days or larger cells may show more.`
    : `Too few to test: ${rows} placed, and no cell holds enough of them, with its neighbours, to tell it from chance (at least ${counted.format(fewest)}). No cell was tested, so none is hot. More days or larger cells may show more.`
}

/** How many cells could be tested, and the sentence that says so. */
export function testingOf(
  { tested, fewest }: Pick<TestedCells, 'tested' | 'fewest'>,
  placed: number,
): NonNullable<Hotspots['testing']> {
  const cells = tested.length
  const count = tested.reduce((sum, one) => sum + one, 0)
  return { tested: count, untested: cells - count, fewest, words: wordsOf(count, cells, fewest, placed) }
}
