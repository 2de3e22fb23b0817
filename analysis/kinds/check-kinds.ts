import { faultsOfShape } from './check-shape.ts'
import type { FieldDefinition, ForeseenKind, KindDefinition } from './define-kind.ts'
import {
  duplicateRules,
  families,
  personReferences,
  placeMeanings,
  readerNames,
  readingRoles,
  stores,
  treatmentGroups,
} from './define-kind.ts'

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]

const isHeaderWords = (text: string) => /^[\p{Ll}\p{N}]+( [\p{Ll}\p{N}]+)*$/u.test(text)

const oneOf = (value: string, known: readonly string[]) => known.includes(value)

type AnyKind = KindDefinition | ForeseenKind

const when = (isFault: boolean, fault: string): string[] => (isFault ? [fault] : [])

/** Files of this folder that declare no kind. */
const otherFiles = ['index', 'lists', 'fields', 'define-kind', 'check-kinds', 'check-shape']
const knownTitles = ['singular', 'plural', 'file', 'short', 'source', 'record']

function faultsOfAny({ kind, titles, family, visibleTo, handling }: AnyKind): string[] {
  return [
    ...(/^[a-z]+(-[a-z]+)*$/.test(kind) ? [] : ['its name is not in small letters and dashes']),
    ...when(otherFiles.includes(kind), 'another file of analysis/kinds has its name'),
    ...Object.entries(titles).flatMap(([title, words]) => [
      ...when(!words?.trim(), `its title "${title}" is empty`),
      ...when(!oneOf(title, knownTitles), `no title is called "${title}"`),
    ]),
    ...when(handling?.shares.length === 0, 'its handling codes let no row be shared'),
    ...(oneOf(family, families) ? [] : [`no family is called "${family}"`]),
    ...visibleTo.flatMap((role) =>
      oneOf(role, readingRoles) ? [] : [`no role that reads rows is called "${role}"`],
    ),
    ...repeated(visibleTo).map((role) => `the role "${role}" is there twice`),
    ...(oneOf('hub', visibleTo) ? [] : ['the hub may not read it']),
    ...(family !== 'health' || !oneOf('police', visibleTo) ? [] : ['police may read a health source']),
    ...(titles.plural === undefined ? ['it has no title "plural"'] : []),
  ]
}

/** Names that a row has besides its fields, or that every object has. */
const takenNames = ['kind', 'sheet', 'row', 'fields', 'precision']
const isFieldName = (name: string) =>
  /^[a-z][a-zA-Z0-9]*$/.test(name) && !takenNames.includes(name) && !(name in Object.prototype)

function faultsOfField({ field, label, headers, values }: FieldDefinition): string[] {
  return [
    ...when(
      !isFieldName(field),
      `no field can be called "${field}": write a name of its own in letters and digits, as dateOfBirth`,
    ),
    ...when(!label.trim(), `its field "${field}" has no label`),
    ...when(headers.length === 0, `its field "${field}" has no header`),
    ...repeated(headers).map((header) => `its field "${field}" has the header "${header}" twice`),
    ...headers
      .filter((header) => !isHeaderWords(header))
      .map(
        (header) =>
          `no header is read as "${header}" (field "${field}"): write it in small letters, digits and single spaces`,
      ),
    ...Object.keys(values ?? {})
      .filter((value) => value !== value.toLowerCase().trim())
      .map((value) => `no cell is read as "${value}" (field "${field}"): write it in small letters`),
  ]
}

/** Headers that two fields want: only one of them would ever have them. */
function sharedHeaders(fields: readonly FieldDefinition[]): string[] {
  const wanting = new Map<string, Set<string>>()
  for (const { field, headers } of fields)
    for (const header of headers) wanting.set(header, (wanting.get(header) ?? new Set()).add(field))
  return [...wanting].flatMap(([header, names]) =>
    names.size > 1
      ? [
          `the header "${header}" stands under the fields ${[...names].map((name) => `"${name}"`).join(' and ')}`,
        ]
      : [],
  )
}

