import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Connection } from '../case/store.ts'
import { idsForRows } from './ids-for-rows.ts'
import {
  addNumbers,
  addNumberTexts,
  createParsedNumbers,
  createReadNumbers,
  createUnknownTexts,
  dropNumberTables,
  dropUnsettled,
  leftForLibrary,
} from './queries-numbers.ts'

const isLandOrMobile = (compact: string) => /^\+?\d{7,15}$/.test(compact)

function parsed(compact: string): { value: string; country: string | null } | null {
  if (!isLandOrMobile(compact)) return null
  const asWritten = parsePhoneNumberFromString(compact, 'GB')
  if (
    asWritten?.isPossible() &&
    (compact.startsWith('+') || compact.startsWith('0') || asWritten.isValid())
  ) {
    return { value: asWritten.number, country: asWritten.country ?? null }
  }
  if (/^[1-9]\d{9,14}$/.test(compact)) {
    const abroad = parsePhoneNumberFromString(`+${compact}`)
    if (abroad?.isValid()) return { value: abroad.number, country: abroad.country ?? null }
  }
  return null
}

/**
 * Gives every raw number text of the temporary table `new_number_text(text)` its place in `number_text` and `number`.
 * UK shapes, chat ids, withheld words, short codes and senders by name are told apart by SQL; libphonenumber
 * (default region GB, shape "possible", never "valid" alone) reads the rest, distinct texts only. The raw text is kept.
 */
export async function normaliseNumberTexts(connection: Connection): Promise<void> {
  await connection.run(createUnknownTexts())
  await connection.run(createReadNumbers())
  await connection.run(createParsedNumbers())
  const leftovers = await connection.all(leftForLibrary())
  if (leftovers.length > 0) {
    const appender = await connection.appender('parsed_number')
    for (const { text, compact } of leftovers) {
      const found = parsed(compact)
      appender.appendVarchar(text)
      appender.appendVarchar(found ? 'e164' : 'not-a-number')
      appender.appendVarchar(found?.value ?? compact)
      if (found?.country) appender.appendVarchar(found.country)
      else appender.appendNull()
      appender.endRow()
    }
    appender.flushSync()
    appender.closeSync()
  }
  await connection.run(dropUnsettled())
  await connection.run(addNumbers(await idsForRows(connection, 'number', 'parsed_number')))
  await connection.run(addNumberTexts(await idsForRows(connection, 'number_text', 'parsed_number')))
  await connection.run(dropNumberTables())
}
