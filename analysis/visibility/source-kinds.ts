import type { Role, SourceKind } from '../contract/index.ts'
import { type ReadingRole, readingRoles } from '../kinds/define-kind.ts'
import {
  codedKinds,
  declaredKinds,
  definitionOf,
  familyOf,
  isDeclared,
  kindsOfGroup,
  kindsVisibleTo,
  titlesOf,
} from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type Sight, type SightRules, viewStatements } from './views.ts'

export { familyOf }

/** Kinds whose records put a person in a treatment group. */
export const groupKinds: readonly SourceKind[] = kindsOfGroup()

export type { Sight }

/** Kinds that every analyst may see. */
export const openKinds: readonly string[] = declaredKinds
  .filter(({ visibleTo }) => readingRoles.every((role) => visibleTo.includes(role)))
  .map(({ kind }) => kind)

const sight = (rules: SightRules): Sight => ({
  ...rules,
  views: (catalogue, shadows) => viewStatements(rules, catalogue, shadows),
})

const nothing = sight({ name: 'nothing', kinds: [], coded: [], groups: false })

/** Who reads every kind that puts people in a group knows who is in one. */
const sightOfReading = (role: ReadingRole): Pick<SightRules, 'kinds' | 'groups'> => {
  const kinds = kindsVisibleTo(role)
  return { kinds, groups: groupKinds.every((kind) => kinds.includes(kind)) }
}

const sights: Readonly<Record<Role, Sight>> = {
  hub: sight({ name: 'everything', kinds: null, coded: [], groups: true }),
  health: sight({ ...sightOfReading('health'), name: 'health', coded: codedKinds }),
  police: sight({ ...sightOfReading('police'), name: 'police', coded: [] }),
  lead: nothing,
  reader: nothing,
}

export const sightOf = (role: Role): Sight => sights[role]

/** For counts that disclosure control protects afterwards, and for work that answers nobody. */
export const wholeSight: Sight = sights.hub

/** For results that every analyst reads: what all of them may see. */
export const sharedSight: Sight = sight({
  name: 'shared',
  kinds: openKinds,
  coded: codedKinds,
  groups: false,
})

/** The sights that see records, but not all: washing is worked out for each of them from what it sees. */
export const narrowSights: readonly Sight[] = [sights.police, sights.health]

/** Whether a role may see who is in treatment or on the programme, person by person. */
export const seesTreatment = (role: Role): boolean => sightOf(role).groups

export const mayReadKind = (role: Role, kind: string): boolean => {
  const { kinds } = sightOf(role)
  return kinds === null || kinds.includes(kind)
}

/** @throws ExpectedError `ROLE_FORBIDDEN` where one of the kinds may not be read; `what` is what was asked for */
export function refuseKinds(role: Role, kinds: readonly string[], what: string): void {
  if (kinds.every((kind) => mayReadKind(role, kind))) return
  const refused = kinds.filter((kind) => !mayReadKind(role, kind))
  const isHealth = refused.some((kind) => familyOf(kind) === 'health' && isDeclared(kind))
  const known = refused.find(isDeclared)
  const unknown = 'sources of a kind that this version does not know'
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: what,
    detail: isHealth
      ? `the role "${role}" may not see what treatment, programme and other health sources say of people`
      : `the role "${role}" may not see ${known === undefined ? unknown : titlesOf(known).plural}`,
    remedy: isHealth ? 'Ask somebody in the health or hub role.' : 'Ask somebody in the hub role.',
  })
}

/** Whether a role may load files of a kind: it must see every row of the kind, because the answer says which rows the case already holds. */
export const mayLoadKind = (role: Role, kind: string): boolean => seesAllOf(role, [kind])

/** @throws ExpectedError `ROLE_FORBIDDEN` if the role may not load a file of this kind; `what` is the file */
export function refuseLoading(role: Role, kind: string, what: string): void {
  if (mayLoadKind(role, kind)) return
  const others = readingRoles.filter((other) => mayLoadKind(other, kind))
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: what,
    detail: `the role "${role}" may not read all ${titlesOf(kind).plural}, and loading a file of them would tell which of its rows the case holds already; nothing was loaded`,
    remedy: `Ask somebody in the ${others.join(' or ')} role to load it.`,
  })
}

/**
 * For answers that the disclosure rules protect for every role: those rules were weighed for declared kinds, and what another holds nobody
 * knows.
 * @throws ExpectedError `ROLE_FORBIDDEN` where the kind is not declared and the role may not read such
 */
export function refuseUndeclared(role: Role, kind: string, what: string): void {
  if (!isDeclared(kind)) refuseKinds(role, [kind], `${what} of ${kind}`)
}

/** Whether a role learns of one person's records of a kind that there are some, and not what they say. */
export const withholdsDetails = (role: Role, kind: string): boolean =>
  definitionOf(kind)?.detailsWithheldFrom?.some((withheld) => withheld === role) ?? false

/** Kinds for which a role learns only that records exist. */
export const kindsWithDetailsWithheld = (role: Role): string[] =>
  declaredKinds.map(({ kind }) => kind).filter((kind) => withholdsDetails(role, kind))

/** Whether a role sees every row of every kind that there is in a case. */
export const seesAllOf = (role: Role, kinds: readonly string[]): boolean => {
  const { kinds: seen, coded } = sightOf(role)
  return seen === null || kinds.every((kind) => seen.includes(kind) && !coded.includes(kind))
}
