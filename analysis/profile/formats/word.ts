import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  InternalHyperlink,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { ProfileChart, ProfileDocument, ProfileSection } from '../../contract/index.ts'
import { coverFacts, pageWords, runWords, syntheticWords, tableNotes, unitWords } from './document-words.ts'
import { drawMapPictures, type MapPicture } from './map-picture.ts'
import { readPrintFonts } from './typefaces.ts'
import { chartRun, mapRun, mapWidth } from './word-charts.ts'
import { tableOf } from './word-tables.ts'

const font = 'IBM Plex Sans'
const ink = '14181F'
const second = '434A55'
const third = '5F6773'
const pageWidth = 9977
const factsIndent = 2600
const rule = { style: BorderStyle.SINGLE, size: 6, color: ink, space: 4 }

const small = (text: string) => new TextRun({ text, size: 15, color: third })
const plain = (text: string) => new Paragraph({ text, spacing: { after: 120 } })

const marking = (document: ProfileDocument) => new TextRun({ text: document.marking, bold: true, size: 17 })
const tab = () => new TextRun({ children: [new Tab()] })
const pageTabs = [
  { type: TabStopType.CENTER, position: pageWidth / 2 },
  { type: TabStopType.RIGHT, position: pageWidth },
]

function headerOf(document: ProfileDocument): Header {
  const { head, period } = pageWords(document)
  const words = (text: string) => new TextRun({ text, size: 15, color: second })
  return new Header({
    children: [
      new Paragraph({
        tabStops: pageTabs,
        border: { bottom: rule },
        children: [words(head), tab(), marking(document), tab(), words(period)],
      }),
    ],
  })
}

function footerOf(document: ProfileDocument): Footer {
  const words = (children: ConstructorParameters<typeof TextRun>[0]) => new TextRun(children)
  return new Footer({
    children: [
      new Paragraph({
        tabStops: pageTabs,
        border: { top: rule },
        children: [
          tab(),
          marking(document),
          tab(),
          words({
            size: 15,
            color: second,
            children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
      new Paragraph({
        children: [new TextRun({ text: pageWords(document).foot, size: 14, color: second })],
      }),
    ],
  })
}

const numberedTitle = (section: ProfileSection) => `${section.number} ${section.title}`

function coverOf(document: ProfileDocument) {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: document.title }),
    ...(document.synthetic
      ? [
          new Paragraph({
            border: { top: rule, bottom: rule, left: rule, right: rule },
            indent: { left: 100, right: 100 },
            spacing: { before: 120, after: 240 },
            children: [new TextRun({ text: syntheticWords, bold: true })],
          }),
        ]
      : []),
    ...coverFacts(document).map(
      ([name, words]) =>
        new Paragraph({
          tabStops: [{ type: TabStopType.LEFT, position: factsIndent }],
          indent: { left: factsIndent, hanging: factsIndent },
          spacing: { after: 80 },
          children: [new TextRun({ text: name, color: third }), tab(), new TextRun(words)],
        }),
    ),
    new Paragraph({
      spacing: { before: 360, after: 120 },
      children: [new TextRun({ text: 'Sections', bold: true, size: 24 })],
    }),
    ...document.sections.map(
      (section) =>
        new Paragraph({
          children: [
            new InternalHyperlink({
              anchor: section.sectionId,
              children: [new TextRun({ text: numberedTitle(section), style: 'Hyperlink' })],
            }),
          ],
        }),
    ),
    new Paragraph({ spacing: { before: 240 }, children: [small(document.policy.words)] }),
  ]
}

const caption = (words: string, unit: string) => [
  new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, text: words }),
  new Paragraph({
    keepNext: true,
    spacing: { after: 60 },
    children: [new TextRun({ text: unit, color: second })],
  }),
]

const hasGaps = (chart: ProfileChart) =>
  chart.kind !== 'map' && chart.series.some(({ values }) => values.some((value) => typeof value !== 'number'))

const sourceWords = (chart: ProfileChart) =>
  `Source: ${chart.source}${hasGaps(chart) ? ' A count that is not shown leaves a gap.' : ''}`

function pictureOf(chart: ProfileChart, maps: ReadonlyMap<string, MapPicture>) {
  const map = maps.get(chart.chartId)
  return map ? mapRun(chart, map) : chartRun(chart)
}

interface SectionPlace {
  readonly isFirst: boolean
  readonly maps: ReadonlyMap<string, MapPicture>
}

