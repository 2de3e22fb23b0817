import { deflateSync, inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProfileDocument } from '../../../analysis/contract/index.ts'
import {
  buildIdentifierIndex,
  type IdentifierKind,
  searchBytes,
  textOfPdf,
} from '../../../analysis/disclosure/index.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { makeDraft } from '../../../analysis/profile/draft.ts'
import { renderFormats } from '../../../analysis/profile/formats/index.ts'
import type { ReleaseFile } from '../../../analysis/profile/formats/release-file.ts'
import { identifierCount } from '../../../analysis/profile/identifiers.ts'
import { zipOf } from '../sources/report-files.ts'
import { type CountyCase, countyCase } from './county-case.ts'

let county: CountyCase
let document: ProfileDocument
const files = new Map<string, ReleaseFile>()

beforeAll(async () => {
  county = await countyCase()
  document = (await makeDraft(county.opened, 'ndtms', unwatched())).document
  for (const file of await renderFormats(document, ['pdf', 'docx', 'html', 'csv', 'json']))
    files.set(file.file, file)
})
afterAll(() => county.close())

/** Dates and words of the formats' own: namespaces, tags, operators, settings, names of parts, colours. */
const datesOfFormats = [
  '1998-01-01',
  '1999-02-22',
  '1999-01-01',
  '2000-01-01',
  '2001-10-01',
  '2006-01-01',
  '2006-02-06',
  '2006-06-02',
  '2007-07-07',
  '2010-07-10',
  '2012-01-01',
]
const wordsOfFormats = [
  '\\b\\000\\007',
  '\\000\\007\\000\\b',
  'endobj',
  'endstream',
  'rdf:li',
  'xmlns1',
  'xmlns:rdf',
  'CIDInit',
  'begincmap',
  'FlateDecode',
  'StructTreeRoot',
  '1999/02/22',
  'U25x5y0',
  '0000222162',
  'W5M0MpCehiHzreSzNTczkc9d',
  '14181F',
  '#14181f',
  '434A55',
  '04755C',
  'header1',
  'chart1',
  'styles.xml',
  'word/document.xml',
  'Sheet1',
  'Heading1',
  'center',
  'clustered',
  'NUMPAGES',
  'preserve',
  'viewBox',
  'padding',
  'noreferrer',
  'title-3',
  'table-3.1',
  'default-src',
  'unsafe-inline',
  'device-width',
  'openxmlformats',
  'relationships',
  'sectionId',
  'figuresChanged',
]

async function searched(
  of: readonly { name: string; bytes: Uint8Array }[],
  index: ReturnType<typeof buildIdentifierIndex>,
) {
  const pages = await Promise.all(
    of
      .filter(({ name }) => name.endsWith('.pdf'))
      .map(async ({ name, bytes }) => ({
        name: `${name} (its pages)`,
        bytes: new TextEncoder().encode(await textOfPdf(bytes)),
      })),
  )
  return searchBytes({
    files: [...of, ...pages],
    index,
    allowedDates: [document.period.from, document.period.to, document.cutOff],
  })
}

describe('what a format writes of itself', () => {
  test.each(['profile.pdf', 'profile.docx', 'profile.html', 'profile.json', 'README.csv'])(
    'is nobody’s identifier in %s',
    async (name) => {
      const index = buildIdentifierIndex({ datesOfBirth: datesOfFormats, sourceIds: wordsOfFormats })
      const { findings } = await searched([{ name, bytes: files.get(name)!.bytes }], index)
      expect(findings.map(({ kind, file, view, excerpt }) => `${kind} ${file} ${view} ${excerpt}`)).toEqual(
        [],
      )
    },
  )
})

const identifiers = buildIdentifierIndex({
  numbersE164: ['+447700900123'],
  datesOfBirth: ['1971-06-24'],
  namePairs: [['Siobhan', 'Quillon']],
  sourceIds: ['CU/2026/00417'],
})
const planted = ['07700 900123', '24/06/1971', 'Siobhan Quillon', 'CU/2026/00417'].join('; ')
const everyKind: readonly IdentifierKind[] = ['date-of-birth', 'name', 'number', 'source-id']
const kindsOf = (findings: readonly { kind: IdentifierKind }[]) =>
  [...new Set(findings.map(({ kind }) => kind))].sort()

/** The archive with one entry written anew. */
function withEntry(zip: Uint8Array, wanted: string, change: (text: string) => string): Buffer {
  const bytes = Buffer.from(zip)
  const files: { name: string; content: string | Uint8Array }[] = []
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const header = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    files.push({ name, content: name === wanted ? change(content.toString('utf8')) : content })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return zipOf(files)
}

