import type { ForeseenKind, KindDefinition } from './define-kind.ts'
import {
  duplicateRules,
  families,
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

function faultsOfAny({ kind, titles, family, visibleTo }: AnyKind): string[] {
  return [
    ...(/^[a-z]+(-[a-z]+)*$/.test(kind) ? [] : ['its name is not in small letters and dashes']),
    ...Object.entries(titles).flatMap(([title, words]) =>
      words?.trim() ? [] : [`its title "${title}" is empty`],
    ),
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

function faultsOfFields({ fields, requires, marks, layouts }: KindDefinition): string[] {
  const names = fields.map(({ field }) => field)
  const known = new Set(names)
  const unknown = (where: string, named: readonly string[]) =>
    named
      .filter((name) => !known.has(name))
      .map((name) => `${where} names the field "${name}", which it has not`)
  return [
    ...repeated(names).map((name) => `two fields are called "${name}"`),
    ...fields.flatMap(({ field, label, headers, values }) => [
      ...(label.trim() ? [] : [`its field "${field}" has no label`]),
      ...(headers.length > 0 ? [] : [`its field "${field}" has no header`]),
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
    ]),
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

function faultsOfRead(definition: KindDefinition): string[] {
  const { titles, storesAs, reader, fields, requires, putsInGroup, duplicates } = definition
  const withheld = definition.detailsWithheldFrom ?? []
  const known = new Set(fields.map(({ field }) => field))
  return [
    ...(['singular', 'file'] as const).flatMap((title) =>
      titles[title] === undefined ? [`it has no title "${title}"`] : [],
    ),
    ...(oneOf(storesAs, stores) ? [] : [`nothing stores rows as "${storesAs}"`]),
    ...(oneOf(duplicates, duplicateRules) ? [] : [`no rule of duplicates is called "${duplicates}"`]),
    ...(reader === undefined && fields.length === 0 ? ['it is a table without fields'] : []),
    ...(reader === undefined && requires.length === 0
      ? ['no field of it is required, so any table would be one']
      : []),
    ...(reader === undefined || oneOf(reader, readerNames) ? [] : [`no reader is called "${reader}"`]),
    ...(putsInGroup === undefined || oneOf(putsInGroup, treatmentGroups)
      ? []
      : [`no group is called "${putsInGroup}"`]),
    ...(putsInGroup !== undefined && definition.family !== 'health'
      ? ['it puts people in a treatment group and is no health source']
      : []),
    ...withheld.flatMap((role) =>
      oneOf(role, readingRoles) ? [] : [`no role that reads rows is called "${role}"`],
    ),
    ...[definition.timeElse, definition.identityElse].flatMap((name) =>
      name === undefined || known.has(name) ? [] : [`it falls back on the field "${name}", which it has not`],
    ),
    ...(definition.absence.leavesOpen.trim() ? [] : ['it does not say what its absence leaves open']),
    ...faultsOfFields(definition),
  ]
}

/** What is wrong with the declared kinds, a sentence each that names the kind; none where all is well. */
export function faultsOfKinds(kinds: readonly AnyKind[]): string[] {
  const of = (kind: string, faults: readonly string[]) =>
    faults.map((fault) => `The kind "${kind}" is declared wrongly: ${fault}.`)
  return [
    ...kinds.flatMap((one) => of(one.kind, [...faultsOfAny(one), ...(one.isRead ? faultsOfRead(one) : [])])),
    ...repeated(kinds.map(({ kind }) => kind)).map((kind) => `Two kinds are called "${kind}".`),
    ...repeated(kinds.map(({ order }) => String(order))).map(
      (order) =>
        `The kinds ${kinds
          .filter((one) => String(one.order) === order)
          .map(({ kind }) => `"${kind}"`)
          .join(' and ')} stand at the same place (order ${order}).`,
    ),
  ]
}
