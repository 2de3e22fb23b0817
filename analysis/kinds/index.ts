// Written by `node tests/kinds-index.mjs --write` from the files beside it.
import { kind as addresses } from './addresses.ts'
import { kind as boundaries } from './boundaries.ts'
import { kind as calls } from './calls.ts'
import { kind as cells } from './cells.ts'
import { kind as crime } from './crime.ts'
import { kind as custody } from './custody.ts'
import { kind as disposals } from './disposals.ts'
import { kind as disruptions } from './disruptions.ts'
import { kind as drugTests } from './drug-tests.ts'
import { kind as harm } from './harm.ts'
import { kind as harmReduction } from './harm-reduction.ts'
import { kind as hospital } from './hospital.ts'
import { kind as intelligence } from './intelligence.ts'
import { kind as people } from './people.ts'
import { kind as phone } from './phone.ts'
import { kind as population } from './population.ts'
import { kind as prison } from './prison.ts'
import { kind as programme } from './programme.ts'
import { kind as referrals } from './referrals.ts'
import { kind as samples } from './samples.ts'
import { kind as seizures } from './seizures.ts'
import { kind as services } from './services.ts'
import { kind as sightings } from './sightings.ts'
import { kind as stopSearch } from './stop-search.ts'
import { kind as treatment } from './treatment.ts'

export const readKinds = [
  boundaries,
  calls,
  cells,
  crime,
  custody,
  drugTests,
  harm,
  people,
  phone,
  prison,
  programme,
  stopSearch,
  treatment,
] as const

export const foreseenKinds = [
  addresses,
  disposals,
  disruptions,
  harmReduction,
  hospital,
  intelligence,
  population,
  referrals,
  samples,
  seizures,
  services,
  sightings,
] as const
