import type { Certainty, Mapping, SourceKind } from '../contract/index.ts'
import { kindDefinitions } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { withoutZone } from './zone-words.ts'

export type TableKind = (typeof kindDefinitions)[number]

const usualPrecedence = 100

/** Kinds that are read from a table, in order of preference where two fit equally well. */
const tableKinds: readonly TableKind[] = kindDefinitions
  .filter(({ reader }) => reader === undefined)
  .sort((left, right) => (left.precedence ?? usualPrecedence) - (right.precedence ?? usualPrecedence))

/** What a header row was recognised as. */
export interface Recognition {
  kind: SourceKind
  layout: string
  /** Field by header; null where the column has no field of its own (its raw text is still kept for records). */
  fields: Record<string, string | null>
  certainty: Record<string, Certainty>
  because: string
  score: number
}

interface NearMiss {
  kind: string
  missing: string[]
  score: number
}

export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const keysOf = (header: string) => {
  const spaced = headerKey(header)
  const plain = headerKey(header.toLowerCase())
  return spaced === plain ? [plain] : [plain, spaced]
}

const zoneWords = new Set(['utc', 'gmt', 'bst', 'local'])
const sortedWords = (key: string) =>
  key
    .split(' ')
    .filter((word) => !zoneWords.has(word))
    .sort()
    .join(' ')

/** What a header says apart from its zone, in whatever order: the same for `START_TIME_UTC` and `Start time (local)`. */
export const headerWords = (header: string): string => sortedWords(headerKey(withoutZone(header)))

interface KnownName {
  field: string
  /** The field's place in the definition. */
  order: number
  /** The alias's place; the same words in another order come after every alias as it stands. */
  rank: number
}

interface KnownNames {
  asWritten: Map<string, KnownName[]>
  /** `CELL_START` is `Start cell`, and `Start time UTC` is `Start time`. */
  byWords: Map<string, KnownName[]>
}

const reordered = 1000

function namesOf(definition: TableKind): KnownNames {
  const names: KnownNames = { asWritten: new Map(), byWords: new Map() }
  const add = (to: Map<string, KnownName[]>, key: string, name: KnownName) =>
    to.set(key, [...(to.get(key) ?? []), name])
  definition.fields.forEach(({ field, headers }, order) => {
    headers.forEach((alias, rank) => {
      add(names.asWritten, alias, { field, order, rank })
      add(names.byWords, sortedWords(alias), { field, order, rank: rank + reordered })
    })
  })
  return names
}

const knownNames = new Map(tableKinds.map((definition) => [definition.kind, namesOf(definition)]))

interface HeaderKeys {
  readonly keys: readonly string[][]
  readonly words: readonly string[]
}

/** Which field each header fills for one kind: the earliest alias wins, and each field is filled once. */
function fieldsFor(
  definition: TableKind,
  headers: readonly string[],
  { keys, words }: HeaderKeys,
): Map<string, string> {
  const { asWritten, byWords } = knownNames.get(definition.kind) ?? namesOf(definition)
  const candidates = headers.flatMap((header, index) => [
    ...(keys[index] ?? []).flatMap((key) =>
      [...(asWritten.get(key) ?? []), ...(byWords.get(sortedWords(key)) ?? [])].map((name) => ({
        header,
        ...name,
      })),
    ),
    ...(byWords.get(words[index] ?? '') ?? []).map((name) => ({ header, ...name })),
  ])
  candidates.sort((left, right) => left.rank - right.rank || left.order - right.order)
  const byHeader = new Map<string, string>()
  const filled = new Set<string>()
  for (const { header, field } of candidates) {
    if (byHeader.has(header) || filled.has(field)) continue
    byHeader.set(header, field)
    filled.add(field)
  }
  return byHeader
}

const labelOf = (definition: TableKind, field: string) =>
  definition.fields.find((known) => known.field === field)?.label ?? field

function missingOf(definition: TableKind, filled: ReadonlySet<string>): string[] {
  return definition.requires
    .filter((group) => !group.some((field) => filled.has(field)))
    .map((group) => group.map((field) => labelOf(definition, field)).join(' or '))
}

