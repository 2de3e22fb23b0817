import type {
  ProfileChart,
  ProfileDocument,
  ProfileSection,
  ProfileTable,
  ReleasedCell,
} from '../../contract/index.ts'
import { drawChart } from '../../drawing/chart.ts'
import { chartAlternative, escaped, shapeMarkup } from './chart-picture.ts'
import {
  coverFacts,
  isColumnOfReasons,
  isShortTable,
  isWideTable,
  pageWords,
  runWords,
  syntheticWords,
  tableNotes,
  unitWords,
} from './document-words.ts'
import { pageStyles } from './html-styles.ts'
import type { Typeface } from './typefaces.ts'

const runsOf = (runs: readonly { text: string }[]): string => escaped(runWords(runs))

function figureOf(chart: ProfileChart, number: string, width: number): string {
  const drawing = drawChart(chart, width)
  return `<figure><h3>Figure ${number} ${escaped(chart.title)}</h3><p class="unit">${escaped(chart.unit)}</p>
<svg viewBox="0 0 ${drawing.width} ${drawing.height}" role="img" aria-label="${escaped(chartAlternative(chart))}">${drawing.shapes.map(shapeMarkup).join('')}</svg>
<p class="source">Source: ${escaped(chart.source)}</p></figure>`
}

function cellHtml(cell: ReleasedCell, isOfReasons: boolean): string {
  if (typeof cell === 'number') return `<td>${cell.toLocaleString('en-GB')}</td>`
  if ('notComputable' in cell)
    return `<td class="reason${isOfReasons ? ' reasons' : ''}${cell.notComputable.length > 30 ? ' long' : ''}">${escaped(cell.notComputable)}</td>`
  return cell.suppressed === 'primary'
    ? '<td><abbr title="a small count, suppressed">[c]</abbr></td>'
    : '<td><abbr title="suppressed to protect another">[d]</abbr></td>'
}

function tableOf(table: ProfileTable, number: string, document: ProfileDocument): string {
  const reasons = table.columns.map((_, index) => isColumnOfReasons(table, index))
  return `<div class="table${isShortTable(table) ? ' whole' : ''}"><h3 id="table-${number}">Table ${number} ${escaped(table.title)}</h3><p class="unit">${escaped(unitWords(table, document))}</p>
<table aria-labelledby="table-${number}"><thead><tr><td></td>${table.columns.map((column, index) => `<th scope="col"${reasons[index] ? ' class="reasons"' : ''}>${escaped(column)}</th>`).join('')}</tr></thead>
<tbody>${table.rows.map((row) => `<tr${row.total ? ' class="total"' : ''}><th scope="row">${escaped(row.label)}</th>${row.cells.map((cell, index) => cellHtml(cell, reasons[index] ?? false)).join('')}</tr>`).join('\n')}</tbody></table>
<p class="notes">${escaped(tableNotes(table, document))}</p></div>`
}

/** Narrow tables stand two by two, wide ones alone. */
function tablesOf(section: ProfileSection, document: ProfileDocument, first: number): string {
  const rows: string[] = []
  let waiting: string | null = null
  section.tables.forEach((table, index) => {
    const html = tableOf(table, `${section.number}.${first + index}`, document)
    if (isWideTable(table)) {
      if (waiting !== null) rows.push(waiting)
      waiting = null
      rows.push(html)
    } else if (waiting === null) waiting = html
    else {
      rows.push(`<div class="pair">${waiting}${html}</div>`)
      waiting = null
    }
  })
  if (waiting !== null) rows.push(`<div class="pair">${waiting}</div>`)
  return rows.join('\n')
}

function figuresOf(section: ProfileSection): string {
  const bars = section.charts.filter((chart) => chart.kind !== 'line').length
  const html = section.charts.map((chart, index) => ({
    chart,
    html: figureOf(chart, `${section.number}.${index + 1}`, chart.kind !== 'line' && bars === 2 ? 330 : 665),
  }))
  const pair = bars === 2 ? html.filter(({ chart }) => chart.kind !== 'line') : []
  const alone = html.filter((one) => !pair.includes(one))
  return `${alone.map((one) => one.html).join('\n')}${pair.length > 0 ? `<div class="pair">${pair.map((one) => one.html).join('')}</div>` : ''}`
}

const sectionTop = (document: ProfileDocument): string =>
  `<p class="marking">${escaped(document.marking)}</p>${document.synthetic ? `<p class="banner">${syntheticWords}</p>` : ''}`

function sectionOf(section: ProfileSection, document: ProfileDocument): string {
  const said = section.paragraphs.filter((one) => one.runs.length > 0)
  const words = said.map((one) => one.runs.map((run) => run.text).join('')).join(' ').length
  const missing =
    section.missing.length > 0
      ? `<p class="missing"><strong>Not loaded.</strong> ${section.missing.map((one) => `<strong>${escaped(one.name)}</strong>: ${escaped(one.why)}`).join('; ')}.</p>`
      : ''
  return `<section class="sheet${section.tables.some((table) => table.columns.length > 2 && table.rows.some((row) => row.label.length > 50)) ? ' wordy' : ''}" id="${escaped(section.sectionId)}" aria-labelledby="title-${section.number}">${sectionTop(document)}
<div class="opening"><h2 id="title-${section.number}">${section.number} ${escaped(section.title)}</h2>
${section.claim.length > 0 ? `<p class="lead">${runsOf(section.claim)}</p>` : ''}
<div class="words${words < 420 ? ' short' : ''}">${said.map((one) => `<p>${runsOf(one.runs)}</p>`).join('\n')}</div></div>
${figuresOf(section)}
${tablesOf(section, document, section.charts.length + 1)}
${missing}
<div class="limits"><p><strong>What this cannot say.</strong> ${section.cannotSay.map(escaped).join(' ')}</p></div>
<p class="marking marking-end">${escaped(document.marking)}</p></section>`
}

function coverOf(document: ProfileDocument): string {
  const facts = coverFacts(document)
  return `<header class="sheet cover"><p class="marking">${escaped(document.marking)}</p><h1>${escaped(document.title)}</h1>
${document.synthetic ? `<p class="synthetic">${syntheticWords}</p>` : ''}
<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<h2 class="minor">Sections</h2><ol class="contents">${document.sections.map((section) => `<li><a href="#${escaped(section.sectionId)}">${section.number} ${escaped(section.title)}</a></li>`).join('')}</ol>
<p class="notes">${escaped(document.policy.words)}</p><p class="marking marking-end">${escaped(document.marking)}</p></header>`
}

/** The whole document as one HTML file: no script, no network, A4 when printed, the marking on each page. */
export function renderHtml(document: ProfileDocument, typefaces: readonly Typeface[]): string {
  const fonts = typefaces
    .map(
      (face) =>
        `@font-face { font-family: "IBM Plex Sans"; font-weight: ${face.weight}; font-style: normal; src: url(data:font/woff2;base64,${face.base64}) format("woff2"); }`,
    )
    .join('\n')
  const styles = pageStyles({ marking: document.marking, ...pageWords(document) })
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Hubline"><title>${escaped(document.title)}, edition ${document.edition} (${escaped(document.marking)})</title>
<style>${fonts}${styles}</style></head>
<body>${coverOf(document)}<main>${document.sections.map((section) => sectionOf(section, document)).join('\n')}</main></body></html>
`
}
