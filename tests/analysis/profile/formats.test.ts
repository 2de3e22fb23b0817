import { inflateRawSync } from 'node:zlib'
import { createRouterClient } from '@orpc/server'
import sax from 'sax'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProfileChart, ProfileDocument } from '../../../analysis/contract/index.ts'
import { buildIdentifierIndex, searchBytes, textOfPdf } from '../../../analysis/disclosure/index.ts'
import { cellWords } from '../../../analysis/profile/formats/document-words.ts'
import { renderFormats } from '../../../analysis/profile/formats/index.ts'
import { drawMapPictures } from '../../../analysis/profile/formats/map-picture.ts'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { policyTitle } from '../../../analysis/profile/words.ts'
import { type CountyCase, countyCase, numberOf } from './county-case.ts'
import { countyQuestions } from './county-questions.ts'

let county: CountyCase
let document: ProfileDocument
let pdf: Uint8Array
let docx: Uint8Array

const ask = () =>
  createRouterClient({ profile: profileProcedures }, { context: countyQuestions(county, 'hub') })

const bytesOf = async (from: ProfileDocument, format: 'pdf' | 'docx') =>
  (await renderFormats(from, [format]))[0]!.bytes

beforeAll(async () => {
  county = await countyCase()
  document = await ask().profile.draft({})
  pdf = await bytesOf(document, 'pdf')
  docx = await bytesOf(document, 'docx')
})
afterAll(() => county.close())

const joined = (text: string) => text.replaceAll(/\s+/g, '')
const allCells = () =>
  document.sections.flatMap((section) =>
    section.tables.flatMap((table) =>
      table.rows.flatMap((row) => [row.label, ...row.cells.map((cell) => cellWords(cell))]),
    ),
  )

