import type { CaseStore } from '../case/store.ts'
import { policies, protectRelease, type ReleaseInput } from '../disclosure/index.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { placesOf } from './case-places.ts'
import { factsOf } from './kinds.ts'
import { type AreaMonth, residentsOfAreas, rowsPerAreaAndMonth } from './queries-areas.ts'

const notKnown = 'not known'

function releaseOf(
  rows: readonly AreaMonth[],
  areas: string[],
  months: string[],
  cutOff: string,
  residents: ReadonlyMap<string, number>,
): ReleaseInput {
  const sum = (area: string, month: string | null) =>
    rows.reduce(
      (all, row) =>
        (row.area ?? notKnown) === area && (month === null || row.month === month) ? all + row.rows : all,
      0,
    )
  const byArea = { name: 'area', categories: areas }
  return {
    cutOff,
    measures: [{ name: 'rows', unit: 'events' }],
    dimensions: [
      {
        name: 'area',
        leaves: areas,
        populations: Object.fromEntries([...residents].filter(([area]) => areas.includes(area))),
      },
      ...(months.length > 0 ? [{ name: 'month', leaves: months }] : []),
    ],
    tables: [
      {
        tableId: 'area',
        title: 'Rows by area',
        measure: 'rows',
        dimensions: [byArea],
        values: areas.map((area) => sum(area, null)),
      },
      ...(months.length > 0
        ? [
            {
              tableId: 'month',
              title: 'Rows by area and month',
              measure: 'rows',
              dimensions: [byArea, { name: 'month', categories: months }],
              values: areas.flatMap((area) => months.map((month) => sum(area, month))),
            },
          ]
        : []),
    ],
  }
}

/** Rows a year per 1,000 residents, to one decimal. */
const rateOf = (rows: number | null, residents: number | undefined, months: number): number | null =>
  rows === null || !residents || months === 0
    ? null
    : Math.round((rows * 12 * 10_000) / (months * residents)) / 10

export interface AreaCounts {
  of: string
  title: string
  policy: string
  cutOff: string
  areas: {
    area: string
    rows: number | null
    population: number | null
    rate: number | null
    months: { month: string; rows: number | null }[]
  }[]
  suppressed: { primary: number; secondary: number }
  refused: string | null
  rateWords: string | null
}

/**
 * Rows of a kind by area and month on the fixed grid of the whole case, through the disclosure rules (policy `ndtms`): the same for
 * every role and with no range to choose, so that no two answers can be subtracted. Where the months cannot be protected together with
 * the areas they are left out; where not even the areas can, nothing is shown and `refused` says why.
 * @throws CancelledError
 */
export async function countAreas(
  database: CaseStore,
  of: string,
  signal: AbortSignal | undefined,
): Promise<AreaCounts> {
  const places = await placesOf(database, wholeSight, signal)
  return places.remembered(`areas ${of}`, async () => {
    const rows = await database.read(wholeSight, signal, (connection) =>
      connection.all(rowsPerAreaAndMonth(of)),
    )
    const residents = new Map(
      (await database.read(wholeSight, signal, (connection) => connection.all(residentsOfAreas()))).map(
        (one) => [one.area, one.population],
      ),
    )
    const areas = [...new Set(rows.map((row) => row.area ?? notKnown))].sort()
    const months = [...new Set(rows.map((row) => row.month))].sort()
    const cutOff = `${months.at(-1) ?? '1970-01'}-01`
    const answer = {
      of,
      title: factsOf(of).title,
      policy: policies.ndtms.name,
      cutOff,
      refused: null,
      rateWords: null,
    }
    if (areas.length === 0) return { ...answer, areas: [], suppressed: { primary: 0, secondary: 0 } }
    let refused: string | null = null
    for (const wanted of [months, []]) {
      const protection = await protectRelease({
        release: releaseOf(rows, areas, wanted, cutOff, residents),
        policy: policies.ndtms,
      })
      if (protection.outcome === 'refused') {
        refused = protection.reasons[0]?.words ?? protection.code
        continue
      }
      const shown = new Map(
        protection.tables.map((table) => [table.tableId, table.cells.map((cell) => cell?.shown ?? null)]),
      )
      return {
        ...answer,
        rateWords:
          residents.size > 0 && months.length > 0
            ? `a year per 1,000 residents of the area, over ${months.length} ${months.length === 1 ? 'month' : 'months'}; worked out from the counts as shown`
            : null,
        areas: areas.map((area, place) => ({
          area,
          rows: shown.get('area')?.[place] ?? null,
          population: residents.get(area) ?? null,
          rate: rateOf(shown.get('area')?.[place] ?? null, residents.get(area), months.length),
          months: wanted.map((month, index) => ({
            month,
            rows: shown.get('month')?.[place * wanted.length + index] ?? null,
          })),
        })),
        suppressed: protection.suppressed,
      }
    }
    return { ...answer, areas: [], suppressed: { primary: areas.length, secondary: 0 }, refused }
  })
}
