import { sql } from '../../case/sql.ts'
import type { Appender, Connection } from '../../case/store.ts'
import { ExpectedError } from '../../platform/errors.ts'
import { beginFile, commitFile, outcomeAppender } from '../commit-file.ts'
import { canonicalImei } from '../handset-numbers.ts'
import { idsForRows } from '../ids-for-rows.ts'
import { normaliseNumberTexts } from '../numbers.ts'
import { createNewNumberTexts } from '../queries-numbers.ts'
import { localTime, precisionOf, utcInstant } from '../queries-times.ts'
import type { LoadDetails, LoadedFile } from '../reader.ts'
import type { StagedFile } from '../stage.ts'
import { timeReading } from '../time-reading.ts'
import type { PhoneExtraction } from './phone-extraction.ts'
import { readCommunication, readContact } from './phone-rows.ts'
import * as queries from './queries-phone.ts'

type AppendedValue = string | number | boolean | null

function append(appender: Appender, types: string, values: readonly AppendedValue[]): void {
  values.forEach((value, index) => {
    if (value === null) appender.appendNull()
    else if (types[index] === 's') appender.appendSmallInt(Number(value))
    else if (types[index] === 'b') appender.appendBigInt(BigInt(Number(value)))
    else if (types[index] === 'i') appender.appendInteger(Number(value))
    else if (types[index] === 't') appender.appendBoolean(Boolean(value))
    else appender.appendVarchar(String(value))
  })
  appender.endRow()
}

interface StagedPhone {
  rowsRead: number
  /** The number that rows call the owner's most often; null where none does. */
  ownerWritten: string | null
}

/** Without the name that follows: `+447700900123 Me (owner)` and `447700900123@s.whatsapp.net (owner)` are one number. */
const numberWritten = (party: string) => /^\+?([\d() .-]{7,})/.exec(party)?.[0].trim() ?? null

async function stagePhone(connection: Connection, extraction: PhoneExtraction): Promise<StagedPhone> {
  await connection.run(queries.createPhoneTables())
  const texts = await connection.appender('phone_text')
  const contacts = await connection.appender('phone_contact')
  const outcomes = await outcomeAppender(connection)
  let rowsRead = 0
  const owners = new Map<string, number>()
  for await (const [sheetIndex, row] of extraction.rows()) {
    const sheet = extraction.sheets[sheetIndex]!
    rowsRead += 1
    const aside = (reason: string, isDuplicate: boolean) =>
      outcomes.add({
        sheet: sheetIndex,
        rowNumber: row.rowNumber,
        reason,
        isDuplicate,
        raw: row.cells.join(' | '),
      })
    if (sheet.kind === 'timeline') aside('REPEATED_SHEET', true)
    else if (sheet.kind === 'contacts') {
      const read = readContact(sheet, row)
      if (read.reason !== null) aside(read.reason, false)
      for (const item of read.items)
        append(contacts, 'sbvvv', [sheetIndex, item.rowNumber, item.name, item.numberText, item.source])
    } else {
      const read = readCommunication(sheet, row)
      if (read.reason !== null) aside(read.reason, false)
      for (const item of read.items) {
        const written = item.owner ? numberWritten(item.owner) : null
        if (written) owners.set(written, (owners.get(written) ?? 0) + 1)
        append(texts, 'sbvvvvvvivt', [
          sheetIndex,
          item.rowNumber,
          item.medium,
          item.direction,
          item.outcome,
          item.from,
          item.to,
          item.at,
          item.seconds,
          item.body,
          item.deleted,
        ])
      }
    }
  }
  for (const appender of [texts, contacts]) {
    appender.flushSync()
    appender.closeSync()
  }
  outcomes.close()
  const [commonest] = [...owners].sort(
    ([left, times], [right, otherTimes]) => otherTimes - times || left.localeCompare(right),
  )
  return { rowsRead, ownerWritten: commonest?.[0] ?? null }
}

interface Newcomers {
  readonly imei: string | null
  readonly imsi: string | null
  /** What stands for the handset's number where it is not written anywhere. */
  readonly unknownOwner: string | null
}

