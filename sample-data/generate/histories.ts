import { daySeconds } from './clock.ts'
import { ageAt, earliestRecord, type Population } from './people.ts'
import { pieces, pointIn } from './places.ts'
import type { Random } from './random.ts'
import type { PersonIndex, World } from './world.ts'

export type Arrest = {
  person: PersonIndex
  at: number
  reference: string
  suite: string
  offence: string
  code: string
  isTrigger: boolean
  disposal: string
}
type Episode = {
  person: PersonIndex
  reference: string
  journey: number
  triaged: number
  discharged: number
  reason: string
  agency: string
  source: string
}
type Enrolment = { person: PersonIndex; from: number; to: number; route: string; worker: string }
export type Harm = {
  person: PersonIndex
  kind: 'death' | 'overdose' | 'ambulance'
  at: number
  piece: number
  latitude: number
  longitude: number
  substances: string
  isConfirmed: boolean
  naloxone: boolean
}
export type Histories = { arrests: Arrest[]; episodes: Episode[]; enrolments: Enrolment[]; harms: Harm[] }

const offences: readonly (readonly [string, string, boolean, number])[] = [
  ['Theft from shop', '46/00', true, 26],
  ['Burglary dwelling', '28/31', true, 8],
  ['Possession of a controlled drug class A', '92/71', true, 14],
  ['Possession with intent to supply class A', '92/41', true, 10],
  ['Robbery', '34/10', true, 4],
  ['Going equipped for theft', '33/00', true, 3],
  ['Common assault', '105/01', false, 16],
  ['Public order section 4A', '125/12', false, 9],
  ['Criminal damage', '149/00', false, 7],
  ['Drive while over the limit', '803/01', false, 6],
  ['Possession of a controlled drug class B', '93/71', false, 7],
  ['Breach of court order', '80/00', false, 6],
]
const disposals = [
  'Charged',
  'Released under investigation',
  'No further action',
  'Community resolution',
  'Conditional caution',
  'Bailed',
]
const suites = ['Port Sallow', 'Harrowick', 'Eastwrath']
const agencies = ['Z0101', 'Z0102', 'Z0203']

export function buildHistories(world: World, population: Population): Histories {
  return {
    arrests: buildArrests(world, population),
    episodes: buildEpisodes(world, population),
    enrolments: buildEnrolments(world, population),
    harms: buildHarms(world, population),
  }
}

function momentIn(world: World, random: Random): number {
  return world.start + Math.floor(random.next() * (world.end - world.start))
}

function buildArrests(world: World, population: Population): Arrest[] {
  const lineMembers = world.people.flatMap((person, index) => (person.kind === 'line-member' ? [index] : []))
  const random = world.stream('arrests')
  const arrests: Omit<Arrest, 'reference'>[] = []
  const arrest = (person: PersonIndex): void => {
    const isMember = world.people[person]!.kind === 'line-member'
    const [offence, code, isTrigger] = isMember
      ? offences[random.pick([2, 3, 3])]!
      : random.weighted(offences.map((one) => [one, one[3]] as const))
    arrests.push({
      person,
      at: momentIn(world, random),
      suite: random.pick(suites),
      offence,
      code,
      isTrigger,
      disposal: random.pick(disposals),
    })
  }
  for (const person of population.arrestees) arrest(person)
  for (const person of random.sample(lineMembers, Math.round(lineMembers.length * 0.4))) arrest(person)
  const arrested = random.sample(population.users, Math.round(population.users.length * 0.7))
  const again = [
    ...arrested,
    ...random.sample(population.arrestees, Math.round(population.arrestees.length * 0.2)),
  ]
  for (const person of arrested) arrest(person)
  while (arrests.length < world.size.custodyRecords) arrest(random.pick(again))
  arrests.sort((first, second) => first.at - second.at || first.person - second.person)
  return arrests.slice(0, world.size.custodyRecords).map((one, order) => ({
    ...one,
    reference: `${one.suite.slice(0, 1)}W/${String(10001 + order)}/${new Date(one.at * 1000).getUTCFullYear() % 100}`,
  }))
}

