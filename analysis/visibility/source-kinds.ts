import type { LayerFamily, Role, SourceKind } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'

const families: Readonly<Record<string, LayerFamily>> = {
  phone: 'phones',
  calls: 'phones',
  custody: 'police',
  'drug-tests': 'police',
  crime: 'police',
  'stop-search': 'police',
  people: 'police',
  boundaries: 'police',
  disposals: 'police',
  seizures: 'police',
  addresses: 'police',
  intelligence: 'police',
  sightings: 'police',
  disruptions: 'police',
  harm: 'harm',
  samples: 'harm',
  treatment: 'health',
  programme: 'health',
  hospital: 'health',
  'harm-reduction': 'health',
  referrals: 'health',
  services: 'health',
} satisfies Record<SourceKind, LayerFamily> & Record<string, LayerFamily>

/** Whose a kind of source is; one that nobody declared here counts as health. */
export const familyOf = (kind: string): LayerFamily =>
  Object.hasOwn(families, kind) ? (families[kind] ?? 'health') : 'health'

/** Kinds whose records put a person in a treatment group. */
export const groupKinds: readonly SourceKind[] = ['treatment', 'programme']

/** What a role may see of what the sources say. */
export interface Sight {
  /** Kinds of source whose rows it may read; null is every kind, also one that nobody declared. */
  readonly kinds: readonly string[] | null
  /** Who is in treatment or on the programme, person by person. */
  readonly groups: boolean
}

const declared = Object.keys(families)

/** Kinds that every analyst may see. */
export const openKinds: readonly string[] = declared.filter((kind) => familyOf(kind) !== 'health')

const nothing: Sight = { kinds: [], groups: false }

const sights: Readonly<Record<Role, Sight>> = {
  hub: { kinds: null, groups: true },
  health: { kinds: declared, groups: true },
  police: { kinds: openKinds, groups: false },
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
  const isHealth = kinds.some((kind) => familyOf(kind) === 'health' && declared.includes(kind))
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: what,
    detail: isHealth
      ? `the role "${role}" may not see what treatment, programme and other health sources say of people`
      : `the role "${role}" may not see sources of a kind that this version does not know`,
    remedy: isHealth ? 'Ask somebody in the health or hub role.' : 'Ask somebody in the hub role.',
  })
}

/**
 * For answers that the disclosure rules protect for every role: those rules were weighed for declared kinds, and what another holds nobody
 * knows.
 * @throws ExpectedError `ROLE_FORBIDDEN` where the kind is not declared and the role may not read such
 */
export function refuseUndeclared(role: Role, kind: string, what: string): void {
  if (!declared.includes(kind)) refuseKinds(role, [kind], `${what} of ${kind}`)
}
