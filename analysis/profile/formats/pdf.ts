import type { ProfileChart, ProfileDocument, ProfileSection, ProfileTable } from '../../contract/index.ts'
import { chartAlternative, chartPicture } from './chart-picture.ts'
import {
  cellWords,
  coverFacts,
  isColumnOfReasons,
  isShortTable,
  isWideTable,
  kindOfCell,
  pageWords,
  runWords,
  syntheticWords,
  tableNotes,
  unitWords,
  widthsOf,
} from './document-words.ts'
import { pdfTemplate } from './pdf-template.ts'
import { readPrintFonts } from './typefaces.ts'

const wholeWidth = 665
const halfWidth = 330

function chartOf(chart: ProfileChart, number: string, isHalf: boolean) {
  return {
    number,
    wide: !isHalf,
    title: chart.title,
    unit: chart.unit,
    source: chart.source,
    alternative: chartAlternative(chart),
    svg: chartPicture(chart, isHalf ? halfWidth : wholeWidth),
  }
}

const tableOf = (table: ProfileTable, number: string, document: ProfileDocument) => ({
  number,
  wide: isWideTable(table),
  short: isShortTable(table),
  title: table.title,
  unit: unitWords(table, document),
  corner: '',
  widths: widthsOf(table),
  columns: table.columns.map((name, index) => ({ name, reasons: isColumnOfReasons(table, index) })),
  rows: table.rows.map((row) => ({
    label: row.label,
    total: row.total,
    cells: row.cells.map((cell) => ({ kind: kindOfCell(cell), text: cellWords(cell) })),
  })),
  notes: tableNotes(table, document),
})

function sectionOf(section: ProfileSection, document: ProfileDocument) {
  const bars = section.charts.filter((chart) => chart.kind !== 'line')
  const isHalf = (chart: ProfileChart) => bars.length === 2 && chart.kind !== 'line'
  const numbered = section.charts.map((chart, index) =>
    chartOf(chart, `${section.number}.${index + 1}`, isHalf(chart)),
  )
  return {
    title: `${section.number} ${section.title}`,
    claim: runWords(section.claim),
    paragraphs: section.paragraphs.map(({ runs }) => runWords(runs)).filter((words) => words !== ''),
    charts: [...numbered.filter(({ wide }) => wide), ...numbered.filter(({ wide }) => !wide)],
    tables: section.tables.map((table, index) =>
      tableOf(table, `${section.number}.${section.charts.length + index + 1}`, document),
    ),
    missing: section.missing,
    limits: section.cannotSay.join(' '),
  }
}

const pagesOf = (document: ProfileDocument) => ({
  title: document.title,
  description: `${document.marking}. ${document.policy.words}`,
  marking: document.marking,
  ...pageWords(document),
  synthetic: document.synthetic ? syntheticWords : '',
  facts: coverFacts(document),
  policy: document.policy.words,
  sections: document.sections.map((section) => sectionOf(section, document)),
})

/**
 * The document as PDF/UA-1 (ISO 14289-1): tagged, with bookmarks, alternative text for every chart, headed tables, the marking at the head and the
 * foot of each page. Typst sets it, in this process, with embedded typefaces and no date of making.
 */
export async function renderPdf(document: ProfileDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: await readPrintFonts() }] })
  const pages = { document: JSON.stringify(pagesOf(document)) }
  const bytes = compiler.pdf(
    { mainFileContent: pdfTemplate, inputs: pages },
    { pdfStandard: 'ua-1', pdfTags: true },
  )
  compiler.evictCache(0)
  return new Uint8Array(bytes)
}
