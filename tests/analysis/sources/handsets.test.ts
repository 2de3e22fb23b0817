import fc from 'fast-check'
import { expect, it } from 'vitest'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import {
  addHandsets,
  createReadHandsets,
  createSaidHandsets,
} from '../../../analysis/sources/calls/queries-cells.ts'
import { canonicalImei, canonicalImsi } from '../../../analysis/sources/handset-numbers.ts'
import { temporaryCase } from '../../support/cases.ts'

interface Placed {
  said: string
  imei: string | null
  imsi: string | null
}

/** What a file wrote, each with the handset that it was placed as. */
async function placed(said: readonly string[], times = 1): Promise<Placed[]> {
  const { database } = await temporaryCase()
  return database.write(undefined, async (connection) => {
    for (let time = 0; time < times; time += 1) {
      await connection.run(createReadHandsets(sql`select distinct unnest(${said}) as said`))
      await connection.run(addHandsets(await connection.nextIds('handset', said.length)))
      await connection.run(createSaidHandsets())
    }
    return connection.all(
      rows({ said: column.text, imei: column.text.orNull, imsi: column.text.orNull })(sql`
      select s.said, h.imei, h.imsi from said_handset s join handset h on h.handset_id = s.id order by s.said`),
    )
  })
}

it('one handset has one writing: 14 digits, a zero or a software version in place of the check digit', async () => {
  const body = '49015420323751'
  const handsets = await placed([
    `${body}|`,
    `${body}8|`,
    `${body}0|`,
    `${body}01|`,
    `4901-5420 323751/8|`,
    '|234150999999999',
    '00000000000000|',
    '12345|',
    'not known|not known',
  ])
  expect(new Set(handsets.map(({ imei, imsi }) => `${imei}|${imsi}`))).toEqual(
    new Set([`${body}8|null`, 'null|234150999999999']),
  )
  expect(handsets).toHaveLength(6)
})

it('a second file with the same handsets adds none', async () => {
  const said = ['490154203237518|', '|234150999999999', '490154203237518|234150999999999']
  expect(await placed(said, 2)).toEqual(await placed(said, 1))
})

it('the database reads any writing as the phone reader does', async () => {
  const writing = fc.string({
    unit: fc.constantFrom(...'0123456789', ...'0123456789', '-'),
    maxLength: 17,
    size: 'max',
  })
  const saids = fc.sample(fc.tuple(writing, writing), { numRuns: 2000, seed: 7 })
  const said = [...new Set(saids.map(([imei, imsi]) => `${imei}|${imsi}`))]
  const expected = said
    .map((one) => {
      const [imei, imsi] = one.split('|')
      return { said: one, imei: canonicalImei(imei!), imsi: canonicalImsi(imsi!) }
    })
    .filter(({ imei, imsi }) => imei !== null || imsi !== null)
  expect(expected.length).toBeGreaterThan(200)
  const found = new Map((await placed(said)).map((one) => [one.said, one]))
  expect(found.size).toBe(expected.length)
  for (const one of expected) expect(found.get(one.said)).toEqual(one)
})
