import type {
  Family,
  HandlingRule,
  KindDefinition,
  PersonReference,
  ReadingRole,
  TreatmentGroup,
} from './define-kind.ts'
import { foreseenKinds, readKinds } from './index.ts'

export type SourceKind = (typeof readKinds)[number]['kind']

const byOrder = <T extends { readonly order: number }>(kinds: readonly T[]): T[] =>
  [...kinds].sort((left, right) => left.order - right.order)

/** The kinds that this version reads, in the order of lists. */
export const kindDefinitions: readonly KindDefinition<SourceKind>[] =
  byOrder<KindDefinition<SourceKind>>(readKinds)

/** Every kind that is declared, read or not. */
export const declaredKinds = byOrder([...readKinds, ...foreseenKinds])

/** The names of the kinds that this version reads. */
export const sourceKinds = kindDefinitions.map(({ kind }) => kind) as [SourceKind, ...SourceKind[]]

const readByName = new Map<string, KindDefinition<SourceKind>>(kindDefinitions.map((one) => [one.kind, one]))
const declaredByName = new Map<string, (typeof declaredKinds)[number]>(
  declaredKinds.map((one) => [one.kind, one]),
)

/** What a kind is; null for one that this version does not read. */
export const definitionOf = (kind: string): KindDefinition<SourceKind> | null => readByName.get(kind) ?? null

export const isDeclared = (kind: string): boolean => declaredByName.has(kind)

/** Whose a kind is; one that nobody declared counts as health. */
export const familyOf = (kind: string): Family => declaredByName.get(kind)?.family ?? 'health'

/** Declared kinds whose rows a role may read. */
export const kindsVisibleTo = (role: ReadingRole): string[] =>
  declaredKinds.filter(({ visibleTo }) => visibleTo.includes(role)).map(({ kind }) => kind)

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export interface KindTitles {
  readonly singular: string
  readonly plural: string
  readonly file: string
  readonly short: string
  readonly source: string
  readonly record: string
}

const titlesOfDeclared = ({ titles }: (typeof declaredKinds)[number]): KindTitles => {
  const short = titles.short ?? titles.plural
  const singular = titles.singular ?? short
  return {
    singular,
    short,
    plural: titles.plural,
    file: titles.file ?? titles.plural,
    source: titles.source ?? capital(short),
    record: titles.record ?? capital(singular),
  }
}

const titlesByName = new Map(declaredKinds.map((one) => [one.kind as string, titlesOfDeclared(one)]))

/** What a kind is called where; one that nobody declared as it stands. */
export const titlesOf = (kind: string): KindTitles =>
  titlesByName.get(kind) ?? {
    singular: kind,
    plural: kind,
    file: kind,
    short: kind,
    source: capital(kind),
    record: kind,
  }

const read = (where: (one: KindDefinition<SourceKind>) => boolean): SourceKind[] =>
  kindDefinitions.filter(where).map(({ kind }) => kind)

/** Kinds whose rows become records about people. */
export const personKinds = read(
  ({ aboutPeople, storesAs }) => aboutPeople && (storesAs === 'record' || storesAs === 'event'),
)

/** Kinds whose rows happened somewhere. */
export const eventKinds = read(({ storesAs }) => storesAs === 'event')

/** Kinds from which calls, messages, their texts, cell sites and handsets come, and lines are found. */
export const communicationKinds = read(({ storesAs }) => storesAs === 'communication')

/** Kinds whose records bound the days of a case. */
export const boundingRecordKinds = read(
  ({ boundsCase, storesAs, aboutPeople }) =>
    boundsCase && (storesAs === 'record' || (storesAs === 'event' && aboutPeople)),
)

/** Kinds whose own reference is a person's, by whose reference it is. */
export const referenceKinds = (whose: PersonReference): SourceKind[] =>
  read(({ referenceOfPerson }) => referenceOfPerson === whose)

/** Whether the place in a row of a kind is where something happened, and not the home of its person. */
export const isPlaceOfEvent = ({
  placeIs,
  storesAs,
}: Pick<KindDefinition, 'placeIs' | 'storesAs'>): boolean =>
  (placeIs ?? (storesAs === 'event' ? 'event' : 'home')) === 'event'

/** Kinds whose rows say where something happened, and nothing of the home of their person. */
export const placeOfEventKinds = read(isPlaceOfEvent)

/** Kinds that are lists: their dates are no events, and each list numbers its own rows. */
export const listKinds = read(({ aboutPeople, needsTime }) => aboutPeople && !needsTime)

/** Kinds that can report a death. */
export const deathKinds = read(({ tellsOfDeaths }) => tellsOfDeaths === true)

/** Graded kinds, read or not, with how their rows say who may have them. */
export const handlingRules: ReadonlyMap<string, HandlingRule> = new Map<string, HandlingRule>(
  declaredKinds.flatMap(({ kind, handling }) => (handling ? [[kind, handling] as const] : [])),
)

export const codedKinds: readonly string[] = [...handlingRules.keys()]

/** Fields by which rows are found that have no column of their own. */
export const identifyingFields = kindDefinitions.flatMap(({ kind, fields }) =>
  fields.flatMap(({ field, identifies }) => (identifies ? [{ kind, field }] : [])),
)

/** Kinds whose records show that their person was alive on the day. */
export const aliveKinds = read(({ provesAlive }) => provesAlive)

/** Kinds whose records put a person in a group; in any of the two without one. */
export const kindsOfGroup = (group?: TreatmentGroup): SourceKind[] =>
  read(({ putsInGroup }) => putsInGroup !== undefined && (group === undefined || putsInGroup === group))

/** What the profile is left without, by kind, in the order of lists. */
export const absences = declaredKinds.flatMap(({ kind, absence }) =>
  absence ? [{ kind: kind as string, ...absence }] : [],
)
