import { addPerson, homePiece, type Population } from './people.ts'
import { exporterAreas, piecesOf } from './places.ts'
import type { Random } from './random.ts'
import type { NumberIndex, PersonIndex, World } from './world.ts'

export const lookAlikeKinds = [
  'taxi-firm',
  'takeaway',
  'delivery-rider',
  'surgery',
  'school',
  'recruiter',
  'church',
  'sports-club',
  'plumber',
  'mobile-hairdresser',
  'mobile-trader',
  'treatment-keyworker',
  'party-organiser',
] as const
type LookAlikeKind = (typeof lookAlikeKinds)[number]

export type LookAlike = {
  kind: LookAlikeKind
  name: string
  number: NumberIndex
  person: PersonIndex | undefined
  book: NumberIndex[]
  scale: number
  supplier: NumberIndex | undefined
}

const landlineKinds = new Set<LookAlikeKind>(['surgery', 'school'])
const soleTraders = new Set<LookAlikeKind>([
  'delivery-rider',
  'plumber',
  'mobile-hairdresser',
  'mobile-trader',
  'treatment-keyworker',
  'party-organiser',
])

const labels: Record<LookAlikeKind, readonly string[]> = {
  'taxi-firm': ['Sallow Cars', 'A1 Taxi', 'Wend Cabs', 'Taxi'],
  takeaway: ['Golden Wok', 'Pizza Stop', 'Harbour Kebab', 'Chippy'],
  'delivery-rider': ['Rider', 'Delivery', 'Courier'],
  surgery: ['Doctors', 'Surgery', 'Tidemill Surgery'],
  school: ['School office', 'Saltpan Primary'],
  recruiter: ['Agency', 'Job agency', 'Shift Desk'],
  church: ['Church', 'Chapel group'],
  'sports-club': ['Footie', 'Club sec', 'Darts'],
  plumber: ['Plumber', 'Boiler man'],
  'mobile-hairdresser': ['Hair', 'Mobile hair'],
  'mobile-trader': ['Fish van', 'Veg van', 'Egg man'],
  'treatment-keyworker': ['Keyworker', 'Drugs worker', 'Drop in'],
  'party-organiser': ['Mate'],
}

const bookSizes: Record<LookAlikeKind, readonly [number, number]> = {
  'taxi-firm': [120, 320],
  takeaway: [60, 160],
  'delivery-rider': [10, 30],
  surgery: [150, 350],
  school: [60, 140],
  recruiter: [40, 90],
  church: [25, 60],
  'sports-club': [14, 26],
  plumber: [20, 50],
  'mobile-hairdresser': [20, 45],
  'mobile-trader': [30, 60],
  'treatment-keyworker': [22, 45],
  'party-organiser': [24, 50],
}

export function buildLookAlikes(world: World, population: Population): LookAlike[] {
  return Array.from({ length: world.size.lookAlikes }, (_, order) => {
    const random = world.stream('look-alike', order)
    const kind = lookAlikeKinds[order % lookAlikeKinds.length]!
    const piece = homePiece(random)
    const person = soleTraders.has(kind)
      ? addPerson(world, random, { kind: 'trader', piece, youngest: 22, oldest: 58, maleShare: 0.6 })
      : undefined
    const landline =
      landlineKinds.has(kind) ||
      (kind === 'taxi-firm' && random.chance(0.6)) ||
      (kind === 'takeaway' && random.chance(0.3))
    const label = random.pick(labels[kind])
    const number = world.addNumber(random, { subject: `look-alike-${order}`, label, landline, piece, person })
    if (person !== undefined) {
      world.people[person]!.numbers.push(number)
      if (random.chance(0.4)) world.people[person]!.numbers.push(secondSim(world, random, person, number))
    }
    const size = random.integer(...bookSizes[kind])
    const userShare = kind === 'treatment-keyworker' ? 1 : random.between(0.03, 0.25)
    const users = random.sample(population.users, Math.round(size * userShare))
    const userNumbers = users.map((user) => world.people[user]!.numbers.at(-1)!)
    const book = [...userNumbers, ...random.sample(world.publicNumbers, size - userNumbers.length)]
    return {
      kind,
      name: label,
      number,
      person,
      book,
      scale: random.between(0.6, 1.5),
      supplier: supplierOf(world, random, kind),
    }
  })
}

/** Two SIMs in one handset are not a line's habit alone. */
function secondSim(world: World, random: Random, person: PersonIndex, number: NumberIndex): NumberIndex {
  const one = world.people[person]!
  return world.addNumber(random, {
    subject: one.id,
    label: one.forename,
    piece: one.piece,
    person,
    imei: world.numbers[number]!.handsets[0]!.imei,
  })
}

/** Honest trades buy in the exporter areas too. */
function supplierOf(world: World, random: Random, kind: LookAlikeKind): NumberIndex | undefined {
  const buys = kind === 'takeaway' || kind === 'mobile-trader' || kind === 'recruiter' || kind === 'plumber'
  if (!buys || random.chance(0.35)) return undefined
  const piece = random.pick(piecesOf(random.pick(exporterAreas)))
  return world.addNumber(random, { subject: 'public', label: 'Supplier', piece })
}
