/** Whose a kind of source is: what police record, what harms, who is helped, where phones were. */
export const families = ['police', 'harm', 'health', 'phones'] as const
export type Family = (typeof families)[number]

/** The roles that may read rows at all; `lead` and `reader` see released tables only. */
export const readingRoles = ['police', 'health', 'hub'] as const
export type ReadingRole = (typeof readingRoles)[number]

/** What a row becomes: a call or message, a record, something that happened somewhere, an area, or a position that other rows look up. */
export const stores = ['communication', 'record', 'event', 'place', 'reference'] as const
type Store = (typeof stores)[number]

/** What reads files that are not tables; each is registered under its name in `analysis/sources/readers.ts`. */
export const readerNames = ['phone', 'boundaries'] as const
export type ReaderName = (typeof readerNames)[number]

/** The two groups that a record can put a person in, for as long as its days say. */
export const treatmentGroups = ['mainstream', 'programme'] as const
export type TreatmentGroup = (typeof treatmentGroups)[number]

/** What the place in a row is: where the person of it lives, or where it happened. */
export const placeMeanings = ['home', 'event'] as const
type PlaceMeaning = (typeof placeMeanings)[number]

/** Whose the reference of a person is: the source's own, or the police force's nominal reference. */
export const personReferences = ['own', 'nominal'] as const
export type PersonReference = (typeof personReferences)[number]

export const duplicateRules = ['same-content', 'nth-of-content', 'by-loader'] as const
/**
 * When a row is a duplicate: the same content again; the n-th of a content where another file has its n-th, since identical rows of one
 * file are genuine; or as the loader of such rows says (calls compare numbers and instants, phones know their handset).
 */
type DuplicateRule = (typeof duplicateRules)[number]

/** One thing that a kind of source can say, and the headers under which partners write it. */
export interface FieldDefinition {
  readonly field: string
  readonly label: string
  /** Header words, lower case, anything but letters and digits as one space; the first is the most usual. */
  readonly headers: readonly string[]
  /** What codes in its cells mean, by the cell in lower case; a cell that is none of them stays as it is. */
  readonly values?: Readonly<Record<string, string>>
  /** Whether a cell identifies somebody and has no column of its own: it is found by a search, and searched for in what is released. */
  readonly identifies?: boolean
}

/** What a kind is called where. */
interface Titles {
  /** One record of it, as in "given in a custody record". */
  readonly singular: string
  /** Its rows, as a layer of the map is called: `arrests`. */
  readonly plural: string
  /** A file of it, as in "custody records, by column names". */
  readonly file: string
  /** In the Sources view and in lists; `plural` where absent. */
  readonly short?: string
  /** As the profile names the source; `short` with a capital where absent. */
  readonly source?: string
  /** At the head of one record; `singular` with a capital where absent. */
  readonly record?: string
}

/** How the rows of a graded kind say who may have them. */
export interface HandlingRule {
  /** The field that holds the code. */
  readonly field: string
  /** Codes, as they begin, that let a row be shared beyond law enforcement; every other code, and none at all, does not. */
  readonly shares: readonly string[]
}

interface AnyKind<K extends string> {
  /** The name in the CLI and in the case: the file's own name. */
  readonly kind: K
  /** Where it stands in lists; smaller is earlier. */
  readonly order: number
  readonly titles: Pick<Titles, 'plural'> & Partial<Titles>
  readonly family: Family
  readonly visibleTo: readonly ReadingRole[]
  /** For graded rows, of which each says itself whether it may be shared. */
  readonly handling?: HandlingRule
}

/** What cannot be answered while no file of the kind is loaded, and what to ask partners for where the profile should. */
interface Absence {
  readonly leavesOpen: string
  readonly askFor?: string
}

export interface KindDefinition<K extends string = string> extends AnyKind<K> {
  readonly isRead: true
  readonly titles: Titles
  readonly storesAs: Store
  /** Whether a row says whom it is about: such rows are washed, attributed and counted among the entries of the profile. */
  readonly aboutPeople: boolean
  /** Absent for tables. */
  readonly reader?: ReaderName
  readonly fields: readonly FieldDefinition[]
  /** Each group must be met by at least one of its fields. */
  readonly requires: readonly (readonly string[])[]
  /** Fields whose usual header no other kind has; each counts as two columns more when kinds are compared. */
  readonly marks: readonly string[]
  /** Layouts known from files that were read, by headers that must all be there. */
  readonly layouts: readonly { readonly name: string; readonly headers: readonly string[] }[]
  /** Of two kinds that fit equally well the smaller number wins; 100 where absent. */
  readonly precedence?: number
  readonly needsTime: boolean
  /** A date that stands in for `at` where a row lacks it. */
  readonly timeElse?: string
  /** Whether a row without a name, reference, number or e-mail is set aside; a column of `identityElse` lifts that. */
  readonly needsIdentity: boolean
  readonly identityElse?: string
  readonly duplicates: DuplicateRule
  /** Roles that learn of a record no more than that it is there. */
  readonly detailsWithheldFrom?: readonly ReadingRole[]
  readonly putsInGroup?: TreatmentGroup
  /** Whether the days of its records bound the case. */
  readonly boundsCase: boolean
  /**
   * Where its own reference (`recordId`) is a person's and not a record's: `own` makes two records of this kind with one reference, from one
   * controller where that is recorded, one person; `nominal` is the police force's own, and the same in every police kind that writes it.
   */
  readonly referenceOfPerson?: PersonReference
  /**
   * Whether area, town, postcode and address are those of the person's home or those of what happened; without it a record says the home and
   * an event its own place. `placePostcode` is always of what happened.
   */
  readonly placeIs?: PlaceMeaning
  /** Whether a row can report that its person died: a record of another kind that is later cannot be of one person with it. */
  readonly tellsOfDeaths?: boolean
  /** Whether the person of a record was alive on its day. */
  readonly provesAlive: boolean
  /** The lane of a person's journey; `lasts` where a record without an end goes on. */
  readonly lane?: { readonly name: string; readonly lasts: boolean }
  readonly absence: Absence
}

/** A kind that this version does not read: a case of a later one can hold it, and the profile says what it would tell. */
export interface ForeseenKind<K extends string = string> extends AnyKind<K> {
  readonly isRead: false
  readonly absence?: Absence
}

export const defineKind = <const K extends string>(
  definition: Omit<KindDefinition<K>, 'isRead'>,
): KindDefinition<K> => ({ ...definition, isRead: true })

export const foresee = <const K extends string>(
  definition: Omit<ForeseenKind<K>, 'isRead'>,
): ForeseenKind<K> => ({ ...definition, isRead: false })

interface FieldRules {
  readonly values?: Readonly<Record<string, string>>
  readonly identifies?: boolean
}

/**
 * Aliases are written with bars between; the label in lower case where there are none. Codes and what else is to be said of a field follow:
 * `{ values: { r: 'Remand' } }`, `{ identifies: true }`.
 */
export const field = (
  name: string,
  label: string,
  aliases = label.toLowerCase(),
  { values, identifies }: FieldRules = {},
): FieldDefinition => ({
  field: name,
  label,
  headers: aliases.split(' | '),
  ...(values ? { values } : {}),
  ...(identifies ? { identifies } : {}),
})