function faultsOfFields({ fields, requires, marks, layouts }: KindDefinition): string[] {
  const names = fields.map(({ field }) => field)
  const known = new Set(names)
  const unknown = (where: string, named: readonly string[]) =>
    named
      .filter((name) => !known.has(name))
      .map((name) => `${where} names the field "${name}", which it has not`)
  return [
    ...repeated(names).map((name) => `two fields are called "${name}"`),
    ...fields.flatMap(faultsOfField),
    ...sharedHeaders(fields),
    ...requires.flatMap((group) =>
      group.length > 0 ? unknown('a requirement', group) : ['a requirement is empty'],
    ),
    ...unknown('a mark', marks),
    ...repeated(layouts.map(({ name }) => name)).map((name) => `two layouts are called "${name}"`),
    ...layouts.flatMap(({ name, headers }) => [
      ...(headers.length > 0 ? [] : [`the layout "${name}" names no header`]),
      ...headers
        .filter((header) => !isHeaderWords(header))
        .map((header) => `no header is read as "${header}" (layout "${name}")`),
    ]),
  ]
}

const identityFields = [
  ...['surname', 'forename', 'fullName', 'initials', 'forenameInitial', 'attributor'],
  ...['recordId', 'phone', 'email'],
]
const namesOfMast = ['code', 'siteName', 'ci', 'eci']
const positionsOfMast = ['latitude', 'easting', 'gridReference', 'coordinates', 'postcode']

/** What a table of the kind could not be loaded for. */
function faultsOfTable(definition: KindDefinition): string[] {
  const { storesAs, fields, requires, duplicates, needsTime, timeElse } = definition
  const has = (...names: readonly string[]) => fields.some(({ field }) => names.includes(field))
  const isMast = has(...namesOfMast) && has(...positionsOfMast)
  return [
    ...when(fields.length === 0, 'it is a table without fields'),
    ...when(requires.length === 0, 'no field of it is required, so any table would be one'),
    ...when(
      needsTime && !has('at') && timeElse === undefined,
      'its rows need a time and it has no field "at"',
    ),
    ...when(storesAs === 'place', 'areas are read from no table: it needs a reader'),
    ...when(
      storesAs === 'reference' && !isMast,
      'a table is looked up for masts alone: it needs the name and the position of a mast, or a reader of its own',
    ),
    ...when(
      duplicates === 'by-loader' && storesAs !== 'communication',
      'no loader tells the duplicates of its rows: say "same-content" or "nth-of-content"',
    ),
    ...when(
      duplicates === 'nth-of-content' && storesAs !== 'event',
      'only of events the n-th of a content is told',
    ),
  ]
}

function faultsOfPeople(definition: KindDefinition): string[] {
  const { storesAs, aboutPeople, fields, family, referenceOfPerson, putsInGroup, placeIs } = definition
  const has = (...names: readonly string[]) => fields.some(({ field }) => names.includes(field))
  return [
    ...when(
      aboutPeople && !oneOf(storesAs, ['record', 'event']),
      `it is about people and its rows are stored as "${storesAs}": only records and events say whom they are about`,
    ),
    ...when(aboutPeople && !has(...identityFields), 'it is about people and no field says whom'),
    ...when(
      referenceOfPerson !== undefined && !oneOf(referenceOfPerson, personReferences),
      `no reference of a person is called "${referenceOfPerson}"`,
    ),
    ...when(
      referenceOfPerson !== undefined && !(aboutPeople && has('recordId')),
      'its own reference is a person’s and it has no field "recordId", or is about nobody',
    ),
    ...when(
      referenceOfPerson === 'nominal' && family !== 'police',
      'its own reference is the police force’s nominal reference and it is no police source',
    ),
    ...when(
      placeIs !== undefined && !oneOf(placeIs, placeMeanings),
      `no meaning of a place is called "${placeIs}"`,
    ),
    ...when(
      putsInGroup !== undefined && !oneOf(putsInGroup, treatmentGroups),
      `no group is called "${putsInGroup}"`,
    ),
    ...when(
      putsInGroup !== undefined && family !== 'health',
      'it puts people in a treatment group and is no health source',
    ),
    ...when(
      putsInGroup !== undefined && !aboutPeople,
      'it puts people in a treatment group and is about nobody',
    ),
  ]
}