const docxPlaces: [string, string, (text: string) => (xml: string) => string][] = [
  [
    'a core property',
    'docProps/core.xml',
    (text) => (xml) => xml.replace(/<dc:creator>[^<]*/, `<dc:creator>${text}`),
  ],
  [
    'a custom property',
    'docProps/custom.xml',
    (text) => (xml) =>
      xml
        .replace(
          '/>',
          `><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Ref"><vt:lpwstr>${text}</vt:lpwstr></property></Properties>`,
        )
        .replace(/(<Properties[^>]*)\/>$/, '$1/>'),
  ],
  [
    'the name of a custom property',
    'docProps/custom.xml',
    (text) => (xml) =>
      xml.replace('/>', `><property pid="2" name="${text}"><vt:lpwstr>x</vt:lpwstr></property></Properties>`),
  ],
  [
    'alternative text',
    'word/document.xml',
    (text) => (xml) => xml.replace(/descr="[^"]*"/, `descr="${text}"`),
  ],
  ['a bookmark', 'word/document.xml', (text) => (xml) => xml.replace('w:name="supply"', `w:name="${text}"`)],
  [
    'the target of a link',
    'word/_rels/document.xml.rels',
    (text) => (xml) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/${encodeURIComponent(text)}" TargetMode="External"/></Relationships>`,
      ),
  ],
  [
    'the author of a change',
    'word/document.xml',
    (text) => (xml) => xml.replace('<w:body>', `<w:body><w:p><w:ins w:id="1" w:author="${text}"/></w:p>`),
  ],
  [
    'the tip of a link',
    'word/document.xml',
    (text) => (xml) => xml.replace('w:anchor="supply"', `w:anchor="supply" w:tooltip="${text}"`),
  ],
  [
    'a comment of the markup',
    'word/styles.xml',
    (text) => (xml) => xml.replace('</w:styles>', `<!-- ${text} --></w:styles>`),
  ],
  [
    'the name of a style',
    'word/styles.xml',
    (text) => (xml) => xml.replace('w:val="Strong"', `w:val="${text}"`),
  ],
  [
    'the code of a field',
    'word/document.xml',
    (text) => (xml) =>
      xml.replace('<w:body>', `<w:body><w:p><w:r><w:instrText>HYPERLINK "${text}"</w:instrText></w:r></w:p>`),
  ],
  [
    'words cut into runs',
    'word/document.xml',
    (text) => (xml) =>
      xml.replace(
        '<w:body>',
        `<w:body><w:p><w:r><w:t>${text.slice(0, 4)}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${text.slice(4)}</w:t></w:r></w:p>`,
      ),
  ],
  [
    'the sheet of a chart',
    'word/charts/chart1.xml',
    (text) => (xml) => xml.replace(/<c:v>[^<]*/, `<c:v>${text}`),
  ],
]

test.each(docxPlaces)('identifiers in %s of a Word file are found', async (_, entry, put) => {
  const bytes = withEntry(files.get('profile.docx')!.bytes, entry, put(planted))
  const { findings } = await searched([{ name: 'profile.docx', bytes }], identifiers)
  expect(kindsOf(findings)).toEqual(everyKind)
  for (const { file } of findings) expect(file).toContain(entry)
})

test('a refusal counts one identifier in the singular', () => {
  expect([0, 1, 2].map(identifierCount)).toEqual(['0 identifiers', '1 identifier', '2 identifiers'])
})

const wide = (text: string) =>
  `FEFF${[...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')}`
const object = (content: string) => (pdf: string) =>
  pdf.replace('\nxref', `\n9001 0 obj\n${content}\nendobj\nxref`)