function assess(
  definition: TableKind,
  headers: readonly string[],
  headerKeys: HeaderKeys,
): Recognition | NearMiss {
  const byHeader = fieldsFor(definition, headers, headerKeys)
  const filled = new Set(byHeader.values())
  const missing = missingOf(definition, filled)
  const keys = new Set(headerKeys.keys.flat())
  const layout = definition.layouts.find((known) => known.headers.every((key) => keys.has(key)))
  const marks = definition.marks.filter((mark) => filled.has(mark)).length
  const share = headers.length === 0 ? 0 : byHeader.size / headers.length
  const nameBonus = keys.has(definition.kind.replaceAll('-', ' ')) ? 1 : 0
  const score = byHeader.size + marks * 2 + share * 4 + (layout ? 50 : 0) + nameBonus
  if (missing.length > 0) return { kind: definition.titles.file, missing, score }
  return {
    kind: definition.kind,
    layout: layout?.name ?? `${definition.titles.file}, by column names`,
    fields: Object.fromEntries(headers.map((header) => [header, byHeader.get(header) ?? null])),
    certainty: Object.fromEntries(
      headers.map((header) => [header, layout && byHeader.has(header) ? 'recorded' : 'inferred']),
    ),
    because: layout
      ? `The columns are those of ${layout.name}.`
      : `${byHeader.size} of ${headers.length} columns are known for ${definition.titles.file}: ${[...byHeader.keys()].slice(0, 6).join(', ')}.`,
    score,
  }
}

const isRecognition = (result: Recognition | NearMiss): result is Recognition => 'fields' in result

/** The kind whose columns fit best, and the nearest miss where none does. */
export function recogniseHeaders(
  headers: readonly string[],
  only?: SourceKind,
): { best: Recognition | null; nearest: NearMiss | null } {
  const keys = { keys: headers.map(keysOf), words: headers.map(headerWords) }
  const results = tableKinds
    .filter((definition) => only === undefined || definition.kind === only)
    .map((definition) => assess(definition, headers, keys))
  const complete = results.filter(isRecognition)
  complete.sort((left, right) => right.score - left.score)
  const near = results.filter((result): result is NearMiss => !isRecognition(result) && result.score >= 2)
  near.sort((left, right) => right.score - left.score)
  return { best: complete[0] ?? null, nearest: near[0] ?? null }
}

/** A kind that is read from a table; null for the others. */
export function tableKindOf(kind: SourceKind): TableKind | null {
  return tableKinds.find((definition) => definition.kind === kind) ?? null
}

/**
 * The mapping that a user gave, checked against the file.
 * @throws ExpectedError `COLUMN_MISSING`, `MAPPING_INVALID`.
 */
export function applyMapping(mapping: Mapping, headers: readonly string[]): Recognition {
  const definition = tableKindOf(mapping.kind)
  if (!definition) {
    throw new ExpectedError('MAPPING_INVALID', {
      subject: mapping.kind,
      detail: 'a mapping needs a kind that is read from one table',
    })
  }
  const known = new Set(definition.fields.map((entry) => entry.field))
  const byKey = new Map(headers.map((header) => [headerKey(header), header]))
  const fields: Record<string, string | null> = Object.fromEntries(headers.map((header) => [header, null]))
  const filled = new Set<string>()
  for (const [wanted, field] of Object.entries(mapping.fields)) {
    if (field === null) continue
    if (!known.has(field)) {
      throw new ExpectedError('MAPPING_INVALID', {
        subject: field,
        detail: `${definition.titles.file} have no field of this name`,
        remedy: `Fields: ${[...known].join(', ')}.`,
      })
    }
    const header = headers.includes(wanted) ? wanted : byKey.get(headerKey(wanted))
    if (header === undefined) {
      throw new ExpectedError('COLUMN_MISSING', {
        subject: wanted,
        detail: `the file has ${headers.join(', ')}`,
        remedy: 'Map another column, or take this one out of the mapping.',
      })
    }
    if (filled.has(field)) {
      throw new ExpectedError('MAPPING_INVALID', {
        subject: field,
        detail: 'two columns fill the same field',
      })
    }
    fields[header] = field
    filled.add(field)
  }
  const missing = missingOf(definition, filled)
  if (missing.length > 0) {
    throw new ExpectedError('COLUMN_MISSING', {
      subject: missing.join('; '),
      detail: `the mapping fills ${[...filled].join(', ') || 'nothing'}`,
      remedy: 'Map a column to it.',
    })
  }
  return {
    kind: mapping.kind,
    layout: `${definition.titles.file}, by mapping`,
    fields,
    certainty: Object.fromEntries(headers.map((header) => [header, 'recorded'])),
    because: 'The mapping says so.',
    score: 1000,
  }
}
