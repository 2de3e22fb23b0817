import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ProfileChart } from '../../contract/index.ts'
import { chartPicture } from './chart-picture.ts'
import { readPrintFonts } from './typefaces.ts'

/** One drawing in two forms: the SVG, and the same as a PNG for readers that draw no SVG. */
export interface MapPicture {
  readonly svg: Uint8Array
  readonly png: Uint8Array
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
}

const pixelsPerPixel = 3

let started: Promise<void> | null = null

/** The WebAssembly module starts once in a process; it refuses a second start. */
function startRasteriser(initialise: (bytes: Promise<Uint8Array>) => Promise<void>): Promise<void> {
  started ??= initialise(
    readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')),
  ).catch((error: unknown) => {
    started = null
    throw error
  })
  return started
}

/**
 * Draws the maps of a document as the page and the PDF draw them, with the embedded typefaces.
 * @param width of each map in CSS pixels
 */
export async function drawMapPictures(
  charts: readonly ProfileChart[],
  width: number,
): Promise<ReadonlyMap<string, MapPicture>> {
  const maps = charts.filter((chart) => chart.kind === 'map')
  if (maps.length === 0) return new Map()
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  await startRasteriser(initWasm)
  const fontBuffers = (await readPrintFonts()).map((font) => new Uint8Array(font))
  return new Map(
    maps.map((chart) => {
      const svg = chartPicture(chart, width)
      const drawing = new Resvg(svg, {
        fitTo: { mode: 'zoom', value: pixelsPerPixel },
        background: '#ffffff',
        font: { fontBuffers, defaultFontFamily: 'IBM Plex Sans' },
      })
      const image = drawing.render()
      const picture = {
        svg: new TextEncoder().encode(svg),
        png: image.asPng(),
        width,
        height: image.height / pixelsPerPixel,
      }
      image.free()
      drawing.free()
      return [chart.chartId, picture] as const
    }),
  )
}
