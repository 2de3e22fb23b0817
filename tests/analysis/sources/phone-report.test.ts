import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportResult } from '../../../analysis/contract/index.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { caseWithPlaces } from '../places/case-with-places.ts'
import {
  call,
  chat,
  contact,
  field,
  message,
  model,
  type Party,
  report,
  text,
  zipOf,
} from './report-files.ts'

const own: Party = { id: '07700900001', name: 'Me', isOwner: true }
const dex: Party = { id: '+447700900002', name: 'Dex' }
const other: Party = { id: '07700900003' }
const ownChat: Party = { id: '447700900001@s.whatsapp.net', isOwner: true }
const dexChat: Party = { id: '447700900002@s.whatsapp.net', name: 'Dex' }
const device = { IMEI: '356938035643809', DeviceInfoDetectedPhoneModel: 'Pixel', MSISDN: '+447700900001' }

const whole = report(device, {
  Call: [
    call(own, dex, '2026-03-01T10:00:00'),
    call({ ...other }, own, '2026-03-01T11:00:00', { type: 'Missed', duration: '00:00:00' }),
    model('Call', `${field('Direction', 'Outgoing')}<field name="TimeStamp"><empty/></field>`),
  ].join(''),
  SMS: [
    text(dex, own, '2026-03-02T09:00:00', 'Best of both, all day'),
    text(own, dex, '2026-03-02T09:01:00', '2 & <1>', 'Deleted'),
  ].join(''),
  Chat: chat(
    [ownChat, dexChat],
    [
      message(dexChat, [], '2026-03-03T20:00:00', 'you about'),
      message(ownChat, [], '2026-03-03T20:01:00', 'yes'),
    ].join(''),
  ),
  Contact: [contact('Dex', ['+44 7700 900002', '447700900002@s.whatsapp.net']), contact('Nobody', [])].join(
    '',
  ),
  Location: model('Location', field('Name', 'x')),
})

async function imported(files: Readonly<Record<string, string | Buffer>>) {
  const opened = await caseWithPlaces([])
  const folder = join(temporaryFolder(), 'in')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const ask = opened.as('hub')
  const results = (await ask.sources.import({
    sources: Object.keys(files).map((name) => ({ path: join(folder, name) })),
    provenance: {},
  })) as ImportResult[]
  const rows = async (sql: string) =>
    tableFromIPC(new Uint8Array(await (await ask.query.select({ sql })).arrow.arrayBuffer()))
      .toArray()
      .map((row) => Object.values(row.toJSON() as object))
  return { results, rows, folder, ask }
}

const communications = `select f.value, t.value, cast(c.medium as varchar), cast(c.outcome as varchar),
  strftime(c."at", '%Y-%m-%d %H:%M:%S'), coalesce(m.text, '') from communication c
  join number f on f.number_id = c.from_number_id join number t on t.number_id = c.to_number_id
  left join message_text m on m.message_id = c.message_id order by c."at", 2`

const expected = [
  ['+447700900001', '+447700900002', 'call', 'answered', '2026-03-01 10:00:00', ''],
  ['+447700900003', '+447700900001', 'call', 'missed', '2026-03-01 11:00:00', ''],
  ['+447700900002', '+447700900001', 'text', 'unknown', '2026-03-02 09:00:00', 'Best of both, all day'],
  ['+447700900001', '+447700900002', 'text', 'unknown', '2026-03-02 09:01:00', '2 & <1>'],
  ['+447700900002', '+447700900001', 'chat', 'unknown', '2026-03-03 20:00:00', 'you about'],
  ['+447700900001', '+447700900002', 'chat', 'unknown', '2026-03-03 20:01:00', 'yes'],
]

