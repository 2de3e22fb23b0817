import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import type { ProfileDocument, ProfileSection } from '../../contract/index.ts'
import { coverFacts, pageWords, runWords, syntheticWords, tableNotes, unitWords } from './document-words.ts'
import { chartRun } from './word-charts.ts'
import { keyedTable, tableOf } from './word-tables.ts'

const font = 'IBM Plex Sans'
const ink = '14181F'
const second = '434A55'
const third = '5F6773'
const pageWidth = 9977
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
            spacing: { before: 120, after: 240 },
            children: [new TextRun({ text: syntheticWords, bold: true })],
          }),
        ]
      : []),
    keyedTable(coverFacts(document)),
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
  new Paragraph({ keepNext: true, children: [new TextRun({ text: unit, color: second })] }),
]

function sectionOf(section: ProfileSection, document: ProfileDocument, isFirst: boolean) {
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
      new Paragraph({ keepNext: true, children: [chartRun(chart)] }),
      new Paragraph({ spacing: { after: 240 }, children: [small(`Source: ${chart.source}`)] }),
    ]),
    ...section.tables.flatMap((table, index) => [
      ...caption(`Table ${number(section.charts.length + index)} ${table.title}`, unitWords(table, document)),
      tableOf(table),
      new Paragraph({ spacing: { before: 60, after: 240 }, children: [small(tableNotes(table, document))] }),
    ]),
    ...(section.missing.length > 0
      ? [
          new Paragraph({
            shading: { fill: 'F4F5F7' },
            spacing: { after: 160 },
            children: [
              new TextRun({ text: 'Not loaded. ', bold: true }),
              ...section.missing.flatMap(({ kind, why }, index) => [
                new TextRun({ text: `${index > 0 ? '; ' : ''}${kind}`, bold: true }),
                new TextRun(`: ${why}`),
              ]),
              new TextRun('.'),
            ],
          }),
        ]
      : []),
    new Paragraph({
      border: { left: { ...rule, size: 12, space: 8 } },
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

/** The document for Word (ISO/IEC 29500): styles for headings, editable charts with alternative text, headed tables, the marking on each page. */
export async function renderWord(document: ProfileDocument): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Document({
    title: pageWords(document).head,
    subject: document.marking,
    description: document.policy.words,
    creator: 'Hubline',
    lastModifiedBy: 'Hubline',
    styles: {
      default: {
        document: {
          run: { font, size: 19, color: ink, language: { value: 'en-GB' } },
          paragraph: { alignment: AlignmentType.LEFT, spacing: { line: 264 } },
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
          ...document.sections.flatMap((section, index) => sectionOf(section, document, index === 0)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(made))
}
