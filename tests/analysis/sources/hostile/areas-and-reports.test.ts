import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { column, rows } from '../../../../analysis/case/rows.ts'
import { sql } from '../../../../analysis/case/sql.ts'
import { safeName } from '../../../../analysis/server/uploads.ts'
import { filesOf } from '../../../../analysis/sources/import-files.ts'
import { shownJson, shownText } from '../../../../analysis/text/shown-text.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { smallAreas, smallReport } from './layouts.ts'
import { HostileCase } from './try-files.ts'

async function hostileCase() {
  const folder = temporaryFolder()
  const hostile = new HostileCase(folder)
  await hostile.start()
  onTestFinished(() => hostile.close())
  const result = async (content: string | Buffer, name: string) => {
    const outcome = await hostile.takeBytes(Buffer.from(content), name)
    if (outcome.came === 'crash') throw new Error(outcome.words)
    return outcome.result
  }
  return { hostile, result, folder }
}

const areas = JSON.stringify(smallAreas)
const zigzag = Array.from({ length: 16_000 }, (_, index) => [
  index % 2 === 0 ? -1 - index * 1e-9 : 1,
  50 + index / 16_000,
])
const tangled = {
  ...smallAreas,
  features: [
    ...smallAreas.features,
    {
      type: 'Feature',
      properties: { LAD23NM: 'Tangle' },
      geometry: { type: 'Polygon', coordinates: [[...zigzag, [-2, 52], zigzag[0]]] },
    },
  ],
}

describe('hostile areas', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['cut off', areas.slice(0, 300), 'FILE_TRUNCATED', /JSON breaks off/],
    [
      'nested a million deep',
      `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":${'['.repeat(1e6)}${']'.repeat(1e6)}}]}`,
      'FILE_UNREADABLE',
      /thousands of levels deep/,
    ],
    [
      'nested deep in what it says of an area',
      areas.replace('"population":1200', `"population":${'['.repeat(1e5)}${']'.repeat(1e5)}`),
      'FILE_UNREADABLE',
      /thousands of levels deep/,
    ],
    [
      'numbers without end',
      areas.replaceAll('53.1', '1e999'),
      'KIND_UNKNOWN',
      /none of its features is an area/,
    ],
    ['NUL bytes', areas.replace('Northway', 'North\0way'), 'FILE_TRUNCATED', /JSON breaks off or is damaged/],
    ['JSON of another kind', '{"a":1}', 'KIND_UNKNOWN', /not a GeoJSON FeatureCollection/],
  ])('%s', async (_, content, code, words) => {
    const { result, hostile } = await hostileCase()
    const refused = await result(content, 'areas.geojson')
    expect(refused.error).toMatchObject({ code, data: { subject: 'areas.geojson' } })
    expect(refused.error?.message).toMatch(words)
    expect(await hostile.reopened()).toEqual([])
  })

  it('an outline too tangled to check is set aside in bearable time, and the others load', async () => {
    const { result } = await hostileCase()
    const loaded = await result(JSON.stringify(tangled), 'areas.geojson')
    expect(loaded).toMatchObject({ rowsRead: 3, rowsLoaded: 2, reasons: { TANGLED: 1 } })
  })

  it('lone surrogates, turned names and keys of every object are only words', async () => {
    const { result, hostile } = await hostileCase()
    const odd = areas
      .replace('"Northway"', '"\\ud800North\\u202Eyaw"')
      .replace('"population":1200', '"__proto__":{"population":9},"constructor":1,"population":1200')
    expect(await result(odd, 'areas.geojson')).toMatchObject({ rowsRead: 2, rowsLoaded: 2 })
    const [area] = await hostile.current.database.readAsStored(undefined, (connection) =>
      connection.all(
        rows({ name: column.text, population: column.integer })(
          sql`select name, population from area order by area_id`,
        ),
      ),
    )
    expect(area).toEqual({ name: '\ufffdNorth\u202eyaw', population: 1200 })
    expect(await hostile.reopened()).toEqual([])
  })
})

