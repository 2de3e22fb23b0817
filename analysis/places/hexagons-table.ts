import {
  Table as ArrowTable,
  Bool,
  Float64,
  makeVector,
  RecordBatchStreamWriter,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { Table } from '../contract/index.ts'
import type { StudyArea } from './study-area.ts'

export interface HexagonFigures {
  readonly count: Float64Array
  readonly value: Float64Array
  readonly z: Float64Array | null
  readonly pValue: Float64Array | null
  readonly qValue: Float64Array | null
  /** Whether there was enough to test. */
  readonly tested: Uint8Array
  readonly hot: Uint8Array
}

const cellNames = new WeakMap<StudyArea, ReturnType<typeof namesOf>>()
const namesOf = (area: StudyArea) => vectorFromArray(area.hexagons as string[], new Utf8())

const figures = (values: Float64Array | null, length: number) =>
  values && !values.some(Number.isNaN)
    ? makeVector(values)
    : vectorFromArray(
        Array.from({ length }, (_, index) => {
          const value = values?.[index] ?? Number.NaN
          return Number.isNaN(value) ? null : value
        }),
        new Float64(),
      )

/** One row per hexagon of the study area, in the study area's order, as Arrow. */
export async function hexagonsTable(area: StudyArea, given: HexagonFigures): Promise<Table> {
  const rowCount = area.hexagons.length
  const names = cellNames.get(area) ?? namesOf(area)
  cellNames.set(area, names)
  const table = new ArrowTable({
    cell: names,
    latitude: makeVector(area.latitude),
    longitude: makeVector(area.longitude),
    count: makeVector(Int32Array.from(given.count)),
    value: figures(given.value, rowCount),
    z: figures(given.z, rowCount),
    pValue: figures(given.pValue, rowCount),
    qValue: figures(given.qValue, rowCount),
    tested: vectorFromArray(Array.from(given.tested, Boolean), new Bool()),
    hot: vectorFromArray(Array.from(given.hot, Boolean), new Bool()),
  })
  const writer = RecordBatchStreamWriter.writeAll(table)
  return {
    rowCount,
    arrow: new Blob([(await writer.toUint8Array()) as Uint8Array<ArrayBuffer>], {
      type: 'application/vnd.apache.arrow.stream',
    }),
  }
}