function faultsOfRead(definition: KindDefinition): string[] {
  const { titles, storesAs, reader, fields, duplicates, visibleTo, lane, handling } = definition
  const known = new Set(fields.map(({ field }) => field))
  const fallsBack = [definition.timeElse, definition.identityElse]
  return [
    ...(['singular', 'file'] as const).flatMap((title) =>
      when(titles[title] === undefined, `it has no title "${title}"`),
    ),
    ...when(!oneOf(storesAs, stores), `nothing stores rows as "${storesAs}"`),
    ...when(!oneOf(duplicates, duplicateRules), `no rule of duplicates is called "${duplicates}"`),
    ...when(reader !== undefined && !oneOf(reader, readerNames), `no reader is called "${reader}"`),
    ...(reader === undefined ? faultsOfTable(definition) : []),
    ...faultsOfPeople(definition),
    ...when(
      storesAs === 'reference' && !readingRoles.every((role) => visibleTo.includes(role)),
      'what calls take their places from must be visible to police, health and hub, who read the calls',
    ),
    ...(definition.detailsWithheldFrom ?? []).flatMap((role) =>
      when(!oneOf(role, readingRoles), `no role that reads rows is called "${role}"`),
    ),
    ...fallsBack.flatMap((name) =>
      when(name !== undefined && !known.has(name), `it falls back on the field "${name}", which it has not`),
    ),
    ...when(
      handling !== undefined && !known.has(handling.field),
      `its handling codes stand in the field "${handling?.field}", which it has not`,
    ),
    ...when(lane !== undefined && !lane.name.trim(), 'its lane has no name'),
    ...when(!definition.absence.leavesOpen.trim(), 'it does not say what its absence leaves open'),
    ...faultsOfFields(definition),
  ]
}

/**
 * Marks that other kinds have under the same usual header. These are older than the check: without them records of custody would be taken
 * for drug tests, which have all that they have.
 */
const olderMarks: Readonly<Record<string, readonly string[]>> = {
  custody: ['suite', 'pncId'],
  treatment: ['attributor'],
}

/** A mark that another kind has under the same usual header tells neither from the other. */
function faultsOfMarks({ kind, fields, marks }: KindDefinition, others: readonly KindDefinition[]): string[] {
  return marks.flatMap((mark) => {
    const usual = fields.find(({ field }) => field === mark)?.headers[0]
    const having = others.filter(
      (other) =>
        other.kind !== kind &&
        other.fields.some(
          ({ field, headers }) => field === mark && headers.some((header) => header === usual),
        ),
    )
    return having.length > 0 && !olderMarks[kind]?.includes(mark)
      ? [
          `its mark "${mark}" (header "${usual}") does not tell it from ${having.map((one) => `"${one.kind}"`).join(' and ')}, which has the field too`,
        ]
      : []
  })
}

const isWhole = (one: unknown): one is AnyKind => faultsOfShape(one).length === 0

function faultsOfOne(one: unknown, whole: readonly AnyKind[]): string[] {
  const shape = faultsOfShape(one)
  if (shape.length > 0) return shape
  try {
    const kind = one as AnyKind
    if (!kind.isRead) return faultsOfAny(kind)
    const read = whole.flatMap((other) => (other.isRead ? [other] : []))
    return [...faultsOfAny(kind), ...faultsOfRead(kind), ...faultsOfMarks(kind, read)]
  } catch (error) {
    return [`it cannot be checked (${error instanceof Error ? error.message : String(error)})`]
  }
}

const nameOf = (one: unknown, index: number): string => {
  const name = (one as { kind?: unknown } | null | undefined)?.kind
  return typeof name === 'string' ? `"${name}"` : `at place ${index + 1} of the list`
}

/** What is wrong with the declared kinds, a sentence each that names the kind; none where all is well. */
export function faultsOfKinds(kinds: readonly unknown[]): string[] {
  const whole = kinds.filter(isWhole)
  return [
    ...kinds.flatMap((one, index) =>
      faultsOfOne(one, whole).map((fault) => `The kind ${nameOf(one, index)} is declared wrongly: ${fault}.`),
    ),
    ...repeated(whole.map(({ kind }) => kind)).map((kind) => `Two kinds are called "${kind}".`),
    ...repeated(whole.map(({ order }) => String(order))).map(
      (order) =>
        `The kinds ${whole
          .filter((one) => String(one.order) === order)
          .map(({ kind }) => `"${kind}"`)
          .join(' and ')} stand at the same place (order ${order}).`,
    ),
  ]
}
