import type { NetworkEdge, NetworkNode, NetworkRole } from '../../../analysis/contract/index.ts'
import { closedGroup } from './group-places.ts'
import type { DrawnGroup } from './groups.ts'
import type { Label } from './labels.ts'
import type { Size } from './model.ts'
import {
  groupNames,
  innerRing,
  isHollow,
  isLine,
  type Point,
  radiusOf,
  roleNames,
  type Shape,
  shapeOf,
  widthOf,
} from './model.ts'
import type { Arc } from './ring-layout.ts'
import type { Palette } from './stylesheet.ts'

/** A frame round the members of an open group. */
export interface Frame {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Drawing {
  readonly title: string
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
  readonly groups: readonly DrawnGroup[]
  readonly frames: readonly Frame[]
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
const [top, foot] = [48, 76]

const words = (x: number, y: number, text: string, attributes: string): string =>
  `<text x="${x}" y="${y}" ${attributes}>${escaped(text)}</text>`

const haloOf = (palette: Palette): string =>
  `paint-order="stroke" stroke="${palette.canvas}" stroke-width="3" stroke-linejoin="round"`

const paintOf = (role: NetworkRole, palette: Palette): string => {
  const colour = isLine(role) ? palette.line : palette.person
  return isHollow(role)
    ? `fill="${palette.canvas}" stroke="${colour}" stroke-width="1.6"`
    : `fill="${colour}" stroke="${palette.canvas}" stroke-width="1.2"`
}

const edgesOf = ({ edges, nodes, places }: Drawing, palette: Palette): string[] => {
  const inner = innerRing(nodes)
  return edges.map((edge) => {
    const [from, to] = [places[edge.from], places[edge.to]]
    if (!from || !to) return ''
    const colour = inner.has(edge.from) && inner.has(edge.to) ? palette.ink2 : palette.control
    return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${colour}" stroke-width="${widthOf(edge)}"${dashes[edge.certainty]}/>`
  })
}

const nodesOf = ({ nodes, places }: Drawing, palette: Palette): string[] =>
  nodes.map((node) => {
    const place = places[node.node]
    return place ? markOf(shapeOf(node.role), place, radiusOf(node), paintOf(node.role, palette)) : ''
  })

const framesOf = ({ frames }: Drawing, palette: Palette): string[] =>
  frames.flatMap(({ label, x, y, width, height }) => [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${palette.frame}" fill-opacity="0.75" stroke="${palette.ink2}" stroke-width="1.5"/>`,
    words(
      x + width / 2,
      y - 5,
      label,
      `text-anchor="middle" font-weight="600" fill="${palette.ink}" ${haloOf(palette)}`,
    ),
  ])

const groupMark = ({ x, y }: Point, count: string, palette: Palette): string[] => {
  const { width, height } = closedGroup
  const rect = (inset: number) =>
    `<rect x="${x - width / 2 + inset}" y="${y - height / 2 + inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="4" fill="${palette.canvas}" stroke="${palette.ink}"/>`
  return [
    rect(0),
    rect(3),
    words(x, y + 5, count, `text-anchor="middle" font-size="13" font-weight="600" fill="${palette.ink}"`),
  ]
}

const groupsOf = ({ groups, places }: Drawing, palette: Palette): string[] =>
  groups.flatMap((group) => {
    const place = places[group.id]
    return place && !group.isOpen ? groupMark(place, String(group.shown.length), palette) : []
  })

const labelsOf = ({ labels }: Drawing, palette: Palette): string[] =>
  labels.flatMap((label) => [
    words(
      label.x,
      label.y,
      label.name,
      `text-anchor="${label.anchor}" font-weight="600" fill="${palette.ink}" ${haloOf(palette)}`,
    ),
    words(
      label.x,
      label.y + 13,
      label.fact,
      `text-anchor="${label.anchor}" fill="${palette.ink2}" ${haloOf(palette)}`,
    ),
  ])

const arcsOf = ({ arcs }: Drawing, palette: Palette): string[] =>
  arcs.flatMap((arc) => [
    `<path d="${arc.path}" fill="none" stroke="${palette.control}" stroke-width="1.5"/>`,
    words(
      arc.label.x,
      arc.label.y,
      `${arc.count} ${groupNames[arc.group] ?? arc.group}`,
      `font-weight="600" fill="${palette.ink}" ${haloOf(palette)}`,
    ),
  ])

/** The shapes that are drawn and what they mean, in one row. */
const keyOf = ({ nodes, groups }: Drawing, y: number, palette: Palette): string[] => {
  const roles = (Object.keys(roleNames) as NetworkRole[]).filter((role) =>
    nodes.some((node) => node.role === role),
  )
  let x = 22
  const marks = roles.flatMap((role) => {
    const at = x
    x += 26 + roleNames[role].length * 6.4
    return [
      markOf(shapeOf(role), { x: at, y: y - 4 }, 5, paintOf(role, palette)),
      words(at + 10, y, roleNames[role], `font-size="11" fill="${palette.ink2}"`),
    ]
  })
  if (!groups.some(({ isOpen }) => !isOpen)) return marks
  return [
    ...marks,
    `<rect x="${x - 5}" y="${y - 11}" width="22" height="13" rx="3" fill="${palette.canvas}" stroke="${palette.ink}"/>`,
    `<rect x="${x - 3}" y="${y - 9}" width="18" height="9" rx="2" fill="${palette.canvas}" stroke="${palette.ink}"/>`,
    words(x + 24, y, 'group made by hand, how many', `font-size="11" fill="${palette.ink2}"`),
  ]
}

/** The picture as a file of its own: marking above and below, what it shows, its key, and who made it and why. */
export const svgOf = (drawing: Drawing, palette: Palette, marking: string, caption: string): string => {
  const { size } = drawing
  const height = size.height + top + foot
  const band = `text-anchor="middle" font-weight="700" letter-spacing="0.5" fill="${palette.ink}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" font-family="IBM Plex Sans, sans-serif" font-size="12">`,
    `<title>${escaped(drawing.title)}</title>`,
    `<rect width="${size.width}" height="${height}" fill="${palette.canvas}"/>`,
    words(size.width / 2, 18, marking, band),
    words(16, 38, drawing.title, `font-size="15" font-weight="600" fill="${palette.ink}"`),
    `<g transform="translate(0 ${top})">`,
    ...arcsOf(drawing, palette),
    ...framesOf(drawing, palette),
    ...edgesOf(drawing, palette),
    ...nodesOf(drawing, palette),
    ...groupsOf(drawing, palette),
    ...labelsOf(drawing, palette),
    '</g>',
    ...keyOf(drawing, height - 54, palette),
    words(
      16,
      height - 36,
      'Solid: recorded in rows. Dashed: inferred by a method. Dotted: assumed by an analyst. A tie of a group is as sure as its surest part.',
      `font-size="11" fill="${palette.ink2}"`,
    ),
    words(16, height - 20, caption, `font-size="11" fill="${palette.ink2}"`),
    words(size.width / 2, height - 5, marking, band),
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
