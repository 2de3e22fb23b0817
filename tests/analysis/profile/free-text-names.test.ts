import { describe, expect, test } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { makeDraft } from '../../../analysis/profile/draft.ts'
import { renderFormats } from '../../../analysis/profile/formats/index.ts'
import { countyCase } from './county-case.ts'

interface Written {
  readonly area: string
  readonly substance: string
  readonly times: number
  readonly postcode?: string
  readonly boundary?: boolean
}

/** What each name stands on: a harm report with its place, an arrest with its home, a treatment episode and a line. */
async function publishedOf({ area, substance, times, postcode, boundary = false }: Written): Promise<string> {
  const county = await countyCase()
  await county.opened.database.write(undefined, async (connection) => {
    if (boundary)
      await connection.run(sql`insert into area (area_id, file_id, sheet, row_number, name, west, south, east, north, fields, rings)
        values (900, 1, 1, 900, ${area}, 0.1, 54, 0.2, 54.1, '{}', '[[[0.1,54,0.2,54,0.2,54.1,0.1,54.1]]]')`)
    await connection.run(
      sql`insert into place (place_id, area, postcode) values (900, ${area}, ${postcode ?? null})`,
    )
    for (let one = 0; one < times; one += 1) {
      const id = 9000 + one * 10
      await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields, category, place_id, substances)
        values (${id}, 6, 1, ${id}, 'harm', ${`h${id}`}, date '2026-03-03', 'day', '{}', 'Death', 900, [${substance}])`)
      await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields, category, area)
        values (${id + 1}, 2, 1, ${id + 1}, 'custody', ${`c${id}`}, date '2026-03-03', 'day', '{}', 'Theft', ${`${area} too`})`)
      await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields, substances)
        values (${id + 2}, 4, 1, ${id + 2}, 'treatment', ${`t${id}`}, date '2026-03-03', 'day', '{}', [${substance}])`)
    }
    await connection.run(sql`update line set exporter_area = ${`${area} as well`} where line_id = 'L1'`)
    if (postcode)
      for (let one = 0; one < 12; one += 1)
        await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, local_day, precision, fields, category, postcode)
          values (${9900 + one}, 2, 1, ${9900 + one}, 'custody', ${`p${one}`}, date '2026-03-03', 'day', '{}', 'Theft', ${postcode})`)
  })
  const draft = await makeDraft(county.opened, 'ndtms', unwatched())
  const files = await renderFormats(draft.document, ['json', 'csv', 'html'])
  await county.close()
  expect(draft.refusals).toEqual([])
  return files.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n')
}

const freeArea = 'His mums flat behind the church'
const freeSubstance = 'White powder bought by his sister at the Anchor on friday'

describe('free text of a source in the place of a name', () => {
  test('of an area or a substance is in no file of a profile; its rows are counted under the others', async () => {
    const said = await publishedOf({ area: freeArea, substance: freeSubstance, times: 1 })
    expect(said.match(/mums flat/i)?.[0]).toBeUndefined()
    expect(said.match(/his sister/i)?.[0]).toBeUndefined()
    expect(said).toMatch(/Elsewhere in the county/)
    expect(said).toMatch(/Other substances/)
  })

  test('does not become a name because a postcode that many rows hold stands beside it', async () => {
    const said = await publishedOf({
      area: freeArea,
      substance: freeSubstance,
      times: 1,
      postcode: 'ZW91 1AA',
    })
    expect(said.match(/mums flat/i)?.[0]).toBeUndefined()
  })

  test('of more than sixty characters is no name, however many rows hold it and whatever boundary bears it', async () => {
    const long = `${freeArea}, second door, ask for him at the bar of the Anchor`
    const said = await publishedOf({ area: long, substance: long, times: 12, boundary: true })
    expect(said.match(/mums flat/i)?.[0]).toBeUndefined()
  })
})

describe('a name', () => {
  test('that ten rows hold is printed', async () => {
    const said = await publishedOf({ area: 'Marrowby', substance: 'Bluestone', times: 10 })
    expect(said).toMatch(/Marrowby/)
    expect(said).toMatch(/Marrowby too/)
    expect(said).toMatch(/Bluestone/)
  })

  test('that nine rows hold is not, but a boundary that bears it or a substance of the vocabulary is', async () => {
    expect(await publishedOf({ area: 'Marrowby', substance: 'ketamine', times: 9 })).not.toMatch(/Marrowby/)
    // A report and an episode each time: eight rows.
    expect(await publishedOf({ area: 'Marrowby', substance: 'Bluestone', times: 4 })).not.toMatch(/Bluestone/)
    const known = await publishedOf({ area: 'Marrowby', substance: 'ketamine', times: 4, boundary: true })
    expect(known).toMatch(/Marrowby/)
    expect(known).toMatch(/Ketamine/)
  })
})
