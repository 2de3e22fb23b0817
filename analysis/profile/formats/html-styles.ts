import { chartStyles } from './chart-picture.ts'

const footBox =
  'font: 6.8pt/9pt "IBM Plex Sans", "Segoe UI", sans-serif; color: #434a55; vertical-align: top; padding-top: 2mm; border-top: 0.6pt solid #14181f; margin-top: 4mm;'

/** The printed page: white in every theme, marking on each page, no colour without a meaning. */
export const pageStyles = (words: {
  marking: string
  head: string
  period: string
  foot: string
}): string => `
@page {
  size: A4; margin: 27mm 17mm 27mm;
  @top-left { content: ${quoted(words.head)}; font: 7.5pt "IBM Plex Sans", "Segoe UI", sans-serif; color: #434a55; vertical-align: bottom; padding-bottom: 3mm; border-bottom: 0.6pt solid #14181f; margin-bottom: 4mm; }
  @top-center { content: ${quoted(words.marking)}; font: 600 8.5pt "IBM Plex Sans", "Segoe UI", sans-serif; letter-spacing: 0.04em; color: #14181f; vertical-align: bottom; padding-bottom: 3mm; border-bottom: 0.6pt solid #14181f; margin-bottom: 4mm; }
  @top-right { content: ${quoted(words.period)}; font: 7.5pt "IBM Plex Sans", "Segoe UI", sans-serif; color: #434a55; vertical-align: bottom; padding-bottom: 3mm; border-bottom: 0.6pt solid #14181f; margin-bottom: 4mm; }
  @bottom-left { content: ${quoted(words.foot)}; width: 62mm; ${footBox} text-align: left; }
  @bottom-center { content: ${quoted(words.marking)}; ${footBox} font: 600 8.5pt "IBM Plex Sans", "Segoe UI", sans-serif; letter-spacing: 0.04em; color: #14181f; }
  @bottom-right { content: counter(page) " of " counter(pages); width: 62mm; ${footBox} text-align: right; }
}
* { box-sizing: border-box; }
html { background: #d9dce1; color: #14181f; font: 9.6pt/13.6pt "IBM Plex Sans", "Segoe UI", system-ui, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
body { margin: 0; }
main, .cover { display: block; max-width: 210mm; margin: 8mm auto; background: #fff; }
.sheet { padding: 14mm 17mm; margin: 0 auto 8mm; max-width: 210mm; background: #fff; }
main { background: none; margin-top: 0; }
.marking { text-align: center; font-weight: 600; font-size: 8.5pt; letter-spacing: 0.04em; margin: 0 0 5mm; }
.marking-end { margin: 7mm 0 0; }
h1 { font-size: 24pt; line-height: 29pt; margin: 2mm 0 2mm; font-weight: 600; }
h2 { font-size: 19pt; line-height: 23pt; font-weight: 600; margin: 0 0 2mm; break-after: avoid; }
h3 { font-size: 9.6pt; line-height: 13pt; font-weight: 600; margin: 0; }
p { margin: 0 0 2mm; }
.lead { font-size: 12pt; line-height: 16pt; font-weight: 600; margin: 0 0 4mm; max-width: 150mm; break-after: avoid; }
.words { columns: 2; column-gap: 8mm; margin-bottom: 4mm; }
.words.short { columns: 1; max-width: 140mm; }
.words p { break-inside: avoid; }
figure { margin: 0 0 5mm; padding-top: 2mm; border-top: 0.6pt solid #14181f; break-inside: avoid; }
figure .unit, .table .unit { color: #434a55; margin: 0 0 1mm; }
.source, .notes { font-size: 7.5pt; line-height: 10pt; color: #5f6773; margin: 1mm 0 0; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm; align-items: start; }
.table { padding-top: 2mm; margin: 0 0 5mm; border-top: 0.6pt solid #14181f; }
.table.whole { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; line-height: 11.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
thead th { min-width: 13mm; }
th { font-weight: 500; text-align: right; vertical-align: bottom; padding: 1mm 0 1mm 2.5mm; border-bottom: 0.6pt solid #7c838e; font-size: 7.5pt; line-height: 10pt; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tbody th { vertical-align: top; font-weight: 400; font-size: 8.5pt; line-height: 11.5pt; border-bottom: 0.4pt solid #dcdfe4; padding: 1.1mm 2mm 1.1mm 0; }
td { text-align: right; padding: 1.1mm 0 1.1mm 2.5mm; border-bottom: 0.4pt solid #dcdfe4; vertical-align: top; }
thead td { border-bottom: 0.6pt solid #7c838e; }
.total td, .total th { font-weight: 600; }
tbody tr:last-child td, tbody tr:last-child th { border-bottom: 0.6pt solid #14181f; }
.reason { font-size: 7.5pt; line-height: 10pt; color: #434a55; }
.reasons { text-align: left; }
abbr { text-decoration: none; }
.reason.long { min-width: 52mm; } .opening { break-inside: avoid; }
.limits { border-left: 1.6pt solid #14181f; padding: 0.5mm 0 0.5mm 4mm; margin: 4mm 0 0; break-inside: avoid; }
.limits p { margin: 0; }
.missing { margin: 0 0 4mm; padding: 2mm 4mm; background: #f4f5f7; border: 0.4pt solid #dcdfe4; font-size: 8.5pt; line-height: 12pt; break-inside: avoid; break-after: avoid; }
.wordy thead td { width: 38%; }
.contents { margin: 1mm 0 0; }
.contents { list-style: none; padding: 0; columns: 2; column-gap: 8mm; }
.contents a { color: inherit; text-decoration: none; display: inline-block; min-height: 24px; min-width: 24px; line-height: 24px; }
h2.minor { font-size: 9.6pt; line-height: 13pt; margin: 0; }
.facts { margin: 4mm 0; display: grid; grid-template-columns: 34mm 1fr; gap: 1.5mm 4mm; }
.facts dt { color: #5f6773; } .facts dd { margin: 0; }
.synthetic { border: 0.8pt solid #14181f; padding: 2mm 4mm; font-weight: 600; margin: 4mm 0; }
.banner { font-size: 7.5pt; color: #434a55; text-align: center; margin: -4mm 0 5mm; }
${chartStyles('svg ')}
@media print {
  html { background: #fff; }
  .sheet { padding: 0; margin: 9mm 0 0; max-width: none; }
  .sheet.cover { margin: 0; } .sheet.cover + main > .sheet:first-child { margin-top: 7mm; }
  main > .sheet:nth-child(2) { break-before: page; margin-top: 0; }
  .opening > h2 { border-top: 1.4pt solid #14181f; padding-top: 2.5mm; }
  .opening + figure { break-before: auto; }
  .sheet > .marking, .sheet > .banner { display: none; }
  @supports (-moz-appearance: none) or (font: -apple-system-body) { .sheet > .marking, .sheet > .banner { display: block; } }
}
@media screen and (max-width: 700px) { .words, .contents { columns: 1; } .pair { display: block; } .sheet { padding: 6mm; } .table { overflow-x: auto; } }
`

const cssText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[\r\n<>]/g, ' ')
const quoted = (text: string): string => `"${cssText(text)}"`
