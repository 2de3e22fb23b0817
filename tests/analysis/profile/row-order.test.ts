import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProfileDocument } from '../../../analysis/contract/index.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { makeDraft } from '../../../analysis/profile/draft.ts'
import { renderFormats } from '../../../analysis/profile/formats/index.ts'
import { substancesOfVocabulary } from '../../../analysis/profile/known-names.ts'
import { type CountyCase, countyCase } from './county-case.ts'

type Small = readonly { readonly name: string; readonly times: number }[]

/** Names of the vocabulary that the county does not hold and that put nobody in a treatment group. */
const namedSubstances = substancesOfVocabulary.filter((name) => !/heroin|opi|crack|methadone/.test(name))

const quoted = (text: string) => `'${text}'`

/** Rows that put each name under each axis whose codes come from the data: homes, places, substances, areas that lines lead back to. */
function smallCounts(small: Small, inBoundaries: boolean): string {
  const lines: string[] = []
  if (inBoundaries)
    for (const [index, name] of small
      .flatMap(({ name }) => [`Near ${name}`, `Far ${name}`, `Old ${name}`])
      .entries())
      lines.push(
        `insert into area (area_id, file_id, sheet, row_number, name, west, south, east, north, rings, fields)
         values (${100 + index}, 1, 1, ${100 + index}, '${name}', 0, 50, 0.1, 50.1, '[[[0,50,0.1,50,0.1,50.1,0,50]]]', '{}')`,
      )
  let id = 5000
  for (const [index, { name, times }] of small.entries()) {
    const substance = inBoundaries ? namedSubstances[index]! : `Powder ${name}`
    const place = id
    lines.push(
      `insert into place (place_id, area, area_code) values (${place}, 'Near ${name} 001A', 'Y${id}')`,
    )
    for (let one = 0; one < times; one += 1) {
      id += 1
      const record = (
        kind: string,
        fileId: number,
        columns: string,
        values: string,
      ) => `insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields, ${columns})
        values (${id * 10 + fileId}, ${fileId}, 1, ${id}, '${kind}', 'small${id}${kind}', date '2026-03-03', 'day', '{}', ${values})`
      lines.push(
        record('custody', 2, 'area, category', `${quoted(`Far ${name}`)}, 'Theft from shop'`),
        record('treatment', 4, 'substances', `[${quoted(substance)}]`),
        record('harm', 6, 'category, substances', `'Non-fatal overdose', [${quoted(substance)}]`),
        `insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category, outcome)
         values (${id}, 7, 1, ${id}, 'crime', 'month', date '2026-03-01', ${place}, 'Drugs', '')`,
        `insert into number values (${id}, '+4477008${id}', 'mobile', 'GB')`,
        `insert into line values (1, 'S${id}', 'Small ${id}', 1, 0.99, 0.1, true, timestamp '2026-01-02', timestamp '2026-06-28', 'Old ${name}', [], [])`,
        `insert into line_number values (1, 'S${id}', ${id}, ${id}, timestamp '2026-01-02', timestamp '2026-06-28', null, null, null, null)`,
      )
    }
    id += 1
  }
  return lines.join(';\n')
}

interface Drafted {
  readonly county: CountyCase
  readonly document: ProfileDocument
}

async function drafted(small: Small, inBoundaries = true): Promise<Drafted> {
  const county = await countyCase()
  await county.opened.database.write(undefined, (connection) =>
    connection.run({ text: smallCounts(small, inBoundaries), values: [] }),
  )
  const draft = await makeDraft(county.opened, 'ndtms', unwatched())
  expect(draft.refusals).toEqual([])
  return { county, document: { ...draft.document, logHead: 'the same' } }
}

const names = (many: number) =>
  Array.from({ length: many }, (_, index) => `Brae ${String.fromCharCode(65 + index)}dale`)

/** How often each name occurs, and the same counts the other way about: what may be published of both is equal. */
const spread = (many: number, reversed: boolean): Small => {
  const times = Array.from({ length: many }, (_, index) => 1 + (index % 4))
  if (reversed) times.reverse()
  return names(many).map((name, index) => ({ name, times: times[index]! }))
}

const namedByData = new Set([
  'supply.lines',
  'supply.homes',
  'demand.areas',
  'harm.areas',
  'crime.areas',
  'commodities.harm',
  'commodities.treatment',
])

describe.each([
  [4, 'in a boundary file', true],
  [26, 'in a boundary file', true],
  [4, 'in no boundary file', false],
] as const)('%i names that each occur one to four times, %s', (many, _, inBoundaries) => {
  const both: Drafted[] = []
  beforeAll(async () => {
    for (const reversed of [false, true]) both.push(await drafted(spread(many, reversed), inBoundaries))
  })
  afterAll(async () => {
    for (const { county } of both) await county.close()
  })

  test('leave the same bytes whichever of them occurs how often', async () => {
    const [one, other] = await Promise.all(
      both.map(({ document }) => renderFormats(document, ['json', 'csv', 'html'])),
    )
    expect(other!.map(({ file }) => file)).toEqual(one!.map(({ file }) => file))
    for (const [index, { file, bytes }] of one!.entries())
      expect(Buffer.from(other![index]!.bytes).toString('utf8'), file).toBe(
        Buffer.from(bytes).toString('utf8'),
      )
  })

  test('stand in every table of a profile by name', () => {
    const tables = both[0]!.document.sections
      .flatMap((section) => section.tables)
      .filter(({ tableId }) => namedByData.has(tableId))
    expect(tables.length).toBeGreaterThan(3)
    for (const { tableId, rows } of tables) {
      const labels = rows
        .filter((row) => !row.total)
        .map(({ label }) => label)
        .filter(
          (label) =>
            ![
              'Elsewhere',
              'Elsewhere in the county',
              'In the county',
              'Other substances',
              'Outside the county',
              'Not recorded',
            ].includes(label),
        )
      expect(labels, tableId).toEqual([...labels].sort())
    }
  })

  test('stand in every chart by published value, then by name', () => {
    for (const chart of both[0]!.document.sections.flatMap((section) => section.charts)) {
      if (chart.kind === 'line' || !/treatment|homes|harm|crime$/.test(chart.chartId)) continue
      const bars = chart.categories.map((name, index) => {
        const value = chart.series[0]!.values[index]
        return { name, size: typeof value === 'number' ? value : 0 }
      })
      const sorted = [...bars].sort(
        (left, right) => right.size - left.size || (left.name < right.name ? -1 : 1),
      )
      expect(bars, chart.chartId).toEqual(sorted)
    }
  })
})

test('of many names, those of which nothing may be said are left out of a table together, and the table says so', async () => {
  const { county, document } = await drafted(spread(26, false))
  await county.close()
  const homes = document.sections
    .flatMap((section) => section.tables)
    .find(({ tableId }) => tableId === 'supply.homes')!
  const labels = homes.rows.map(({ label }) => label)
  expect(labels).toContain('Ashmoor City')
  expect(labels.filter((label) => label.startsWith('Far '))).toEqual([])
  expect(homes.notes.join(' ')).toMatch(/27 rows in which no count is shown are left out/)
})
