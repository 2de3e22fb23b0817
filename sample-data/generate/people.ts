import { daySeconds, utcSeconds } from './clock.ts'
import { femaleForenames, maleForenames, surnames } from './names.ts'
import { addressLine, exporterAreas, homePieces, pieces, piecesOf, postcodeIn } from './places.ts'
import type { Random } from './random.ts'
import type { Person, PersonIndex, World } from './world.ts'

const ethnicities: readonly (readonly [string, number])[] = [
  ['W1', 76],
  ['W2', 2],
  ['W3', 1],
  ['W9', 6],
  ['M1', 2],
  ['M2', 1],
  ['M3', 1],
  ['M9', 1],
  ['A1', 1],
  ['A2', 2],
  ['A3', 1],
  ['A9', 1],
  ['B1', 2],
  ['B2', 1],
  ['B9', 1],
  ['O1', 0.5],
  ['O9', 0.5],
  ['NS', 3],
]

const substancesOfUsers: readonly (readonly [string[], number])[] = [
  [['Heroin illicit', 'Cocaine freebase (crack)'], 45],
  [['Cocaine freebase (crack)'], 12],
  [['Heroin illicit'], 14],
  [['Cocaine unspecified', 'Alcohol unspecified'], 12],
  [['Heroin illicit', 'Benzodiazepines illicit', 'Cocaine freebase (crack)'], 10],
  [['Cannabis unspecified'], 5],
  [['Ketamine'], 2],
]

export function homePiece(random: Random): number {
  return random.weighted(homePieces.map((piece) => [piece, pieces[piece]!.weight] as const))
}

type NewPerson = {
  kind: Person['kind']
  piece: number
  youngest: number
  oldest: number
  maleShare: number
  surname?: string
  birth?: number
}

export function addPerson(world: World, random: Random, options: NewPerson): PersonIndex {
  const sex = random.chance(options.maleShare) ? 'M' : 'F'
  const names = sex === 'M' ? maleForenames : femaleForenames
  const age = random.between(options.youngest, options.oldest)
  const earlierPiece = homePiece(random)
  const index = world.people.length
  const marries = sex === 'F' && random.chance(0.06)
  const birthYear = 1960 + random.integer(0, 45)
  world.people.push({
    id: `P${String(index + 1).padStart(6, '0')}`,
    forename: random.pick(names),
    middleName: random.chance(0.45) ? random.pick(names) : '',
    surname: options.surname ?? random.pick(surnames),
    formerSurname: marries ? random.pick(surnames) : '',
    sex,
    birth: options.birth ?? Math.floor((world.start - age * 365.2425 * daySeconds) / daySeconds) * daySeconds,
    ethnicity: random.weighted(ethnicities),
    piece: options.piece,
    address: addressLine(random),
    postcode: postcodeIn(options.piece, random),
    earlierPiece,
    earlierPostcode: postcodeIn(earlierPiece, random),
    movedAt: random.chance(0.15) ? world.start + random.integer(0, world.days) * daySeconds : 0,
    usesDrugs: options.kind === 'user',
    kind: options.kind,
    substances: options.kind === 'user' ? random.weighted(substancesOfUsers) : [],
    pncId: `${String(birthYear + 18).slice(2)}/${random.integer(1000, 999999)}${random.pick([...'ABCDEFGHJKLMNPQRTUVWXYZ'])}`,
    nominalRef: `N${String(700000 + index * 7)}`,
    clientId: `C${String(200000 + index * 3)}`,
    numbers: [],
  })
  return index
}

export type Population = {
  users: PersonIndex[]
  arrestees: PersonIndex[]
  treatmentOnly: PersonIndex[]
}

