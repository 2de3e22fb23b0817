import type { Role, SourceKind } from '../contract/index.ts'
import { type ReadingRole, readingRoles } from '../kinds/define-kind.ts'
import {
  declaredKinds,
  familyOf,
  isDeclared,
  kindsOfGroup,
  kindsVisibleTo,
  titlesOf,
} from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'

export { familyOf }

/** Kinds whose records put a person in a treatment group. */
export const groupKinds: readonly SourceKind[] = kindsOfGroup()

/** What a role may see of what the sources say. */
export interface Sight {
  /** Kinds of source whose rows it may read; null is every kind, also one that nobody declared. */
  readonly kinds: readonly string[] | null
  /** Who is in treatment or on the programme, person by person. */
  readonly groups: boolean
}

/** Kinds that every analyst may see. */
export const openKinds: readonly string[] = declaredKinds
  .filter(({ visibleTo }) => readingRoles.every((role) => visibleTo.includes(role)))
  .map(({ kind }) => kind)

const nothing: Sight = { kinds: [], groups: false }

/** Who reads every kind that puts people in a group knows who is in one. */
const sightOfReading = (role: ReadingRole): Sight => {
  const kinds = kindsVisibleTo(role)
  return { kinds, groups: groupKinds.every((kind) => kinds.includes(kind)) }
}

const sights: Readonly<Record<Role, Sight>> = {
  hub: { kinds: null, groups: true },
  health: sightOfReading('health'),
  police: sightOfReading('police'),
  lead: nothing,
  reader: nothing,
}

export const sightOf = (role: Role): Sight => sights[role]

/** For counts that disclosure control protects afterwards, and for work that answers nobody. */
export const wholeSight: Sight = sights.hub

/** For questions that are about nobody in particular. */
export const noSight: Sight = nothing

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

/**
 * For answers that the disclosure rules protect for every role: those rules were weighed for declared kinds, and what another holds nobody
 * knows.
 * @throws ExpectedError `ROLE_FORBIDDEN` where the kind is not declared and the role may not read such
 */
export function refuseUndeclared(role: Role, kind: string, what: string): void {
  if (!isDeclared(kind)) refuseKinds(role, [kind], `${what} of ${kind}`)
}