/** Name to content of every entry of a ZIP, by its central directory. */
function entriesOf(zip: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(zip)
  const entries = new Map<string, string>()
  let at = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  while (at >= 0 && bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, header] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
    const content = bytes.subarray(start, start + packed)
    entries.set(
      bytes.toString('utf8', at + 46, at + 46 + nameLength),
      (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8'),
    )
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

describe('the profile as PDF', () => {
  it('declares PDF/UA-1, is tagged, has a language, a title and no date of making', async () => {
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toMatch(/pdfuaid:part(="|>)1/)
    expect(raw).toContain('/StructTreeRoot')
    expect(raw).not.toContain('/CreationDate')
    const { info } = await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata()
    expect(info).toMatchObject({
      Language: 'en-GB',
      Title: `${document.title}, edition 1`,
      Author: 'Hubline',
    })
  })

  it('carries the marking twice, the policy and its own number on each page', async () => {
    const proxy = await getDocumentProxy(new Uint8Array(pdf))
    const { text, totalPages } = await extractText(proxy, { mergePages: false })
    expect(totalPages).toBeGreaterThan(5)
    for (const [index, page] of text.entries()) {
      expect(page.split(document.marking).length - 1, `page ${index + 1}`).toBeGreaterThanOrEqual(2)
      expect(joined(page)).toContain(joined(`Policy ${policyTitle(document.policy.name)}: counts below`))
      expect(joined(page)).toContain(`${index + 1}of${totalPages}`)
    }
    expect(joined(text[0]!), 'the summary begins under the list of sections').toContain(
      joined(document.sections[0]!.claim.map((run) => run.text).join('')),
    )
  })

  it('says every sentence, every row and every figure of the document', async () => {
    const said = joined(await textOfPdf(pdf))
    for (const section of document.sections) {
      expect(said).toContain(joined(`${section.number} ${section.title}`))
      for (const { runs } of section.paragraphs)
        expect(said).toContain(joined(runs.map((run) => run.text).join('')))
      for (const chart of section.charts) {
        expect(said).toContain(joined(chart.title))
        expect(said).toContain(joined(chart.unit))
        expect(chart.unit).toMatch(/, rounded to 5$/)
      }
    }
    for (const words of allCells()) expect(said, words).toContain(joined(words))
  })

  it('gives each chart its alternative text', () => {
    const charts = document.sections.flatMap((section) => section.charts)
    expect(charts.length).toBeGreaterThan(3)
    const alternatives = Buffer.from(pdf).toString('latin1').match(/\/Alt/g) ?? []
    expect(alternatives.length).toBeGreaterThanOrEqual(charts.length)
  })

  it('is the same bytes for the same document', async () => {
    expect(Buffer.from(await bytesOf(document, 'pdf')).equals(Buffer.from(pdf))).toBe(true)
  })

  it('is searched as its pages read, not only as its bytes stand', async () => {
    const number = numberOf(7)
    const leaking = structuredClone(document)
    leaking.sections[0]!.cannotSay.push(`Ring ${number.replace('+44', '0')} about this.`)
    const bytes = await bytesOf(leaking, 'pdf')
    const index = buildIdentifierIndex({
      numbersE164: [number],
      handsets: [],
      sourceIds: [],
      datesOfBirth: [],
      postcodes: [],
      namePairs: [],
    })
    const pages = new TextEncoder().encode(await textOfPdf(bytes))
    const found = searchBytes({ files: [{ name: 'profile.pdf (its pages)', bytes: pages }], index })
    expect(found.findings).toMatchObject([{ kind: 'number' }])
  })

  it('sets words that look like markup as words', async () => {
    const odd = structuredClone(document)
    odd.sections[0]!.cannotSay.push('#panic("x") *bold* $1 \\ <tag> [c] _a_ @name // gone')
    expect(joined(await textOfPdf(await bytesOf(odd, 'pdf')))).toContain(
      joined('#panic("x") *bold* $1 \\ <tag> [c] _a_ @name // gone'),
    )
  })
})

describe('the profile for Word', () => {
  it('is a package of well-formed parts', () => {
    const entries = entriesOf(docx)
    expect([...entries.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'word/document.xml']))
    for (const [name, content] of entries) {
      if (!/\.(xml|rels)$/.test(name)) continue
      const parser = sax.parser(true)
      parser.onerror = (error) => expect.fail(`${name}: ${error.message}`)
      parser.write(content).close()
    }
  })

  it('says every sentence, row and figure, with headings, repeated table heads and the marking on each page', () => {
    const entries = entriesOf(docx)
    const main = entries.get('word/document.xml')!
    const said = joined(
      main
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
    for (const section of document.sections)
      for (const { runs } of section.paragraphs)
        expect(said).toContain(joined(runs.map((run) => run.text).join('')))
    for (const words of allCells()) expect(said, words).toContain(joined(words))
    expect(main.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(document.sections.length)
    const tables = document.sections.flatMap((section) => section.tables)
    expect(main.match(/<w:tbl>/g)).toHaveLength(tables.length)
    expect(main.match(/<w:tblHeader/g)).toHaveLength(tables.length)
    const pageParts = [...entries].filter(([name]) => /word\/(header|footer)\d+\.xml/.test(name))
    expect(pageParts).toHaveLength(2)
    for (const [, content] of pageParts) expect(content).toContain(document.marking)
    expect(entries.get('word/styles.xml')).toContain('w:val="en-GB"')
  })

  it('embeds its typeface, and says how lines are spaced, so that no picture is cut off at the height of a line', () => {
    const entries = entriesOf(docx)
    expect(entries.get('word/fontTable.xml')).toMatch(/IBM Plex Sans[\s\S]*w:embedRegular[\s\S]*w:embedBold/)
    const spacings = [
      ...entries.get('word/styles.xml')!.matchAll(/<w:spacing [^>]*w:line="[^>]*>/g),
      ...entries.get('word/document.xml')!.matchAll(/<w:spacing [^>]*w:line="[^>]*>/g),
    ].map(([tag]) => tag)
    expect(spacings.length).toBeGreaterThan(0)
    for (const tag of spacings) expect(tag).toContain('w:lineRule="auto"')
  })

  it('draws charts that hold released figures alone, each with alternative text', () => {
    const entries = entriesOf(docx)
    const charts = document.sections.flatMap((section) => section.charts)
    const drawn = [...entries.keys()].filter((name) => /word\/charts\/chart\d+\.xml$/.test(name))
    expect(drawn).toHaveLength(charts.length)
    const main = entries.get('word/document.xml')!
    for (const chart of charts)
      expect(main).toContain(`descr="${chart.title}. ${chart.alternative}`.replaceAll("'", '&apos;'))
    const released = new Set(
      charts.flatMap((chart) =>
        chart.series.flatMap((series) =>
          series.values.filter((value): value is number => typeof value === 'number'),
        ),
      ),
    )
    for (const name of drawn)
      for (const match of entries.get(name)!.matchAll(/<c:val>.*?<\/c:val>/gs))
        for (const [, value] of match[0].matchAll(/<c:v>([^<]*)<\/c:v>/g))
          expect(released.has(Number(value)), `${name} ${value}`).toBe(true)
  })
})

/** The document with its first bars as a map of square areas, side by side. */
function withMap(names?: readonly string[]): { mapped: ProfileDocument; map: ProfileChart } {
  const mapped = structuredClone(document)
  const charts = mapped.sections.flatMap((section) => section.charts)
  const map = charts.find((chart) => chart.kind === 'bar' && chart.series.length === 1)!
  map.kind = 'map'
  map.categories = names ? map.categories.map((name, index) => names[index] ?? name) : map.categories
  map.aspect = 0.4
  map.areas = map.categories.map((_, index) => ({
    outline: `M${index * 300},0L${index * 300 + 290},0L${index * 300 + 290},400L${index * 300},400Z`,
    middle: [index * 300 + 145, 200],
  }))
  return { mapped, map }
}

describe('a map in the profile for Word', () => {
  it('is drawn as areas with their names and counts, in vectors and in a picture, with alternative text', async () => {
    const { mapped, map } = withMap()
    const entries = entriesOf(await bytesOf(mapped, 'docx'))
    const [svgName] = [...entries.keys()].filter((name) => /word\/media\/.*\.svg$/.test(name))
    const [pngName] = [...entries.keys()].filter((name) => /word\/media\/.*\.png$/.test(name))
    const svg = entries.get(svgName!)!
    expect(svg.match(/class="area"/g)).toHaveLength(map.categories.length)
    for (const name of map.categories) expect(svg).toContain(`>${name}<`)
    for (const value of map.series[0]!.values)
      expect(svg).toContain(`>${typeof value === 'number' ? value.toLocaleString('en-GB') : '[c]'}<`)
    expect(entries.get(pngName!)!.slice(1, 4)).toBe('PNG')
    const main = entries.get('word/document.xml')!
    expect(main).toContain('asvg:svgBlip')
    expect(main).toContain(`descr="${map.title}. ${map.alternative}`.replaceAll("'", '&apos;'))
    const bars = [...entries.keys()].filter((name) => /word\/charts\/chart\d+\.xml$/.test(name))
    expect(bars).toHaveLength(mapped.sections.flatMap((section) => section.charts).length - 1)
  })

  it('has as its picture what the vectors show: the words are set in the embedded typeface', async () => {
    const { mapped, map } = withMap()
    const pictures = await drawMapPictures([map], 330)
    const { png, width, height } = pictures.get(map.chartId)!
    const header = Buffer.from(png)
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([width * 3, Math.round(height * 3)])
    const nameless = { ...map, categories: map.categories.map(() => '') }
    const without = (await drawMapPictures([nameless], 330)).get(map.chartId)!.png
    expect(png.length).toBeGreaterThan(without.length + 500)
    expect(await drawMapPictures(mapped.sections[0]!.charts, 330)).toEqual(new Map())
  })

  it('is searched by disclosure control: a number written into an area is found in the embedded vectors', async () => {
    const number = numberOf(7)
    const { mapped } = withMap([number.replace('+44', '0')])
    const index = buildIdentifierIndex({
      numbersE164: [number],
      handsets: [],
      sourceIds: [],
      datesOfBirth: [],
      postcodes: [],
      namePairs: [],
    })
    const bytes = await bytesOf(mapped, 'docx')
    const { findings, notSearched } = searchBytes({ files: [{ name: 'profile.docx', bytes }], index })
    expect(findings.map(({ file }) => file)).toContainEqual(
      expect.stringMatching(/^profile\.docx\/word\/media\/.*\.svg$/),
    )
    expect(notSearched).toContainEqual(expect.stringMatching(/\.png: what its picture or font shows$/))
    expect(notSearched).toContainEqual(expect.stringMatching(/\.odttf: what its picture or font shows$/))
    expect(searchBytes({ files: [{ name: 'profile.docx', bytes: docx }], index }).findings).toEqual([])
  })
})