describe('a report of a phone', () => {
  it.each([
    ['report.xml', whole, 'Cellebrite report.xml, version 5.2.0.0'],
    [
      'EXH-1.ufdr',
      zipOf([
        { name: 'files\\Image\\a.jpg', content: 'x' },
        { name: 'Report.xml', content: whole },
      ]),
      'Cellebrite UFDR, version 5.2.0.0',
    ],
    [
      'wide.xml',
      Buffer.from(`\ufeff${whole.replace('utf-8', 'utf-16')}`, 'utf16le'),
      'Cellebrite report.xml, version 5.2.0.0',
    ],
  ])('is read item by item, whatever it comes in: %s', async (name, content, layout) => {
    const { results, rows, ask } = await imported({ [name]: content })
    expect(results[0]).toMatchObject({
      kind: 'phone',
      rowsRead: 9,
      rowsLoaded: 7,
      rowsSetAside: 2,
      rowsDuplicate: 0,
      reasons: { NO_PARTIES: 1, NOT_A_NUMBER: 1 },
    })
    expect(await rows(communications)).toEqual(expected)
    expect(await rows('select imei, msisdn, model, owner_certainty from device')).toEqual([
      ['356938035643809', '+447700900001', 'Pixel', 'recorded'],
    ])
    expect(await rows('select name, value from contact join number using (number_id) order by 1, 2')).toEqual(
      [
        ['Dex', '+447700900002'],
        ['Dex', '+447700900002'],
      ],
    )
    expect(await rows('select count(*) filter (where deleted) from observation')).toEqual([[1n]])
    expect((await ask.sources.list({})).find((one) => one.kind === 'phone')?.layout).toBe(layout)
  })

  it('and the report of the other phone make one communication of both copies', async () => {
    const theirs = report(
      { IMEI: '356938035643817', MSISDN: '+447700900002' },
      {
        SMS: text(
          { id: '07700900002', isOwner: true },
          { id: '07700900001' },
          '2026-03-02T09:00:00',
          'Best of both, all day',
        ),
      },
    )
    const { results, rows } = await imported({
      'a.xml': whole,
      'b.ufdr': zipOf([{ name: 'report.xml', content: theirs }]),
    })
    expect(results.map(({ rowsLoaded }) => rowsLoaded)).toEqual([7, 1])
    expect(await rows(communications)).toEqual(expected)
    expect(
      await rows(`select observations from communication where "at" = timestamp '2026-03-02 09:00:00'`),
    ).toEqual([[2]])
  })

  it('of a phone that names no owner takes the SIM card’s own record', async () => {
    const { rows } = await imported({
      'a.xml': report(
        { IMEI: '356938035643809' },
        {
          SIMData: model('SIMData', field('Name', 'SIM / USIM MSISDN') + field('Value', '07700900009')),
          SMS: text({ id: '', isOwner: true }, dex, '2026-03-02T09:00:00', 'hello'),
        },
      ),
    })
    expect(await rows('select value from communication join number on number_id = from_number_id')).toEqual([
      ['+447700900009'],
    ])
  })

  it('is loaded once, however often it comes', async () => {
    const { results } = await imported({
      'a.xml': whole,
      'b.ufdr': zipOf([{ name: 'report.xml', content: whole }]),
    })
    expect(results[1]).toMatchObject({ rowsRead: 9, rowsDuplicate: 6 })
    for (const one of results)
      expect(one.rowsRead).toBe(one.rowsLoaded + one.rowsSetAside + one.rowsDuplicate)
  })

  it('is previewed with what it holds', async () => {
    const { ask, folder } = await imported({ 'a.xml': whole })
    const preview = await ask.sources.preview({ source: { path: join(folder, 'a.xml') } })
    expect(preview).toMatchObject({ kind: 'phone', layout: 'Cellebrite report.xml, version 5.2.0.0' })
    expect(preview.sheets).toEqual([
      { name: 'Call', kind: 'calls', rows: 3 },
      { name: 'SMS', kind: 'texts', rows: 2 },
      { name: 'InstantMessage', kind: 'chats', rows: 2 },
      { name: 'Contact', kind: 'contacts', rows: 2 },
    ])
  })
})

