import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { countCells } from '../../../analysis/profile/count-cells.ts'
import { printedCodes } from '../../../analysis/profile/count-table.ts'
import { countTables } from '../../../analysis/profile/count-tables.ts'
import { type Draft, makeDraft } from '../../../analysis/profile/draft.ts'
import { readScope } from '../../../analysis/profile/scope.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { type CountyCase, countyCase } from './county-case.ts'

let county: CountyCase
let draft: Draft
const exact = new Map<string, number>()

beforeAll(async () => {
  county = await countyCase()
  const scope = await readScope(county.opened)
  const counted = await county.opened.database.read(wholeSight, undefined, (connection) =>
    countCells(connection, countTables(scope), unwatched()),
  )
  for (const { table, values } of counted) {
    const columns = table.columns ? printedCodes(table.columns) : ['']
    printedCodes(table.rows).forEach((row, rowIndex) => {
      columns.forEach((column, columnIndex) => {
        exact.set(`${table.tableId}/${row}/${column}`, values[rowIndex * columns.length + columnIndex]!)
      })
    })
  }
  draft = await makeDraft(county.opened, 'ndtms', unwatched())
})

afterAll(() => county.close())

describe('figures worked out by hand', () => {
  test.each([
    ['demand.groups/All/', 80],
    ['demand.groups/Not known to any service/', 30],
    ['demand.groups/In mainstream treatment/', 18],
    ['demand.groups/In the programme/', 12],
    ['demand.groups/Identity not established/', 20],
    ['demand.months/2026-01/All', 40],
    ['demand.months/2026-06/All', 80],
    ['demand.months/2026-06/Not known to any service', 30],
    ['demand.months/2026-01/Not known to any service', 10],
    ['demand.areas/Port Sallow/Not known to any service', 10],
    ['demand.areas/Harrowick/Not known to any service', 17],
    ['demand.areas/Coldstow/Identity established', 3],
    ['demand.ages/Under 18/Identity established', 6],
    ['supply.lines/All/', 1],
    ['supply.homes/Ashmoor City/', 10],
    ['supply.homes/Kelverton/', 3],
    ['supply.homes/In the county/', 60],
    ['supply.homes/All/', 73],
    ['commodities.tests/Positive/', 23],
    ['commodities.tests/Negative/', 12],
    ['commodities.tests/All/', 35],
    ['harm.kinds/All/Suspected or confirmed death', 3],
    ['harm.kinds/All/Non-fatal overdose', 12],
    ['harm.known/Not known to any service/', 15],
    ['treatment.people/Adults using opiates or crack/', 21],
    ['treatment.ends/Completed/', 6],
    ['crime.types/Drugs/', 165],
    ['crime.types/Robbery/', 18],
    ['crime.areas/Port Sallow/', 165],
    ['enforcement.reasons/Drug supply or production/', 33],
    ['enforcement.searches/All/Nothing found', 17],
    ['enforcement.searches/All/Arrest', 8],
  ])('%s is %i', (key, value) => {
    expect(exact.get(key)).toBe(value)
  })
})

describe('the period', () => {
  test('ends with the data, not with a drug test that fell past midnight', async () => {
    await county.opened.database.write(undefined, (connection) =>
      connection.run({
        text: `update record set local_day = date '2026-07-01' where record_id = (select max(record_id) from record where kind = 'drug-tests')`,
        values: [],
      }),
    )
    expect(await readScope(county.opened)).toMatchObject({ to: '2026-06-30' })
  })
})

describe('the draft', () => {
  test('has fourteen numbered sections, each saying something or what is missing', () => {
    expect(draft.document.sections.map((section) => section.number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ])
    for (const section of draft.document.sections) {
      expect(section.claim.length + section.missing.length, section.title).toBeGreaterThan(0)
      expect(section.cannotSay.length, section.title).toBeGreaterThan(0)
    }
  })

  test('passes its five checks', () => {
    expect(draft.document.checks.map(({ check, state, words }) => [check, state, words])).toEqual([
      ['suppression', 'passed', expect.any(String)],
      ['attack', 'passed', expect.any(String)],
      ['earlier', 'passed', 'none before this one'],
      ['bytes', 'passed', 'passed, 0 found'],
      ['words', 'passed', 'passed'],
    ])
  })

  test('publishes only rounded counts: none from 1 to 4, none that is not a multiple of 5', () => {
    expect(draft.figures.size).toBeGreaterThan(200)
    for (const [figureId, value] of draft.figures) {
      if (typeof value !== 'number') continue
      expect(value % 5, figureId).toBe(0)
      const small = exact.get(
        `${figureId.split('~').join('/')}${figureId.split('~').length === 2 ? '/' : ''}`,
      )
      if (small !== undefined && small > 0 && small < 5) expect.unreachable(figureId)
    }
    expect(draft.document.suppressed.primary).toBeGreaterThan(0)
  })

  test('says the rise in words from released figures, each figure live', () => {
    const demand = draft.document.sections.find((section) => section.sectionId === 'demand')!
    expect(demand.claim.map((run) => run.text).join('')).toBe(
      'More people are buying from the lines: about 80 people and numbers that nobody is tied to in June 2026, against about 40 in January.',
    )
    const text = demand.paragraphs.map((one) => one.runs.map((run) => run.text).join('')).join(' ')
    expect(text).toContain(
      'In June 2026 about 80 people and numbers that nobody is tied to were in contact with a line to buy, about 40 more than in January.',
    )
    expect(text).toContain(
      'About 60 people whose identity is established bought from the lines in the period, and about 20 numbers that nobody is tied to: about 80 together.',
    )
    expect(
      demand.paragraphs.flatMap((one) => one.runs).some((run) => run.figureId === 'demand.groups~All'),
    ).toBe(true)
  })
})
