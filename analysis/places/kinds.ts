import type { LayerFamily, Role } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { familyOf, mayReadKind } from '../visibility/source-kinds.ts'

const titles: Readonly<Record<string, string>> = {
  crime: 'recorded crime',
  'stop-search': 'stops and searches',
  custody: 'arrests',
  'drug-tests': 'drug tests in custody',
  disposals: 'out-of-court disposals',
  seizures: 'seizures',
  addresses: 'premises and cuckooing visits',
  intelligence: 'intelligence reports',
  sightings: 'sightings',
  disruptions: 'disruptions',
  harm: 'overdoses, deaths and naloxone calls',
  samples: 'tested samples',
  treatment: 'treatment episodes',
  programme: 'programme clients',
  hospital: 'hospital attendances',
  'harm-reduction': 'harm reduction contacts',
  referrals: 'referrals to treatment',
  services: 'treatment sites',
  calls: 'calls and texts at cell sites',
}

export const factsOf = (kind: string): { readonly title: string; readonly family: LayerFamily } => ({
  title: Object.hasOwn(titles, kind) ? (titles[kind] ?? kind) : kind,
  family: familyOf(kind),
})

/**
 * Where people in treatment live or are seen is for those who may see treatment; the police have no part in it.
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export function refusePlaces(role: Role, kind: string): void {
  if (mayReadKind(role, kind)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: `places of ${kind}`,
    detail: `the role "${role}" may not see where ${factsOf(kind).title} are`,
    remedy: 'Counts by area, under the disclosure rules, are in the areas question.',
  })
}
