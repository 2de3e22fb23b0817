import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildIdentifierIndex, searchBytes, searchText } from '../../../analysis/disclosure/index.ts'
import { zipOf } from '../sources/report-files.ts'

const index = buildIdentifierIndex({
  numbersE164: ['+447700900123', '+353861234567', '+4484321'],
  datesOfBirth: ['1971-06-24', '2026-06-30'],
  postcodes: ['NR1 3QU', 'EC1A 1BB'],
  namePairs: [
    ['Siobhán', "O'Brien"],
    ['Mark', 'White'],
    ['Jean-Luc', 'Smith Jones'],
  ],
  sourceIds: ['CU/2026/00417', 'A12', 'KX9921B'],
  handsets: ['35-209900-176148-1'],
})

const utf8 = (text: string) => new TextEncoder().encode(text)
const search = (text: string, name = 'profile.html') =>
  searchBytes({ files: [{ name, bytes: utf8(text) }], index, allowedDates: ['2026-06-30'] }).findings

describe('writings of an identifier that are found', () => {
  test.each([
    '+447700900123',
    '+44 7700 900123',
    '+44 (0) 7700 900 123',
    '07700-900-123',
    '07700.900.123',
    '(0)7700 900123',
    '00447700900123',
    '0044 7700 900 123',
    '7700900123',
    '07700\u00a0900\u00a0123',
    '07700\u2009900\u202f123',
    '0\u200b7\u200b7\u200b00900123',
    '٠٧٧٠٠٩٠٠١٢٣',
    '０７７００９００１２３',
    '07700 900 &#49;23',
    '07700&nbsp;900&nbsp;123',
    '0770<b>0 900</b>123',
    '<td>5</td><td>0770<i></i>0900123</td><td>15</td>',
    '<span>07700</span><span>900</span><span>123</span>',
    '<a href="tel:%2B447700900123">call</a>',
    '{"n":"\\u0030\\u0037700900123"}',
    '<!-- 07700 900 123 -->',
    '<meta name="author" content="447700900123@s.whatsapp.net">',
    '0 7 7 0 0 9 0 0 1 2 3',
    '07700/900/123',
    '447700900123447700900456',
    '+353 86 123 4567',
    '00353861234567',
  ])('number: %s', (text) => {
    expect(search(`<p>contact ${text} today</p>`).map(({ kind }) => kind)).toContain('number')
  })

  test.each([
    '24/06/1971',
    '1971-06-24',
    '24 June 1971',
    '24th of June, 1971',
    'June 24, 1971',
    '24.6.71',
    "24 Jun '71",
    '24-Jun-71',
    '06/24/1971',
    '19710624',
    '24061971',
    '1971/6/24',
    '24 / 6 / 1971',
    '1971-06-24T00:00:00Z',
    '24&#47;06&#x2f;1971',
    '24<b>/06/</b>1971',
    '1971 June 24',
  ])('date of birth: %s', (text) => {
    expect(search(`<p>born ${text}.</p>`).map(({ kind }) => kind)).toContain('date-of-birth')
  })

  test.each(['NR1 3QU', 'NR13QU', 'nr1\u00a03qu', 'NR1&nbsp;3QU', 'NR1-3QU', 'EC1A1BB', 'N<b>R1 3</b>QU'])(
    'postcode: %s',
    (text) => {
      expect(search(`<p>at ${text}.</p>`).map(({ kind }) => kind)).toContain('postcode')
    },
  )

  test.each([
    "Siobhán O'Brien",
    'Siobhan O’Brien',
    'OBRIEN, Siobhan',
    'siobhan.obrien@example.org',
    'siobhan_obrien',
    'SiobhanObrien',
    'Siobhan M. O&#39;Brien',
    '<td>Siobhan</td><td>O’Brien</td>',
    'Siobhan</b> <i>O’Brien',
    'White, Mark',
    'Jean-Luc Smith Jones',
    'Jean Smith',
  ])('name: %s', (text) => {
    expect(search(`<p>with ${text} there</p>`).map(({ kind }) => kind)).toContain('name')
  })

  test.each(['CU/2026/00417', 'cu-2026-00417', 'CU202600417', 'kx9921b', '<b>KX99</b>21B', 'KX-9921-B'])(
    'source id: %s',
    (text) => {
      expect(search(`<p>ref ${text}.</p>`).map(({ kind }) => kind)).toContain('source-id')
    },
  )

  test.each(['352099001761481', '35-209900-176148-1', '35 209900 176148', '3520990017614801'])(
    'handset: %s',
    (text) => {
      expect(search(`<p>imei ${text}.</p>`).map(({ kind }) => kind)).toContain('handset')
    },
  )
})

