import type { ProfileChart } from '../../contract/index.ts'
import { drawChart, type Shape } from '../../drawing/chart.ts'

/** Hues of meanings on white paper; `written` is dark enough for words (4.5 to 1). */
export const paperHues = {
  line: { drawn: '#2f5fcb', written: '#2f5fcb' },
  person: { drawn: '#7a3477', written: '#7a3477' },
  place: { drawn: '#7d8823', written: '#5e6716' },
  harm: { drawn: '#a8160f', written: '#a8160f' },
  treatment: { drawn: '#04755c', written: '#04755c' },
  neutral: { drawn: '#5f6773', written: '#5f6773' },
} as const

/** The style rules of a chart's shapes. @param within what stands before each selector: `svg ` in a page */
export const chartStyles = (within: string): string => {
  const rule = (selector: string, style: string) => `${within}${selector} { ${style} }`
  return [
    rule(
      'text',
      'font-family: "IBM Plex Sans", "Segoe UI", sans-serif; font-size: 11.2px; font-weight: 400; fill: #434a55;',
    ),
    rule('.axis', 'font-size: 10.7px; fill: #5f6773;'),
    rule('.gap', 'font-size: 10.7px; fill: #5f6773;'),
    rule('.category', 'fill: #14181f;'),
    rule('.value', 'fill: #14181f;'),
    rule('.label', 'font-weight: 600;'),
    rule('.hair', 'stroke: #dcdfe4; fill: none;'),
    rule('.zero', 'stroke: #7c838e; fill: none;'),
    rule('.series', 'fill: none; stroke-width: 1.8;'),
    rule('.dashed', 'stroke-dasharray: 5 3;'),
    rule('.hidden-bar', 'fill: #ffffff; stroke: #7c838e; stroke-dasharray: 2 2;'),
    rule('.hollow', 'fill-opacity: 0.35;'),
    rule('.area', 'fill: #f4f5f7; stroke: #7c838e; stroke-width: 0.8;'),
    rule('.label', 'fill: #14181f;'),
    rule('.halo', 'stroke: #f4f5f7; stroke-width: 3; stroke-linejoin: round;'),
    ...Object.entries(paperHues).flatMap(([name, { drawn, written }]) => [
      rule(`.stroke-${name}`, `stroke: ${drawn};`),
      rule(`.fill-${name}`, `fill: ${drawn};`),
      rule(`.text-${name}`, `fill: ${written};`),
    ]),
  ].join('\n')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => escapes[character]!)

export const shapeMarkup = ({ tag, attributes, text }: Shape): string => {
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
  return text === undefined ? `<${tag}${written}/>` : `<${tag}${written}>${escaped(text)}</${tag}>`
}

export const chartAlternative = (chart: ProfileChart): string => `${chart.title}. ${chart.alternative}`

/** A chart as an SVG file of its own. @param width in CSS pixels */
export function chartPicture(chart: ProfileChart, width: number): string {
  const drawing = drawChart(chart, width)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${drawing.width}" height="${drawing.height}" viewBox="0 0 ${drawing.width} ${drawing.height}"><style>${chartStyles('')}</style>${drawing.shapes.map(shapeMarkup).join('')}</svg>`
}
