import { addPerson, homePiece, type Population } from './people.ts'
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
export type LookAlikeKind = (typeof lookAlikeKinds)[number]

export type LookAlike = {
  kind: LookAlikeKind
  name: string
  number: NumberIndex
  person: PersonIndex | undefined
  book: NumberIndex[]
  scale: number
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
    if (person !== undefined) world.people[person]!.numbers.push(number)
    const size = random.integer(...bookSizes[kind])
    const userShare = kind === 'treatment-keyworker' ? 1 : random.between(0.03, 0.25)
    const users = random.sample(population.users, Math.round(size * userShare))
    const userNumbers = users.map((user) => world.people[user]!.numbers.at(-1)!)
    const book = [...userNumbers, ...random.sample(world.publicNumbers, size - userNumbers.length)]
    return { kind, name: label, number, person, book, scale: random.between(0.6, 1.5) }
  })
}