describe('a report that is damaged or hostile is refused whole, with what, where and what to do', () => {
  const laughs = whole.replace(
    '<project',
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><project',
  )
  it.each([
    [
      'cut.xml',
      whole.slice(0, whole.length - 400),
      'FILE_TRUNCATED',
      /breaks off inside .*line \d+, column \d+/,
    ],
    ['tag.xml', whole.replace('</modelType>', '</modeltype>'), 'FILE_UNREADABLE', /XML is broken.*line \d+/],
    ['entities.xml', laughs, 'FILE_UNREADABLE', /document type/],
    [
      'unknown.xml',
      whole.replace('Best of both', '&lol;').replace('<![CDATA[&lol;, all day]]>', '&lol;'),
      'FILE_UNREADABLE',
      /XML is broken/,
    ],
    ['half.xml', whole.replace('<![CDATA[you about]]>', 'a&#xD800;b'), 'FILE_UNREADABLE', /XML is broken/],
    ['nul.xml', whole.replace('you about', 'you\0about'), 'FILE_UNREADABLE', /NUL character.*line \d+/],
    ['long.xml', whole.replace('you about', 'x'.repeat(1_100_000)), 'FILE_UNREADABLE', /million characters/],
    ['page.xml', '<html><body>no</body></html>', 'FILE_UNREADABLE', /a web page/],
    ['empty.xml', report(device, {}), 'FILE_NO_ROWS', /no call, message or contact/],
    [
      'cut.ufdr',
      zipOf([{ name: 'report.xml', content: whole }]).subarray(0, 900),
      'FILE_TRUNCATED',
      /end of the archive is missing/,
    ],
    [
      'bomb.ufdr',
      zipOf([{ name: 'report.xml', content: Buffer.alloc(80_000_000, 32) }]),
      'FILE_TOO_LARGE',
      /unpacks to 80 MB/,
    ],
    [
      'liar.ufdr',
      zipOf([{ name: 'report.xml', content: whole, statedSize: 100 }]),
      'FILE_UNREADABLE',
      /archive is damaged/,
    ],
    [
      'escape.ufdr',
      zipOf([
        { name: '../../report.xml', content: whole },
        { name: 'report.xml', content: whole },
      ]),
      'FILE_UNREADABLE',
      /invalid relative path/,
    ],
    [
      'locked.ufdr',
      zipOf([{ name: 'report.xml', content: whole, isEncrypted: true }]),
      'FILE_ENCRYPTED',
      /password/,
    ],
    ['photos.zip', zipOf([{ name: 'a.jpg', content: 'x' }]), 'KIND_UNKNOWN', /without report\.xml/],
    ['new.ufdr', zipOf([{ name: 'DbData/database.db', content: 'x' }]), 'KIND_UNKNOWN', /newer container/],
  ])('%s', async (name, content, code, words) => {
    const { results, rows } = await imported({ [name]: content })
    expect(results[0]).toMatchObject({ rowsRead: 0, rowsLoaded: 0, error: { code } })
    const { detail, remedy, subject } = results[0]!.error!.data as Record<string, string>
    expect(subject).toBe(name)
    expect(detail).toMatch(words)
    expect(remedy).toBeTruthy()
    expect(await rows('select count(*) from observation')).toEqual([[0n]])
    expect(await rows(`select count(*) from file where kind = 'phone'`)).toEqual([[0n]])
  })

  it('keeps marks that turn writing round as they stand', async () => {
    const body = 'a b \u202egnirts'
    const { results, rows } = await imported({
      'a.xml': whole.replace('<![CDATA[you about]]>', body),
    })
    expect(results[0]).toMatchObject({ rowsLoaded: 7 })
    expect(await rows(`select text from message_text where text like 'a b %'`)).toEqual([
      ['a b \u202egnirts'],
    ])
  })

  it('never ends in anything but rows that add up or an error that is expected, however it is mangled', async () => {
    const { ask, folder } = await imported({ 'a.xml': whole })
    let order = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.nat(whole.length - 1),
            remove: fc.nat(40),
            insert: fc.constantFrom(
              '',
              '<',
              '>',
              '"',
              '&',
              ']]>',
              '<![CDATA[',
              '<model type="Call">',
              '</model>',
              '\0',
              '\ufffd',
              '<value>',
            ),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (changes) => {
          const mangled = changes.reduce(
            (content, { at, remove, insert }) => content.slice(0, at) + insert + content.slice(at + remove),
            whole,
          )
          order += 1
          const path = join(folder, `mangled-${order}.xml`)
          writeFileSync(path, mangled)
          const [result] = (await ask.sources.import({
            sources: [{ path }],
            provenance: {},
          })) as ImportResult[]
          expect(result!.rowsRead).toBe(result!.rowsLoaded + result!.rowsSetAside + result!.rowsDuplicate)
          if (result!.error) expect(result!.rowsRead).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})