function sectionOf(section: ProfileSection, document: ProfileDocument, { isFirst, maps }: SectionPlace) {
  const number = (index: number) => `${section.number}.${index + 1}`
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: isFirst,
      border: { top: { ...rule, size: 12 } },
      children: [new Bookmark({ id: section.sectionId, children: [new TextRun(numberedTitle(section))] })],
    }),
    ...(section.claim.length > 0
      ? [
          new Paragraph({
            keepNext: true,
            spacing: { after: 160 },
            children: [new TextRun({ text: runWords(section.claim), bold: true, size: 24 })],
          }),
        ]
      : []),
    ...section.paragraphs
      .map(({ runs }) => runWords(runs))
      .filter((words) => words !== '')
      .map(plain),
    ...section.charts.flatMap((chart, index) => [
      ...caption(`Figure ${number(index)} ${chart.title}`, chart.unit),
      new Paragraph({ keepNext: true, children: [pictureOf(chart, maps)] }),
      new Paragraph({ spacing: { after: 240 }, children: [small(sourceWords(chart))] }),
    ]),
    ...section.tables.flatMap((table, index) => [
      ...caption(`Table ${number(section.charts.length + index)} ${table.title}`, unitWords(table, document)),
      tableOf(table, pageWidth),
      new Paragraph({ spacing: { before: 60, after: 240 }, children: [small(tableNotes(table, document))] }),
    ]),
    ...(section.missing.length > 0
      ? [
          new Paragraph({
            keepNext: true,
            keepLines: true,
            shading: { fill: 'F4F5F7' },
            spacing: { after: 160 },
            children: [
              new TextRun({ text: 'Not loaded. ', bold: true }),
              ...section.missing.flatMap(({ name, why }, index) => [
                new TextRun(index > 0 ? '; ' : ''),
                new TextRun({ text: name, bold: true }),
                new TextRun(`: ${why}`),
              ]),
              new TextRun('.'),
            ],
          }),
        ]
      : []),
    new Paragraph({
      border: { left: { ...rule, size: 12, space: 8 } },
      indent: { left: 200 },
      keepLines: true,
      spacing: { before: 120, after: 240 },
      children: [
        new TextRun({ text: 'What this cannot say. ', bold: true }),
        new TextRun(section.cannotSay.join(' ')),
      ],
    }),
  ]
}

const heading = (size: number, before: number) => ({
  run: { font, size, bold: true, color: ink },
  paragraph: { keepNext: true, spacing: { before, after: 100 } },
})

/** The finished file with the last day of the data where the library writes the moment of making. */
function withDateOfData(packed: Uint8Array, day: string): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(packed)
  const properties = 'docProps/core.xml'
  parts[properties] = strToU8(
    strFromU8(parts[properties]!).replace(/(<dcterms:\w+[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`),
  )
  return zipSync(parts, { mtime: new Date(1980, 0, 1) })
}

/**
 * The document for Word (ISO/IEC 29500): styles for headings, editable charts and drawn maps with
 * alternative text, headed tables, the marking on each page.
 */
export async function renderWord(document: ProfileDocument): Promise<Uint8Array<ArrayBuffer>> {
  const maps = await drawMapPictures(
    document.sections.flatMap(({ charts }) => charts),
    mapWidth,
  )
  const [regular, , bold] = await readPrintFonts()
  const made = new Document({
    ...(regular && bold ? { fonts: [{ name: font, data: regular, bold }] } : {}),
    title: pageWords(document).head,
    subject: document.marking,
    description: document.policy.words,
    creator: 'Hubline',
    lastModifiedBy: 'Hubline',
    styles: {
      default: {
        document: {
          run: { font, size: 19, color: ink, language: { value: 'en-GB' } },
          paragraph: { alignment: AlignmentType.LEFT, spacing: { line: 264, lineRule: LineRuleType.AUTO } },
        },
        title: heading(48, 120),
        heading1: heading(38, 360),
        heading2: heading(19, 200),
        hyperlink: { run: { color: '2F5FCB', underline: {} } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1530, bottom: 1530, left: 964, right: 964, header: 567, footer: 454 },
          },
        },
        headers: { default: headerOf(document) },
        footers: { default: footerOf(document) },
        children: [
          ...coverOf(document),
          ...document.sections.flatMap((section, index) =>
            sectionOf(section, document, { isFirst: index === 0, maps }),
          ),
        ],
      },
    ],
  })
  return withDateOfData(await Packer.toBuffer(made), document.cutOff)
}
