import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import type { Label } from './labels.ts'
import {
  groupNames,
  innerRing,
  isHollow,
  isLine,
  type Point,
  radiusOf,
  type Shape,
  shapeOf,
  widthOf,
} from './model.ts'
import type { Arc, Size } from './ring-layout.ts'
import type { Palette } from './stylesheet.ts'

export interface Drawing {
  readonly title: string
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
  readonly places: Readonly<Record<string, Point>>
  readonly arcs: readonly Arc[]
  readonly labels: readonly Label[]
  readonly size: Size
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const corners: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  triangle: [
    [0, -1],
    [1, 1],
    [-1, 1],
  ],
  pentagon: [
    [0, -1],
    [1, -0.25],
    [0.63, 1],
    [-0.63, 1],
    [-1, -0.25],
  ],
}

/** One mark as SVG, its middle at the point. */
export const markOf = (shape: Shape, { x, y }: Point, radius: number, attributes: string): string =>
  shape === 'circle'
    ? `<circle cx="${x}" cy="${y}" r="${radius}" ${attributes}/>`
    : `<polygon points="${corners[shape].map(([right, down]) => `${x + right * radius},${y + down * radius}`).join(' ')}" ${attributes}/>`

const dashes = { recorded: '', inferred: ' stroke-dasharray="6 4"', assumed: ' stroke-dasharray="1.5 4"' }
const [top, foot] = [48, 54]

/** The picture as a file of its own: marking above and below, what it shows, and who made it and why. */
export const svgOf = (drawing: Drawing, palette: Palette, marking: string, caption: string): string => {
  const { places, size } = drawing
  const inner = innerRing(drawing.nodes)
  const words = (x: number, y: number, text: string, attributes: string) =>
    `<text x="${x}" y="${y}" ${attributes}>${escaped(text)}</text>`
  const edges = drawing.edges.map((edge) => {
    const [from, to] = [places[edge.from], places[edge.to]]
    if (!from || !to) return ''
    const colour = inner.has(edge.from) && inner.has(edge.to) ? palette.ink2 : palette.control
    return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${colour}" stroke-width="${widthOf(edge)}"${dashes[edge.certainty]}/>`
  })
  const nodes = drawing.nodes.map((node) => {
    const place = places[node.node]
    if (!place) return ''
    const colour = isLine(node.role) ? palette.line : palette.person
    const paint = isHollow(node.role)
      ? `fill="${palette.canvas}" stroke="${colour}" stroke-width="1.6"`
      : `fill="${colour}" stroke="${palette.canvas}" stroke-width="1.2"`
    return markOf(shapeOf(node.role), place, radiusOf(node), paint)
  })
  const halo = `paint-order="stroke" stroke="${palette.canvas}" stroke-width="3" stroke-linejoin="round"`
  const labels = drawing.labels.flatMap((label) => [
    words(
      label.x,
      label.y,
      label.name,
      `text-anchor="${label.anchor}" font-weight="600" fill="${palette.ink}" ${halo}`,
    ),
    words(label.x, label.y + 13, label.fact, `text-anchor="${label.anchor}" fill="${palette.ink2}" ${halo}`),
  ])
  const arcs = drawing.arcs.flatMap((arc) => [
    `<path d="${arc.path}" fill="none" stroke="${palette.control}" stroke-width="1.5"/>`,
    words(
      arc.label.x,
      arc.label.y,
      `${arc.count} ${groupNames[arc.group] ?? arc.group}`,
      `font-weight="600" fill="${palette.ink}" ${halo}`,
    ),
  ])
  const height = size.height + top + foot
  const band = `text-anchor="middle" font-weight="700" letter-spacing="0.5" fill="${palette.ink}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" font-family="IBM Plex Sans, sans-serif" font-size="12">`,
    `<title>${escaped(drawing.title)}</title>`,
    `<rect width="${size.width}" height="${height}" fill="${palette.canvas}"/>`,
    words(size.width / 2, 18, marking, band),
    words(16, 38, drawing.title, `font-size="15" font-weight="600" fill="${palette.ink}"`),
    `<g transform="translate(0 ${top})">`,
    ...arcs,
    ...edges,
    ...nodes,
    ...labels,
    '</g>',
    words(
      16,
      height - 32,
      'Solid: recorded in rows. Dashed: inferred by a method. Dotted: assumed by an analyst.',
      `font-size="11" fill="${palette.ink2}"`,
    ),
    words(16, height - 18, caption, `font-size="11" fill="${palette.ink2}"`),
    words(size.width / 2, height - 4, marking, band),
    '</svg>',
  ].join('\n')
}

/** The same at twice the size in pixels. */
export const pngOf = async (svg: string, { width, height }: Size): Promise<Blob> => {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * 2
    canvas.height = (height + top + foot) * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))),
        'image/png',
      )
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
