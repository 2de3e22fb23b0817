import type { LayerFamily, Role, SourceKind } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { codedKinds } from './handling-codes.ts'
import { type Sight, type SightRules, viewStatements } from './views.ts'

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

export type { Sight }

const declared = Object.keys(families)

/** Kinds that every analyst may see. */
export const openKinds: readonly string[] = declared.filter((kind) => familyOf(kind) !== 'health')

const sight = (rules: SightRules): Sight => ({
  ...rules,
  views: (catalogue, shadows) => viewStatements(rules, catalogue, shadows),
})

const nothing = sight({ name: 'nothing', kinds: [], coded: [], groups: false })

const sights: Readonly<Record<Role, Sight>> = {
  hub: sight({ name: 'everything', kinds: null, coded: [], groups: true }),
  health: sight({ name: 'health', kinds: declared, coded: codedKinds, groups: true }),
  police: sight({ name: 'police', kinds: openKinds, coded: [], groups: false }),
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

const withoutDetails: Readonly<Partial<Record<Role, readonly string[]>>> = {
  health: ['custody', 'drug-tests'],
}

/** Whether a role learns of one person's records of a kind that there are some, and not what they say. */
export const withholdsDetails = (role: Role, kind: string): boolean =>
  withoutDetails[role]?.includes(kind) ?? false

/** Whether a role sees every row of every kind that there is in a case. */
export const seesAllOf = (role: Role, kinds: readonly string[]): boolean => {
  const { kinds: seen, coded } = sightOf(role)
  return seen === null || kinds.every((kind) => seen.includes(kind) && !coded.includes(kind))
}
