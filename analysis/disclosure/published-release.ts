import type { Guard } from './attack.ts'
import { placeOf } from './cell-keys.ts'
import type { CountedContent } from './counted-content.ts'
import type { JointCells } from './joint-cells.ts'
import { isSuppressed, shownValue } from './knowledge.ts'
import type { Policy } from './policies.ts'
import { publishedFigure } from './published-figures.ts'
import { describe, type ReleaseCell, referencesOf, thisRelease } from './release-cells.ts'
import { allOfGroupNotices, revisionNotices } from './release-checks.ts'
import type {
  AuditedCell,
  Notice,
  ProtectedRelease,
  PublishedTable,
  Release,
  ReleaseRecord,
} from './release-types.ts'
import type { Moment } from './timeline.ts'

interface ProtectedParts {
  release: Release
  policy: Policy
  cells: ReadonlyMap<string, ReleaseCell>
  joint: JointCells
  audit: AuditedCell[]
  releaseId: string
  earlier: readonly ReleaseRecord[]
  counted: CountedContent
  moved: Moment['moved']
  known: readonly Guard[]
}

/** The finished release, and the record against which later releases are checked. */
export function assemble(from: ProtectedParts): ProtectedRelease {
  const { release, policy, cells, joint, audit, earlier } = from
  const byReference = new Map<string, ReleaseCell>()
  const keyOf = (reference: { measure: string; at: Record<string, string> }) =>
    JSON.stringify([reference.measure, Object.entries(reference.at).sort()])
  const find = (reference: { measure: string; at: Record<string, string> }): ReleaseCell => {
    const known = byReference.get(keyOf(reference))
    if (known) return known
    const found = cells.get(placeOfKey(joint, reference))!
    byReference.set(keyOf(reference), found)
    return found
  }
  const shownOf = (cell: ReleaseCell) => shownValue(cell.value, cell.status, policy)
  const tables = release.tables.map((table): PublishedTable => {
    const isProtected = joint.measures.get(table.measure)!.unit !== 'other'
    const references = referencesOf(table)
    return {
      tableId: table.tableId,
      title: table.title,
      measure: table.measure,
      dimensions: table.dimensions,
      cells: table.values.map((value, index) => {
        if (value === null) return null
        if (!isProtected)
          return { status: value === 0 ? 'zero' : 'published', shown: value, text: String(value) }
        const cell = find(references[index]!)
        const shown = shownOf(cell)
        const text =
          shown === null ? policy.symbols[cell.status === 'primary' ? 'primary' : 'secondary'] : String(shown)
        return { status: cell.status, shown, text }
      }),
    }
  })
  const derived = release.derived.map((figure) =>
    publishedFigure(
      figure,
      (reference) => {
        const cell = find(reference)
        return { value: cell.value, status: cell.status, shown: shownOf(cell) }
      },
      policy,
    ),
  )
  const all = [...cells.values()]
  const record = recordOf(from, shownOf)
  const known = from.known.map(
    ({ reference }): Notice => ({
      kind: 'ALREADY_KNOWN',
      words: `${describe(reference)}: earlier releases, with what happened since, already tell more about this count than the policy allows`,
      cell: reference,
    }),
  )
  return {
    outcome: 'released',
    tables,
    derived,
    suppressed: {
      primary: all.filter((cell) => isSuppressed(cell.status) && cell.isSmall).length,
      secondary: all.filter((cell) => isSuppressed(cell.status) && !cell.isSmall).length,
    },
    audit,
    notices: [...allOfGroupNotices(release, policy), ...revisionNotices(record, earlier), ...known],
    record,
    policyWords: policy.words,
  }
}

function recordOf(
  { release, policy, cells, releaseId, counted, moved, known }: ProtectedParts,
  shownOf: (cell: ReleaseCell) => ReturnType<typeof shownValue>,
): ReleaseRecord {
  return {
    version: 1,
    releaseId,
    cutOff: release.cutOff,
    policy: {
      name: policy.name,
      threshold: policy.threshold,
      roundingBase: policy.roundingBase,
      suppressesZeros: policy.suppressesZeros,
    },
    dimensions: release.dimensions,
    measures: release.measures,
    cells: [...cells.values()].map((cell) => ({
      ...cell.reference,
      status: cell.status,
      shown: shownOf(cell),
      content: counted.contentOf(cell.reference),
      moved: moved.get(cell.place.key),
    })),
    ...(known.length === 0
      ? {}
      : {
          alreadyKnown: known.map(({ releaseId: by, key, values, width }) => ({
            releaseId: by === thisRelease ? releaseId : by,
            key,
            values,
            width,
          })),
        }),
  }
}

function placeOfKey(joint: JointCells, reference: { measure: string; at: Record<string, string> }): string {
  return placeOf(reference, joint.universe).key
}
