import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { expect, it } from 'vitest'
import type { ImportResult } from '../../../analysis/contract/index.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { caseWithPlaces } from '../places/case-with-places.ts'
import { chat, contact, message, type Party, report } from './report-files.ts'

const own: Party = { id: '447700900001@s.whatsapp.net', isOwner: true }
const dex: Party = { id: '447700900002@s.whatsapp.net' }
const kim: Party = { id: '447700900003@s.whatsapp.net' }
const rounded: Party = { id: '4.47701E+11' }
const at = '2026-03-03T20:00:00'
const device = { IMEI: '356938035643809', MSISDN: '+447700900001' }

const chats = (...messages: string[]) => ({ Chat: chat([own, dex, kim], messages.join('')) })

async function importAll(files: Readonly<Record<string, string>>) {
  const ask = (await caseWithPlaces([])).as('hub')
  const folder = join(temporaryFolder(), 'in')
  mkdirSync(folder)
  const results: ImportResult[] = []
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content)
    const imported = await ask.sources.import({ sources: [{ path: join(folder, name) }], provenance: {} })
    results.push(...(imported as ImportResult[]))
  }
  const received = await ask.query.select({
    sql: 'select file_id, row_number, value from observation join number on number_id = to_number_id order by 1, 2, 3',
  })
  return {
    results,
    received: tableFromIPC(new Uint8Array(await received.arrow.arrayBuffer()))
      .toArray()
      .map((row) => Object.values(row.toJSON() as object).map(String)),
    problems: (await ask.sources.verify({})).problems,
  }
}

it('one message to several parties is one row: repeated only if to all of them, set aside only if to none', async () => {
  const { results, received, problems } = await importAll({
    'report.xml': report(
      device,
      chats(
        message(own, [dex], at, 'on'),
        message(own, [dex, kim], at, 'on'),
        message(own, [kim, dex], at, 'on'),
        message(own, [dex, rounded], at, 'later'),
        message(own, [rounded], at, 'never'),
      ),
    ),
  })
  expect(results[0]).toMatchObject({
    rowsRead: 5,
    rowsLoaded: 3,
    rowsSetAside: 1,
    rowsDuplicate: 1,
    reasons: { DUPLICATE_IN_FILE: 1, NUMBER_LOST_DIGITS: 1 },
  })
  expect(received).toEqual([
    ['2', '1', '+447700900002'],
    ['2', '2', '+447700900003'],
    ['2', '4', '+447700900002'],
  ])
  expect(problems).toEqual([])
})

it('a later extraction brings only the parties that the earlier one did not have', async () => {
  const { results, received, problems } = await importAll({
    'first.xml': report(device, chats(message(own, [dex], at, 'on'))),
    'second.xml': report(
      device,
      chats(message(own, [dex], at, 'on'), message(own, [dex, kim], '2026-03-04T20:00:00', 'off')),
    ),
    'third.xml': report(device, chats(message(own, [dex, kim], at, 'on'))),
  })
  expect(
    results.map(({ rowsRead, rowsLoaded, rowsDuplicate }) => [rowsRead, rowsLoaded, rowsDuplicate]),
  ).toEqual([
    [1, 1, 0],
    [2, 1, 1],
    [1, 1, 0],
  ])
  expect(received).toEqual([
    ['2', '1', '+447700900002'],
    ['3', '2', '+447700900002'],
    ['3', '2', '+447700900003'],
    ['4', '1', '+447700900003'],
  ])
  expect(problems).toEqual([])
})

it('a contact whose entries are no numbers that anybody could have is set aside', async () => {
  const { results, problems } = await importAll({
    'report.xml': report(device, {
      ...chats(message(own, [dex], at, 'on')),
      Contact: contact('Myself', ['owner of EXH-1']) + contact('Dex', ['owner of EXH-1', '07700 900002']),
    }),
  })
  expect(results[0]).toMatchObject({
    rowsRead: 3,
    rowsLoaded: 2,
    rowsSetAside: 1,
    reasons: { NO_PARTIES: 1 },
  })
  expect(problems).toEqual([])
})