const stream = (dictionary: string, content: Buffer | string) => {
  const bytes = Buffer.from(content)
  return object(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`)
}
const escaped = (text: string) =>
  [...text].map((char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')

const pdfPlaces: [string, (text: string) => (pdf: string) => string][] = [
  ['the information dictionary', (text) => (pdf) => pdf.replace(/\/Author \([^)]*\)/, `/Author (${text})`)],
  [
    'a description (XMP)',
    (text) => (pdf) => pdf.replace(/(<dc:[a-z]+>(?:<rdf:\w+>)?<rdf:li[^>]*>)[^<]*/, `$1${text}`),
  ],
  [
    'an attribute of a description',
    (text) => (pdf) => pdf.replace('<rdf:Description ', `<rdf:Description xmp:Label="${text}" `),
  ],
  ['alternative text', (text) => (pdf) => pdf.replace(/\/Alt \([^)]*\)/, `/Alt (${text})`)],
  ['alternative text in two bytes a character', (text) => object(`<< /Alt <${wide(text)}> >>`)],
  ['a string of octal escapes', (text) => object(`<< /Contents (${escaped(text)}) >>`)],
  [
    'the target of a link',
    (text) => object(`<< /A << /S /URI /URI (https://example.org/${encodeURIComponent(text)}) >> >>`),
  ],
  ['a bookmark', (text) => object(`<< /Title (${text}) /Dest (loc) >>`)],
  [
    'a packed object',
    (text) =>
      stream('/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode', deflateSync(`1 0 << /T (${text}) >>`)),
  ],
  [
    'a page that writes with a plain typeface',
    (text) =>
      stream('/Filter /FlateDecode', deflateSync(`BT [(${text.slice(0, 4)}) -20 (${text.slice(4)})] TJ ET`)),
  ],
  [
    'the replacement of drawn glyphs',
    (text) => stream('', `/Span << /ActualText <${wide(text)}> >> BDC BT (\\000\\007) Tj ET EMC`),
  ],
  ['an attached file', (text) => stream('/Type /EmbeddedFile', `area,count\r\n"${text}",3\r\n`)],
  ['a comment', (text) => (pdf) => pdf.replace('\nxref', `\n% ${text}\nxref`)],
  ['words after the end', (text) => (pdf) => `${pdf}\n${text}\n`],
]

test.each(pdfPlaces)('identifiers in %s of a PDF are found', (_, put) => {
  const before = Buffer.from(files.get('profile.pdf')!.bytes).toString('latin1')
  const after = put(planted)(before)
  expect(after).not.toBe(before)
  const { findings } = searchBytes({
    files: [{ name: 'profile.pdf', bytes: Buffer.from(after, 'latin1') }],
    index: identifiers,
  })
  expect(kindsOf(findings)).toEqual(everyKind)
})

const htmlPlaces: [string, (text: string) => string][] = [
  ['the name of a describing element', (text) => `<meta name="author" content="${text}">`],
  ['alternative text', (text) => `<img alt="${text}">`],
  ['a label', (text) => `<svg aria-label="${text}"></svg>`],
  ['a title', (text) => `<abbr title="${text}">[c]</abbr>`],
  ['a link', (text) => `<a href="https://example.org/?q=${encodeURIComponent(text)}">more</a>`],
  ['an anchor', (text) => `<p id="${text}"></p>`],
  ['a value for programs', (text) => `<p data-who="${text}"></p>`],
  ['a comment', (text) => `<!-- ${text} -->`],
  ['a style sheet', (text) => `<style>p::before { content: "${text}" } /* */</style>`],
  ['a comment of a style sheet', (text) => `<style>/* ${text} */</style>`],
  ['the style of an element', (text) => `<p style="content: '${text}'"></p>`],
  ['a script', (text) => `<script>const who = "${text}"</script>`],
  [
    'a picture within',
    (text) =>
      `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg><title>${text}</title></svg>`).toString('base64')}">`,
  ],
]

test.each(htmlPlaces)('identifiers in %s of a page are found', async (_, put) => {
  const page = Buffer.from(files.get('profile.html')!.bytes).toString('utf8')
  const bytes = Buffer.from(page.replace('<main>', `<main>${put(planted)}`))
  const { findings } = await searched([{ name: 'profile.html', bytes }], identifiers)
  expect(kindsOf(findings)).toEqual(everyKind)
})

test.each([
  ['a value', { rows: [{ label: planted }] }],
  ['a key', { rows: { [planted]: 3 } }],
])('identifiers in %s of JSON are found', async (_, content) => {
  const bytes = Buffer.from(JSON.stringify(content))
  const { findings } = await searched([{ name: 'a.json', bytes }], identifiers)
  expect(kindsOf(findings)).toEqual(everyKind)
})

test.each([
  ['neighbours in a list', '{"a":["Siobhan","Quillon"]}'],
  ['values of neighbouring keys', '{"forename":"Siobhan","surname":"Quillon"}'],
  [
    'values of neighbouring keys, surname first, on lines',
    '{\n  "surname": "Quillon",\n  "forename": "Siobhan"\n}',
  ],
  ['a key and its value', '{"Siobhan":"Quillon"}'],
  ['a key in camel case', '{"siobhanQuillon":1}'],
  ['a key in camel case within another', '{"ofSiobhanQuillon":{"count":1}}'],
  ['lists within a list', '[["Siobhan"],["Quillon"]]'],
  ['values with a middle name between', '["Siobhan","Anne","Quillon"]'],
])('a name in %s of JSON is found', async (_, text) => {
  const { findings } = await searched([{ name: 'a.json', bytes: Buffer.from(text) }], identifiers)
  expect(kindsOf(findings)).toEqual(['name'])
})

test('figures of neighbouring values of JSON are no number together', async () => {
  const bytes = Buffer.from('{"cells":[7700,900,123],"days":[24,6,1971]}')
  const { findings } = await searched([{ name: 'a.json', bytes }], identifiers)
  expect(findings).toEqual([])
})

test('what of a PDF cannot be read is said', () => {
  const before = Buffer.from(files.get('profile.pdf')!.bytes).toString('latin1')
  const search = (pdf: string) =>
    searchBytes({
      files: [{ name: 'a.pdf', bytes: Buffer.from(pdf, 'latin1') }],
      index: identifiers,
    }).notSearched.join('\n')
  expect(search(before)).not.toMatch(/could not be read/)
  expect(search(stream('/Filter /LZWDecode', 'abc')(before))).toMatch(/could not be read \(LZWDecode\)/)
  expect(search(stream('/Filter /FlateDecode', 'abc')(before))).toMatch(/could not be read \(FlateDecode\)/)
})
