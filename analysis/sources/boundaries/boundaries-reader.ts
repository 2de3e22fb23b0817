import type { ContentPreview, Reader } from '../reader.ts'
import { loadBoundaries } from './load-boundaries.ts'
import { type GeoJsonAreas, isJson, readGeoJson } from './read-geojson.ts'

const previewRows = 20

function previewOfAreas(read: GeoJsonAreas): ContentPreview {
  const columns = ['name', 'code', 'population'] as const
  const rows = read.areas
    .slice(0, previewRows)
    .map((area) => [area.name, area.code, area.population === null ? null : String(area.population)])
  const people = read.areas.filter((area) => area.population !== null).length
  return {
    layout: `GeoJSON, ${read.projection.name}`,
    because: `It holds ${read.areas.length} areas of ${read.rowsRead} features. ${read.projection.words} ${people > 0 ? `${people} of them say how many people live there.` : 'None says how many people live there, so no rates can be worked out.'}`,
    sheets: [],
    columns: columns.map((header, index) => ({
      header,
      field: header,
      certainty: 'inferred' as const,
      samples: rows.slice(0, 3).map((row) => row[index] ?? ''),
    })),
    rows,
    mapping: null,
    fields: [],
    problems: read.setAside.slice(0, 5).map((one) => `Feature ${one.rowNumber}: ${one.detail}.`),
  }
}

/** Areas in GeoJSON. @throws ExpectedError as `readGeoJson` */
export const boundariesReader: Reader<GeoJsonAreas> = {
  sniff: async ({ file, name }) => (isJson(file) ? readGeoJson(file, name) : null),
  preview: async (areas) => previewOfAreas(areas),
  load: (areas, { file, name }, { write, details }) =>
    write((connection) => loadBoundaries(connection, name, file, areas, details)),
}