function buildEpisodes(world: World, population: Population): Episode[] {
  const random = world.stream('episodes')
  const inTreatment = [
    ...random.sample(population.users, Math.round(population.users.length * 0.52)),
    ...population.treatmentOnly,
  ]
  const journeys = new Map<PersonIndex, { count: number; free: number }>()
  const episodes: Episode[] = []
  let serial = 40001
  const start = (person: PersonIndex): void => {
    const known = journeys.get(person) ?? {
      count: 0,
      free: earliestRecord + random.integer(0, 900) * daySeconds,
    }
    const triaged = known.free
    if (triaged > world.end - 10 * daySeconds) return
    const length = Math.round(14 + random.exponential(260))
    const isOpen = triaged + length * daySeconds >= world.end
    const discharged = isOpen ? 0 : triaged + length * daySeconds
    episodes.push({
      person,
      reference: `E${serial}`,
      journey: known.count + 1,
      triaged,
      discharged,
      reason: isOpen ? '' : random.pick(['80', '80', '82', '83', '84', '86', '86', '87']),
      agency: random.pick(agencies),
      source: random.pick(['Self', 'GP', 'Criminal justice', 'Prison', 'Hospital']),
    })
    serial += 1
    const gap = random.integer(10, 300) * daySeconds
    journeys.set(person, {
      count: known.count + 1,
      free: isOpen ? Number.MAX_SAFE_INTEGER : discharged + gap,
    })
  }
  for (const person of inTreatment) start(person)
  for (let tries = 0; episodes.length < world.size.treatmentEpisodes && tries < 200000; tries += 1)
    start(random.pick(inTreatment))
  return episodes.sort(
    (first, second) => first.triaged - second.triaged || (first.reference < second.reference ? -1 : 1),
  )
}

function buildEnrolments(world: World, population: Population): Enrolment[] {
  const random = world.stream('programme')
  return random.sample(population.users, world.size.programmeClients).map((person) => {
    const from = world.start + Math.floor(random.between(-0.6, 0.9) * (world.end - world.start))
    const left = from + random.integer(40, 400) * daySeconds
    return {
      person,
      from,
      to: left < world.end ? left : 0,
      route: random.pick(['Test on arrest', 'Outreach', 'Out-of-court disposal', 'Self', 'Prison']),
      worker: random.pick(['AB', 'CD', 'EF', 'GH']),
    }
  })
}

/** Overdoses gather in two pieces, and one outbreak of a few days stands out: see truth/outbreaks.csv. */
export const hotPieces = [0, 8] as const
export function outbreak(world: World): { piece: number; from: number; to: number; substance: string } {
  const from = world.start + Math.floor(world.days * 0.78) * daySeconds
  return { piece: hotPieces[1], from, to: from + 12 * daySeconds, substance: 'Nitazene' }
}

function buildHarms(world: World, population: Population): Harm[] {
  const random = world.stream('harms')
  const { size } = world
  const harms: Harm[] = []
  const died = new Set<PersonIndex>()
  const burst = outbreak(world)
  const add = (kind: Harm['kind'], isOutbreak: boolean): void => {
    let person = random.pick(population.users)
    while (died.has(person)) person = random.pick(population.users)
    const one = world.people[person]!
    const piece = isOutbreak ? burst.piece : random.chance(0.35) ? random.pick(hotPieces) : one.piece
    const at = isOutbreak
      ? burst.from + Math.floor(random.next() * (burst.to - burst.from))
      : momentIn(world, random)
    const point = pointIn(pieces[piece]!.isExporter ? 0 : piece, random)
    if (kind === 'death') died.add(person)
    harms.push({
      person,
      kind,
      at,
      piece,
      ...point,
      substances: isOutbreak
        ? burst.substance
        : random.pick([
            'Heroin',
            'Heroin; crack cocaine',
            'Opioid, unspecified',
            'Benzodiazepine',
            'Alcohol; heroin',
            'Cocaine',
          ]),
      isConfirmed: random.chance(0.55),
      naloxone: random.chance(0.6),
    })
  }
  for (let count = 0; count < size.overdoses; count += 1)
    add('overdose', count < Math.max(9, size.overdoses * 0.02))
  for (let count = 0; count < size.ambulanceCalls; count += 1)
    add('ambulance', count < Math.max(8, size.ambulanceCalls * 0.01))
  for (let count = 0; count < size.deaths; count += 1) add('death', count < 3)
  return harms.sort((first, second) => first.at - second.at || first.person - second.person)
}

export function isAdult(world: World, person: PersonIndex, at: number): boolean {
  return ageAt(world.people[person]!, at) >= 18
}
