import type { StylesheetJson } from 'cytoscape'
import { closedGroup } from './group-places.ts'

/** Values of the design tokens as the page has them now; a canvas cannot read CSS variables. */
export interface Palette {
  readonly canvas: string
  readonly control: string
  readonly ink: string
  readonly ink2: string
  readonly line: string
  readonly person: string
  readonly mark: string
  readonly markEdge: string
  readonly frame: string
  readonly hair2: string
}

export const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    canvas: token('canvas'),
    control: token('control'),
    ink: token('ink'),
    ink2: token('ink-2'),
    line: token('line'),
    person: token('person'),
    mark: token('mark'),
    markEdge: token('mark-edge'),
    frame: token('frame'),
    hair2: token('hair-2'),
  }
}

const cytoscapeShapes = {
  diamond: 'diamond',
  square: 'rectangle',
  triangle: 'triangle',
  pentagon: 'pentagon',
  circle: 'ellipse',
} as const

const nodeStyles = (palette: Palette): StylesheetJson => [
  {
    selector: 'node',
    style: {
      'background-color': palette.person,
      'border-width': 1.2,
      'border-color': palette.canvas,
      'z-index': 10,
      'overlay-opacity': 0,
    },
  },
  { selector: 'node[size]', style: { width: 'data(size)', height: 'data(size)' } },
  ...Object.entries(cytoscapeShapes).map(([shape, drawn]) => ({
    selector: `node[shape = "${shape}"]`,
    style: { shape: drawn },
  })),
  { selector: 'node[?isLine]', style: { 'background-color': palette.line } },
  {
    selector: 'node[?isHollow]',
    style: { 'background-color': palette.canvas, 'border-width': 1.6, 'border-color': palette.person },
  },
  { selector: 'node[?isHollow][?isLine]', style: { 'border-color': palette.line } },
  {
    selector: 'node[halo]',
    style: {
      shape: 'round-rectangle',
      'corner-radius': '15px',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': palette.mark,
      'border-width': 1.6,
      'border-color': palette.ink,
      'z-index': 5,
      events: 'no',
    },
  },
  { selector: 'node[?isPinned]', style: { 'border-width': 2.4, 'border-color': palette.ink } },
]

/** Frames of communities, and groups made by hand, open and closed. */
const groupStyles = (palette: Palette): StylesheetJson => [
  {
    selector: 'node[?isFrame], node[?isOpenGroup]',
    style: {
      shape: 'round-rectangle',
      'background-opacity': 0,
      'border-width': 1,
      'border-color': palette.hair2,
      padding: '14px',
      label: 'data(label)',
      color: palette.ink2,
      'font-family': 'IBM Plex Sans',
      'font-size': 11,
      'text-valign': 'top',
      'text-margin-y': -3,
      'z-index': 1,
      events: 'no',
    },
  },
  {
    selector: 'node[?isOpenGroup]',
    style: {
      'background-color': palette.frame,
      'background-opacity': 0.75,
      'border-width': 1.5,
      'border-color': palette.ink2,
      color: palette.ink,
      'font-size': 12,
      'font-weight': 600,
      events: 'yes',
    },
  },
  {
    selector: 'node[?isOpenGroup][?isPicked]',
    style: { 'border-width': 3, 'border-color': palette.markEdge },
  },
  {
    selector: 'node[?isClosedGroup]',
    style: {
      shape: 'round-rectangle',
      width: closedGroup.width,
      height: closedGroup.height,
      'background-color': palette.canvas,
      'border-width': 4,
      'border-style': 'double',
      'border-color': palette.ink,
      label: 'data(label)',
      color: palette.ink,
      'font-family': 'IBM Plex Sans',
      'font-size': 13,
      'font-weight': 600,
      'text-valign': 'center',
      'text-halign': 'center',
    },
  },
]

const edgeStyles = (palette: Palette): StylesheetJson => [
  {
    selector: 'edge',
    style: {
      width: 'data(width)',
      'line-color': palette.control,
      'curve-style': 'straight',
      'z-index': 1,
      'overlay-opacity': 0,
    },
  },
  { selector: 'edge[?isInner]', style: { 'line-color': palette.ink2 } },
  {
    selector: 'edge[certainty = "inferred"]',
    style: { 'line-style': 'dashed', 'line-dash-pattern': [6, 4] },
  },
  {
    selector: 'edge[certainty = "assumed"]',
    style: { 'line-style': 'dashed', 'line-dash-pattern': [1.5, 4] },
  },
  { selector: 'edge[?isOnPath]', style: { 'line-color': palette.ink, width: 3 } },
]

export const stylesheet = (palette: Palette): StylesheetJson => [
  ...nodeStyles(palette),
  ...groupStyles(palette),
  ...edgeStyles(palette),
]