describe('what is not an identifier', () => {
  test.each([
    '07700 900 124',
    '1 07700 90012 3456',
    'White people and Mark schemes',
    'The market hall, the white paper',
    '<td>10</td><td>15</td><td>25</td><td>40</td>',
    'NR1 4QU and district NR1',
    'The cut-off was 30 June 2026 (2026-06-30).',
    'ward A12',
    '24 June 1972',
  ])('%s', (text) => {
    expect(search(`<p>${text}</p>`)).toEqual([])
  })

  test('places that the document names are allowed when they are passed in', () => {
    const places = buildIdentifierIndex({ namePairs: [['Chelsea', 'Norwich']] })
    const files = [{ name: 'a.html', bytes: utf8('Chelsea, Norwich') }]
    expect(searchBytes({ files, index: places }).findings).toHaveLength(1)
    expect(searchBytes({ files, index: places, allowedPhrases: ['Chelsea, Norwich'] }).findings).toEqual([])
  })
})

/** A zip of one deflated entry. */
const zip = (name: string, content: Uint8Array): Buffer => zipOf([{ name, content }])

describe('bytes', () => {
  const kindsIn = (name: string, bytes: Uint8Array) =>
    searchBytes({ files: [{ name, bytes }], index }).findings.map(({ kind, file }) => `${kind} ${file}`)

  test('inside an archive, and an archive in an archive', () => {
    const inner = zip(
      'word/document.xml',
      utf8('<w:p><w:r><w:t>07700 9</w:t></w:r><w:r><w:t>00123</w:t></w:r></w:p>'),
    )
    expect(kindsIn('a.docx', inner)).toContain('number a.docx/word/document.xml')
    expect(kindsIn('b.zip', zip('a.docx', inner))).toContain('number b.zip/a.docx/word/document.xml')
  })

  test('gzip, UTF-16, data URIs and a file’s own name', () => {
    expect(kindsIn('a.gz', gzipSync(utf8('07700900123')))).toHaveLength(1)
    expect(kindsIn('a.txt', Buffer.from('\ufeff07700900123', 'utf16le'))).toHaveLength(1)
    const uri = `<img src="data:image/svg+xml;base64,${Buffer.from('<svg><text>07700 900123</text></svg>').toString('base64')}">`
    expect(kindsIn('a.html', utf8(uri))).toEqual(['number a.html#embedded1'])
    expect(
      kindsIn('a.html', utf8('<img src="data:image/svg+xml,%3Csvg%3E07700%20900123%3C/svg%3E">')).length,
    ).toBeGreaterThan(0)
    expect(kindsIn('07700900123.csv', utf8('area,count'))).toEqual(['number 07700900123.csv'])
  })

  test('says what it did not search, and never shows what it found', () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(40)])
    const { notSearched } = searchBytes({ files: [{ name: 'map.png', bytes: png }], index })
    expect(notSearched).toEqual(
      expect.arrayContaining([expect.stringContaining('map.png'), expect.stringContaining('1 source ids')]),
    )
    for (const finding of search(
      '<p>Mark White, 07700 900 123, NR1 3QU, born 24/06/1971, CU/2026/00417</p>',
    )) {
      expect(finding.excerpt).not.toMatch(/900|123|mark|white|3QU|1971|00417/i)
      expect(finding.excerpt).toContain(`[${finding.kind}]`)
    }
  })

  test('single names are words to confirm, not findings', () => {
    const { findings, wordsToConfirm } = searchText('A white van was seen near Mark Lane.', index)
    expect(findings).toEqual([])
    expect(wordsToConfirm.map(({ word }) => word)).toEqual(['white', 'Mark'])
  })

  test('half a million identifiers, one pass', () => {
    const numbers = Array.from({ length: 250_000 }, (_, i) => `+4477009${String(i).padStart(5, '0')}`)
    const ids = Array.from({ length: 250_000 }, (_, i) => `CUST${String(i).padStart(7, '0')}`)
    const large = buildIdentifierIndex({ numbersE164: numbers, sourceIds: ids })
    const row = '<tr><td>North</td><td>15</td><td>20</td><td>35</td></tr>\n'
    const page = `${row.repeat(5000)}<p>CUST-0123456 and 07700 900 123</p>`
    const { findings } = searchBytes({ files: [{ name: 'a.html', bytes: utf8(page) }], index: large })
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['source-id', 'number']))
  })
})