async function addNewcomers(connection: Connection, { imei, imsi, unknownOwner }: Newcomers): Promise<void> {
  if (unknownOwner !== null) {
    await connection.run(queries.addUnknownOwner(await connection.nextIds('number', 1), unknownOwner))
    await connection.run(
      queries.addUnknownOwnerText(await connection.nextIds('number_text', 1), unknownOwner),
    )
  }
  await connection.run(queries.addMessageTexts(await idsForRows(connection, 'message_text', 'phone_text')))
  if (imei || imsi)
    await connection.run(queries.phoneHandset(await connection.nextIds('handset', 1), imei, imsi))
}

const digits = (text: string | null) => text?.replaceAll(/\D/g, '') || null

/** The handset as its file describes it, and whose it is: as recorded, else as rows call the owner, else nobody known. */
function describeDevice(name: string, device: PhoneExtraction['device'], ownerWritten: string | null) {
  const label = name.replace(/\.[^.]+$/, '')
  const fact = (...names: string[]) => names.map((key) => device.get(key)).find((value) => value) ?? null
  const msisdn = fact('msisdn', 'last used msisdn', 'phone number')
  const imei = canonicalImei(fact('imei', 'imei1', 'imei 1') ?? '')
  return {
    label,
    key: imei ?? msisdn ?? label,
    ownerText: msisdn ?? ownerWritten ?? `owner of ${label}`,
    certainty: msisdn ? 'recorded' : ownerWritten ? 'inferred' : 'assumed',
    imei,
    imsi: digits(fact('imsi')),
    iccid: digits(fact('iccid')),
    msisdn,
    make: fact('detected phone vendor', 'device info detected phone vendor', 'selected manufacturer'),
    model: fact('detected phone model', 'device info detected phone model'),
  }
}

/** Types the staged rows by how their times are written. */
async function typePhoneRows(connection: Connection) {
  const reading = await timeReading(
    connection,
    sql`at_text`,
    { zone: 'UTC' },
    'Timestamp',
    sql`phone_text`,
    'ask for the extraction with its times written year first',
  )
  await connection.run(
    queries.createTypedPhone({
      at: utcInstant(sql`at_text`, reading),
      precision: precisionOf(sql`at_text`),
      localAt: localTime,
    }),
  )
  return reading
}

/**
 * Loads one phone extraction within the caller's transaction.
 * @throws ExpectedError `FILE_NO_ROWS`, and what its reader throws.
 */
export async function loadPhone(
  connection: Connection,
  name: string,
  file: StagedFile,
  extraction: PhoneExtraction,
  details: LoadDetails,
): Promise<LoadedFile> {
  const fileId = await beginFile(connection)
  const { rowsRead, ownerWritten } = await stagePhone(connection, extraction)
  if (rowsRead === 0)
    throw new ExpectedError('FILE_NO_ROWS', {
      subject: name,
      detail: 'the extraction holds no call, message or contact',
      remedy: 'Ask what was extracted.',
    })
  const device = describeDevice(name, extraction.device, ownerWritten)
  const { imei, imsi, ownerText } = device
  await connection.run(queries.nameOwner(ownerText))
  const deviceId = await connection.nextIds('device', 1)
  await connection.run(createNewNumberTexts())
  await connection.run(queries.collectPhoneNumbers(ownerText))
  await normaliseNumberTexts(connection)
  const unknownOwner = device.certainty === 'assumed' ? ownerText : null
  await addNewcomers(connection, { imei, imsi, unknownOwner })
  const reading = await typePhoneRows(connection)
  await connection.run(queries.createPhoneItems(device.key))
  await connection.run(queries.outcomesOfPhoneRows())
  await connection.run(queries.outcomesOfEmptyContacts())
  const ofFile = { fileId, deviceId }
  await connection.run(queries.insertDevice({ ...ofFile, ...device }))
  const observations = await idsForRows(connection, 'observation', 'phone_item')
  await connection.run(queries.loadPhone(observations, ofFile, imei, imsi))
  await connection.run(queries.loadContacts(await idsForRows(connection, 'contact', 'phone_contact'), ofFile))
  const loaded = await commitFile(
    connection,
    name,
    file,
    {
      fileId,
      kind: 'phone',
      layout: extraction.layout,
      fields: {},
      zone: 'UTC',
      dayOrder: reading.dayOrder,
      sheets: extraction.sheets,
      rowsRead,
      notes: reading.notes,
    },
    details,
  )
  await connection.run(queries.dropPhoneTables())
  return loaded
}
