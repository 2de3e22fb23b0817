import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { repository } from './layouts.ts'
import { HostileCase } from './try-files.ts'

const messy = join(repository, 'sample-data', 'messy')

/** Code of refusal, or read, loaded, set aside, duplicate, the reasons and what is to check. */
const outcomes: Readonly<Record<string, string>> = {
  'custody.xlsx': '1 read 1 loaded; SHEETS_LEFT',
  'day-numbers.csv': '2 read 2 loaded; NUMBERS_ROUNDED',
  'duplicate-headers.csv': '1 read 1 loaded; HEADERS_REPEATED HEADERS_REPEATED',
  'either-day-order.csv': '2 read 2 loaded; DAY_ORDER_ASSUMED',
  'empty.csv': 'FILE_EMPTY',
  'formulas.xlsx': '3 read 2 loaded NO_TIME 1',
  'header-only.csv': 'FILE_NO_ROWS',
  'junk-bytes.csv': 'FILE_UNREADABLE',
  'locked.xlsx': 'FILE_ENCRYPTED',
  'nul-byte.csv': '3 read 2 loaded NUL_BYTE 1',
  'rounded-numbers.csv': '4 read 3 loaded NUMBER_LOST_DIGITS 1',
  'semicolon-bom.csv': '2 read 2 loaded; DAY_ORDER_ASSUMED DAY_ORDER_ASSUMED',
  'shifted-row.csv': '5 read 3 loaded BAD_DATE 1 TOO_MANY_COLUMNS 1',
  'three-line-ends.csv': '3 read 3 loaded',
  'truncated.xlsx': 'FILE_TRUNCATED',
  'turned-name.csv': '1 read 1 loaded',
  'two-day-orders.csv': '4 read 3 loaded BAD_TIME 1; DAY_ORDER_MIXED',
  'two-encodings.csv': '2 read 2 loaded; ENCODINGS_MIXED',
  'unclosed-quote.csv': '4 read 3 loaded BAD_QUOTES 1',
  'utf16.csv': '2 read 2 loaded',
}

it('every messy file comes to what its README says', async () => {
  const came: Record<string, string> = {}
  for (const name of readdirSync(messy).filter((one) => /\.(csv|xlsx)$/.test(one))) {
    const hostile = new HostileCase(temporaryFolder())
    onTestFinished(() => hostile.close())
    await hostile.start()
    const outcome = await hostile.take(join(messy, name), name)
    if (outcome.came === 'crash') came[name] = outcome.words
    else if (outcome.came === 'refused') came[name] = outcome.result.error?.code ?? ''
    else {
      const { rowsRead, rowsLoaded, reasons, notes } = outcome.result
      const aside = Object.entries(reasons).map(([reason, rows]) => ` ${reason} ${rows}`)
      const said = (notes ?? []).map(({ code }) => code)
      came[name] =
        `${rowsRead} read ${rowsLoaded} loaded${aside.join('')}${said.length > 0 ? `; ${said.join(' ')}` : ''}`
    }
    expect(await hostile.reopened()).toEqual([])
  }
  expect(came).toEqual(outcomes)
})
