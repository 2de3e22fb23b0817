import { createHash } from 'node:crypto'
import { mergeDimensions, placeOf } from './cell-keys.ts'
import { knownRange, type Range } from './knowledge.ts'
import { referencesOf } from './release-cells.ts'
import {
  type CellReference,
  type Movement,
  type PublishedCell,
  type ReleaseInput,
  type ReleaseRecord,
  releaseSchema,
} from './release-types.ts'

/** The data at one cut-off: every count, by what is counted and by its value. */
export type CountedContent = {
  /** One digest over all counts: equal data have the same, even after runs are repeated. */
  cutOff: string
  /** The count that each digest stands for. */
  cells: ReadonlyMap<string, CellReference>
  /** True values by place; only for use inside the engine. */
  values: ReadonlyMap<string, number>
  /** The digest of a count, undefined when it was not counted. */
  contentOf(cell: CellReference): string | undefined
  /**
   * How a count moved since it had one of these digests; undefined where it fell, or has none of them at any value.
   * @param range the values that it may have had
   */
  movementOf(cell: CellReference, contents: readonly string[], range: Range): Movement | undefined
}

const digestOf = (parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

const cellDigest = (secret: string, place: string, value: number): string =>
  digestOf([secret, place, value]).slice(0, 24)

/** The places of one release, in its own dimensions: a total over everybody is one place, however many codes it is over. */
function placesOf(dimensions: ReleaseRecord['dimensions']): (cell: CellReference) => string {
  const universe = mergeDimensions([dimensions])
  return (cell) => placeOf(cell, universe).key
}

/**
 * The counts of tables and figures by content. A digest reveals no value without `secret`.
 * @throws DimensionConflict when the tables use a dimension or a code that is not declared
 */
export function countedContent(input: ReleaseInput, secret: string): CountedContent {
  const release = releaseSchema.parse(input)
  const placeIn = placesOf(release.dimensions)
  const units = new Map(release.measures.map((measure) => [measure.name, measure.unit]))
  const cells = new Map<string, CellReference>()
  const values = new Map<string, number>()
  const add = (reference: CellReference, value: number) => {
    const place = placeIn(reference)
    values.set(place, value)
    cells.set(cellDigest(secret, place, value), reference)
  }
  for (const table of release.tables) {
    if (units.get(table.measure) === 'other') continue
    referencesOf(table).forEach((reference, index) => {
      const value = table.values[index]
      if (value !== null && value !== undefined) add(reference, value)
    })
  }
  for (const figure of release.derived) {
    const counts = figure.kind === 'mean' ? [figure.base] : [figure.numerator]
    if (figure.kind === 'percentage') counts.push(figure.denominator)
    for (const { measure, at, value } of counts) if (value !== undefined) add({ measure, at }, value)
  }
  return {
    cutOff: `content ${digestOf([...cells.keys()].sort())}`,
    cells,
    values,
    movementOf(cell, contents, { lower, upper }) {
      const place = placeIn(cell)
      const value = values.get(place)
      if (value === undefined || contents.length === 0) return undefined
      for (let then = Math.min(value, upper); then >= lower; then--) {
        if (!contents.includes(cellDigest(secret, place, then))) continue
        const rise = value - then
        return rise === 0 ? 'none' : rise === 1 ? 'one-more' : 'more'
      }
      return undefined
    },
    contentOf: (cell) => {
      const place = placeIn(cell)
      const value = values.get(place)
      return value === undefined ? undefined : cellDigest(secret, place, value)
    },
  }
}

/**
 * The counts of an earlier release, at another cut-off, that have not changed since: what it published about them still holds.
 * A release without digests counts as publishing every count that its cell still fits.
 */
export function unchangedCells(record: ReleaseRecord, now: CountedContent): PublishedCell[] {
  const placeIn = placesOf(record.dimensions)
  return record.cells.filter((cell) => {
    if (cell.content !== undefined) return now.cells.has(cell.content)
    const value = now.values.get(placeIn(cell))
    const { lower, upper } = knownRange(cell, record.policy)
    return value !== undefined && value >= lower && value <= upper
  })
}
