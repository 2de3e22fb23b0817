import { type CellPlace, DimensionConflict, mergeDimensions, placeOf, type Universe } from './cell-keys.ts'
import { anyCount, intersect, isSuppressed, knownRange, type PolicyRules, type Range } from './knowledge.ts'
import type { CellReference, Measure, PublishedCell, ReleaseRecord } from './release-types.ts'

/** One count, wherever it appears. */
export type JointCell = {
  reference: CellReference
  place: CellPlace
  /** What earlier releases published about it while it had its present value. */
  earlier: Range
  /** Earlier releases that suppressed it, and the rules under which they did. */
  suppressedBy: { releaseId: string; rules: PolicyRules; status: PublishedCell['status'] }[]
  /** Earlier releases that published it. */
  publishedBy: string[]
  /** Digests of the count, as far as releases say what they counted. */
  contents: string[]
  /** How it moved since the cut-off before that told of it. */
  moved?: PublishedCell['moved']
}

export type JointCells = {
  universe: Universe
  measures: Map<string, Measure>
  cells: Map<string, JointCell>
}

/**
 * The counts of several releases of one cut-off, one entry per count.
 * @throws DimensionConflict when the releases mean different things by one code
 */
export function joinEarlier(
  own: Pick<ReleaseRecord, 'dimensions' | 'measures'>,
  earlier: readonly ReleaseRecord[],
): JointCells {
  const universe = mergeDimensions([own.dimensions, ...earlier.map((record) => record.dimensions)])
  const measures = new Map<string, Measure>()
  for (const measure of [...earlier.flatMap((record) => record.measures), ...own.measures]) {
    measures.set(measure.name, measure)
  }
  const joint: JointCells = { universe, measures, cells: new Map() }
  for (const record of earlier) {
    for (const cell of record.cells) {
      if (measures.get(cell.measure)?.unit === 'other') continue
      const entry = entryFor(joint, cell)
      entry.earlier = intersect(entry.earlier, knownRange(cell, record.policy))
      if (isSuppressed(cell.status)) {
        entry.suppressedBy.push({ releaseId: record.releaseId, rules: record.policy, status: cell.status })
      } else entry.publishedBy.push(record.releaseId)
      if (cell.content !== undefined) entry.contents.push(cell.content)
      if (cell.moved) entry.moved = cell.moved
    }
  }
  return joint
}

/** Only the dimensions that the cells of a record are limited to. */
const dimensionsInUse = (record: ReleaseRecord): ReleaseRecord['dimensions'] => {
  const used = new Set(record.cells.flatMap((cell) => Object.keys(cell.at)))
  return record.dimensions.filter((dimension) => used.has(dimension.name))
}

/**
 * What earlier releases still reveal about the counts at one cut-off: everything from releases of the same cut-off, and from the others
 * what they say about unchanged counts. If a release has other dimensions, only counts that `own` also has are used.
 */
export function stillPublished(
  own: Pick<ReleaseRecord, 'dimensions' | 'measures'>,
  earlier: readonly ReleaseRecord[],
  cutOff: string,
  unchangedIn: (record: ReleaseRecord) => PublishedCell[],
): ReleaseRecord[] {
  const told = earlier.filter((record) => record.cutOff === cutOff)
  const universe = mergeDimensions([own.dimensions])
  for (const record of earlier) {
    if (record.cutOff === cutOff) continue
    const unchanged = { ...record, cells: unchangedIn(record) }
    unchanged.dimensions = dimensionsInUse(unchanged)
    const isOwn = (cell: PublishedCell) => {
      try {
        placeOf(cell, universe)
        return true
      } catch (error) {
        if (error instanceof DimensionConflict) return false
        throw error
      }
    }
    try {
      mergeDimensions([own.dimensions, ...told.map(({ dimensions }) => dimensions), unchanged.dimensions])
      told.push(unchanged)
    } catch (error) {
      if (!(error instanceof DimensionConflict)) throw error
      told.push({ ...unchanged, dimensions: [], cells: unchanged.cells.filter(isOwn) })
    }
  }
  return told
}

export function entryFor(joint: JointCells, cell: CellReference): JointCell {
  const reference = { measure: cell.measure, at: cell.at }
  const place = placeOf(reference, joint.universe)
  const known = joint.cells.get(place.key)
  if (known) return known
  const entry: JointCell = {
    reference,
    place,
    earlier: anyCount,
    suppressedBy: [],
    publishedBy: [],
    contents: [],
  }
  joint.cells.set(place.key, entry)
  return entry
}
