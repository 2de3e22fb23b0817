import type { LayerFamily, Role } from '../contract/index.ts'
import { ExpectedError } from '../engine/errors.ts'

interface KindFacts {
  readonly title: string
  readonly family: LayerFamily
}

const kinds: Readonly<Record<string, KindFacts>> = {
  crime: { title: 'recorded crime', family: 'police' },
  'stop-search': { title: 'stops and searches', family: 'police' },
  custody: { title: 'arrests', family: 'police' },
  'drug-tests': { title: 'drug tests in custody', family: 'police' },
  disposals: { title: 'out-of-court disposals', family: 'police' },
  seizures: { title: 'seizures', family: 'police' },
  addresses: { title: 'premises and cuckooing visits', family: 'police' },
  intelligence: { title: 'intelligence reports', family: 'police' },
  sightings: { title: 'sightings', family: 'police' },
  disruptions: { title: 'disruptions', family: 'police' },
  harm: { title: 'overdoses, deaths and naloxone calls', family: 'harm' },
  samples: { title: 'tested samples', family: 'harm' },
  treatment: { title: 'treatment episodes', family: 'health' },
  programme: { title: 'programme clients', family: 'health' },
  hospital: { title: 'hospital attendances', family: 'health' },
  'harm-reduction': { title: 'harm reduction contacts', family: 'health' },
  referrals: { title: 'referrals to treatment', family: 'health' },
  services: { title: 'treatment sites', family: 'health' },
  calls: { title: 'calls and texts at cell sites', family: 'phones' },
}

export const factsOf = (kind: string): KindFacts => kinds[kind] ?? { title: kind, family: 'police' }

/** Where people in treatment live or are seen is for those who may see treatment; the police have no part in it. */
export const maySeePlaces = (role: Role, kind: string): boolean =>
  role === 'hub' || role === 'health' || (role === 'police' && factsOf(kind).family !== 'health')

/** Kinds whose places a role may not see. */
export const kindsWithoutPlaces = (role: Role): string[] =>
  Object.keys(kinds).filter((kind) => !maySeePlaces(role, kind))

/** @throws ExpectedError `ROLE_FORBIDDEN` */
export function refusePlaces(role: Role, kind: string): void {
  if (maySeePlaces(role, kind)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: `places of ${kind}`,
    detail: `the role "${role}" may not see where ${factsOf(kind).title} are`,
    remedy: 'Counts by area, under the disclosure rules, are in the areas question.',
  })
}