export function populate(world: World): Population {
  const { size } = world
  const users = Array.from({ length: size.users }, (_, order) => {
    const random = world.stream('user', order)
    return addPerson(world, random, {
      kind: 'user',
      piece: homePiece(random),
      youngest: 19,
      oldest: 58,
      maleShare: 0.7,
    })
  })
  const arrestees = Array.from({ length: size.otherArrestees }, (_, order) => {
    const random = world.stream('arrestee', order)
    const isFromAway = random.chance(0.12)
    const piece = isFromAway
      ? random.pick(piecesOf(random.pick([exporterAreas[0]!, exporterAreas[0]!, ...exporterAreas])))
      : homePiece(random)
    return addPerson(world, random, {
      kind: 'arrestee',
      piece,
      youngest: isFromAway ? 16 : 18,
      oldest: isFromAway ? 30 : 60,
      maleShare: 0.84,
    })
  })
  const treatmentOnly = Array.from({ length: size.otherTreatment }, (_, order) => {
    const random = world.stream('treatment-only', order)
    const index = addPerson(world, random, {
      kind: 'treatment-only',
      piece: homePiece(random),
      youngest: 18,
      oldest: 70,
      maleShare: 0.58,
    })
    const person = world.people[index]!
    person.substances = random.weighted([
      [['Alcohol unspecified'], 7],
      [['Cannabis unspecified', 'Alcohol unspecified'], 3],
      [['Prescribed opioids'], 1],
    ])
    return index
  })
  addTwins(world, users)
  return { users, arrestees, treatmentOnly }
}

/** Twins share surname, birth date and home; some share an initial too. */
function addTwins(world: World, users: PersonIndex[]): void {
  const random = world.stream('twins')
  const pairs = Math.max(3, Math.round(users.length / 120))
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = world.people[random.pick(users)]!
    const second = world.people[random.pick(users)]!
    if (first === second) continue
    second.surname = first.surname
    second.formerSurname = ''
    second.birth = first.birth
    second.piece = first.piece
    second.postcode = first.postcode
    second.address = first.address
    second.movedAt = 0
    first.movedAt = 0
    if (second.forename === first.forename) {
      const names = second.sex === 'M' ? maleForenames : femaleForenames
      second.forename = random.pick(names.filter((name) => name !== first.forename))
    }
  }
}

/** Numbers over time: most keep one, some change, some pass a number on, some couples share one. */
export function giveNumbers(world: World, people: readonly PersonIndex[]): void {
  for (const index of people) {
    const person = world.people[index]!
    const random = world.stream('numbers-of', person.id)
    const changes = random.chance(0.14)
    const changeAt = changes
      ? world.start + random.integer(20, Math.max(21, world.days - 20)) * daySeconds
      : world.end
    const label = person.forename
    const subject = person.id
    const options = { subject, label, piece: person.piece, person: index }
    person.numbers.push(world.addNumber(random, { ...options, to: changeAt }))
    if (changes) person.numbers.push(world.addNumber(random, { ...options, from: changeAt }))
  }
  passNumbersOn(world, people)
  shareNumbers(world, people)
}

function passNumbersOn(world: World, people: readonly PersonIndex[]): void {
  const random = world.stream('recycled-numbers')
  const changers = people.filter((index) => world.people[index]!.numbers.length > 1)
  for (const index of changers.slice(0, Math.ceil(changers.length / 4))) {
    const number = world.numbers[world.people[index]!.numbers[0]!]!
    const left = number.owners[0]!.to
    const taken = left + random.integer(10, 30) * daySeconds
    const heir = random.pick(people)
    if (heir === index || taken > world.end - 10 * daySeconds) continue
    number.owners.push({ person: heir, from: taken, to: world.end })
    number.handsets.push({
      imei: world.numbers[world.people[heir]!.numbers[0]!]!.handsets[0]!.imei,
      from: taken,
      to: world.end,
    })
    world.people[heir]!.numbers.push(world.people[index]!.numbers[0]!)
  }
}

/** A couple with one phone: both name the number as theirs; the truth gives it to its holder. */
export const sharedNumbers = new WeakMap<World, Map<PersonIndex, number>>()

function shareNumbers(world: World, people: readonly PersonIndex[]): void {
  const random = world.stream('shared-numbers')
  const shared = new Map<PersonIndex, number>()
  for (let pair = 0; pair < Math.ceil(people.length / 60); pair += 1) {
    const borrower = random.pick(people)
    const holder = random.pick(people)
    if (borrower !== holder) shared.set(borrower, world.people[holder]!.numbers[0]!)
  }
  sharedNumbers.set(world, shared)
}

export function addPublicNumbers(world: World): void {
  for (let order = 0; order < world.size.publicNumbers; order += 1) {
    const random = world.stream('public', order)
    const isFemale = random.chance(0.5)
    const label = random.pick(isFemale ? femaleForenames : maleForenames)
    world.publicNumbers.push(world.addNumber(random, { subject: 'public', label, piece: homePiece(random) }))
  }
}

export function ageAt(person: Person, at: number): number {
  return Math.floor((at - person.birth) / (365.2425 * daySeconds))
}

export const earliestRecord = utcSeconds('2023-04-01')
