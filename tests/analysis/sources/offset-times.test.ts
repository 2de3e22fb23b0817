import { expect, it } from 'vitest'
import { inScratch } from '../../../analysis/case/duckdb/instance.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { type TimeReading, utcInstant } from '../../../analysis/sources/queries-times.ts'

const clocks = [
  '31/03/2026 01:30:00',
  '1/4/2026 09:05',
  '2026-03-29 00:59:59',
  '2026-02-30 10:00:00',
  '26 Oct 2025 01:10:00',
  '05.06.2026 23:59:59',
]
const offsets = [
  '',
  '(UTC+0)',
  '(UTC+1)',
  ' (UTC-11)',
  '(UTC+14)',
  '(UTC+5:30)',
  '(UTC)',
  '(UTC+1) ',
  '(Device)',
  'Z',
  '+01:00',
]

/** The instant of each text, as text. */
const instantsOf = async (texts: readonly string[], reading: TimeReading) =>
  inScratch(async (connection) => {
    const found = await connection.all(
      rows({ at: column.text.orNull })(sql`
      select cast(${utcInstant(sql`text`, reading)} as varchar) as "at" from (select unnest(${texts}) as text)`),
    )
    return found.map(({ at }) => at)
  })

it('reads a text with an offset the same by its format as by the general reading', async () => {
  const texts = clocks.flatMap((clock) => offsets.map((offset) => clock + offset))
  const offsetFormats = ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%d %b %Y %H:%M:%S']
  for (const zone of ['UTC', 'Europe/London']) {
    const reading = { dayOrder: 'day-month', zone, formats: [] } as const
    const quick = await instantsOf(texts, { ...reading, offsetFormats })
    expect(quick).toEqual(await instantsOf(texts, reading))
    expect(quick.filter((at) => at !== null).length).toBe(5 * offsets.length)
  }
})