describe('hostile reports', () => {
  const laughs = `<!DOCTYPE project [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}">]>`
  it.each<[string, string | Buffer, string, RegExp]>([
    [
      'a billion laughs',
      smallReport.replace('?>', `?>${laughs}`),
      'FILE_UNREADABLE',
      /declares a document type.*\(line \d+, column \d+\)/,
    ],
    [
      'an entity of a file',
      smallReport.replace('?>', '?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'FILE_UNREADABLE',
      /declares a document type/,
    ],
    [
      'an entity that nobody declared',
      smallReport.replace('Best of both', '&x;').replace('<![CDATA[&x;', '&x;<![CDATA['),
      'FILE_UNREADABLE',
      /XML is broken/,
    ],
    ['a NUL byte', smallReport.replace('Best', 'Be\0st'), 'FILE_UNREADABLE', /NUL/],
    [
      'a text of two million letters',
      smallReport.replace('Best', 'x'.repeat(2_000_000)),
      'FILE_UNREADABLE',
      /more than a million characters/,
    ],
    ['cut off', smallReport.slice(0, 2000), 'FILE_TRUNCATED', /breaks off inside/],
    [
      'a hundred thousand tags deep',
      `<?xml version="1.0"?><project>${'<a>'.repeat(1e5)}`,
      'FILE_TRUNCATED',
      /breaks off inside/,
    ],
  ])('%s', async (_, content, code, words) => {
    const { result, hostile } = await hostileCase()
    const refused = await result(content, 'report.xml')
    expect(refused).toMatchObject({ rowsRead: 0, error: { code, data: { subject: 'report.xml' } } })
    expect(refused.error?.message).toMatch(words)
    expect(await hostile.reopened()).toEqual([])
  })

  it('half a surrogate pair as a character reference is refused or replaced, never kept', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(
      smallReport.replace('<![CDATA[Best of both, all day]]>', 'Best &#xD800; day'),
      'report.xml',
    )
    const texts = await hostile.current.database.readAsStored(undefined, (connection) =>
      connection.all(rows({ text: column.text })(sql`select text from message_text`)),
    )
    expect(loaded.error ? loaded.error.code : texts.every(({ text }) => !/\p{Cs}/u.test(text))).toBeTruthy()
    expect(await hostile.reopened()).toEqual([])
  })

  it('a number that a spreadsheet rounded is set aside as that, in calls and contacts', async () => {
    const { result } = await hostileCase()
    const rounded = smallReport
      .replaceAll('+447700900002', '4.47701E+11')
      .replaceAll('+44 7700 900002', '4.47701E+11')
    const loaded = await result(rounded, 'report.xml')
    expect(loaded.reasons).toMatchObject({ NUMBER_LOST_DIGITS: 6 })
    expect(loaded.rowsRead).toBe(loaded.rowsLoaded + loaded.rowsSetAside + loaded.rowsDuplicate)
  })
})

describe('names', () => {
  const turned = 'custody\u202Efdp.csv'

  it('signs that turn text round are shown for what they are', () => {
    expect(shownText(turned)).toBe('custody[U+202E]fdp.csv')
    expect(shownText('a\u001b[2Kb\nc')).toBe('a[U+001B][2Kb[U+000A]c')
    expect(shownText('two\nlines', true)).toBe('two\nlines')
    expect(shownText('Zoë \u{1F9EA} \ud800')).toBe('Zoë \u{1F9EA} [U+D800]')
    expect(JSON.parse(shownJson(JSON.stringify({ turned })))).toEqual({ turned })
    expect(shownJson(JSON.stringify({ turned }))).not.toContain('\u202E')
    expect(safeName(`../../${turned}`)).toBe('custody[U+202E]fdp.csv')
  })

  it('a file keeps no sign that turns its name, in its answer or in the case', async () => {
    const { result, hostile } = await hostileCase()
    const loaded = await result(
      'Custody Ref,Surname,DOB,Arrest Date\nC1,Reed,1990-02-13,2026-04-13\n',
      turned,
    )
    expect(loaded).toMatchObject({ file: 'custody[U+202E]fdp.csv', rowsLoaded: 1 })
    const refused = await result('%PDF-1.7', `\u202Evsc.pdf`)
    expect(refused).toMatchObject({
      file: '[U+202E]vsc.pdf',
      error: { data: { subject: '[U+202E]vsc.pdf' } },
    })
    const held = await hostile.current.database.readAsStored(undefined, (connection) =>
      connection.one(rows({ name: column.text })(sql`select name from file`)),
    )
    expect(held?.name).toBe('custody[U+202E]fdp.csv')
  })

  it.runIf(process.platform !== 'win32')(
    'a folder with links into itself ends, and each odd name in it is answered for',
    async () => {
      const { hostile, folder } = await hostileCase()
      const chosen = join(folder, 'chosen')
      mkdirSync(join(chosen, 'inner'), { recursive: true })
      symlinkSync('..', join(chosen, 'inner', 'back'))
      symlinkSync(chosen, join(chosen, 'again'))
      for (const name of [
        '-rf',
        '$(reboot)',
        "o'brien.csv",
        'a\nb.csv',
        'ünïcode.csv',
        '%2e%2e%2f.csv',
        `${'n'.repeat(240)}.csv`,
      ])
        writeFileSync(
          join(chosen, name),
          'Custody Ref,Surname,DOB,Arrest Date\nC1,Reed,1990-02-13,2026-04-13\n',
        )
      const files = await filesOf(chosen)
      expect(files.map(({ name }) => name).sort()).toEqual(
        [
          '$(reboot)',
          '%2e%2e%2f.csv',
          '-rf',
          'a\nb.csv',
          'again',
          'back',
          `${'n'.repeat(240)}.csv`,
          "o'brien.csv",
          'ünïcode.csv',
        ].sort(),
      )
      const came = []
      for (const { path, name } of files) {
        const outcome = await hostile.take(path, name)
        came.push(outcome.came === 'crash' ? outcome.words : (outcome.result.error?.code ?? 'loaded'))
      }
      expect(came.filter((one) => one === 'loaded')).toHaveLength(7)
      expect(came.filter((one) => one === 'FILE_UNREADABLE')).toHaveLength(2)
    },
  )
})
