import { daySeconds } from './clock.ts'
import type { Line } from './lines.ts'
import { type LookAlike, lookAlikeKinds } from './look-alikes.ts'
import type { Population } from './people.ts'
import type { Random } from './random.ts'
import { imeiAt, type NumberIndex, type PersonIndex, type World } from './world.ts'

export type Exhibit = {
  id: string
  numbers: NumberIndex[]
  person: PersonIndex | undefined
  imei: string
  from: number
  seizedAt: number
  of: 'line' | 'line-member' | 'customer' | 'look-alike' | 'other'
}

export type CallTarget = { number: NumberIndex; from: number; to: number }

export type Observation = { exhibits: Exhibit[]; callTargets: CallTarget[] }

export function planObservation(
  world: World,
  population: Population,
  lines: readonly Line[],
  lookAlikes: readonly LookAlike[],
): Observation {
  const random = world.stream('observation')
  const plan = new ObservationPlan(world, random)
  for (const [order, line] of lines.entries()) {
    if (order % 4 === 0 || order % 4 === 2) plan.seizeLine(line)
    if (order % 4 === 1 || order % 4 === 2) plan.requestLine(line)
  }
  const wanted = world.size.seizedPhones
  const share = (fraction: number): number => Math.max(1, Math.round(wanted * fraction))
  const members = lines.flatMap((line) => [line.holder, ...line.runners.map((runner) => runner.person)])
  const hiddenLines = lines.filter((_, order) => order % 4 === 3)
  const hiddenCustomers = hiddenLines.flatMap((line) =>
    random.sample(line.customers, 2).map((one) => one.person),
  )
  const customers = lines.flatMap((line) => line.customers.map((customer) => customer.person))
  const traders = lookAlikes.flatMap((one) => (one.person === undefined ? [] : [one]))
  for (const person of random.sample(members, share(0.1))) plan.seizePerson(person, 'line-member')
  for (const trader of random.sample(traders, share(0.13))) {
    plan.seize(world.people[trader.person!]!.numbers.slice(), trader.person, 'look-alike')
  }
  for (const person of hiddenCustomers) plan.seizePerson(person, 'customer')
  for (const person of random.sample(customers, share(0.25))) plan.seizePerson(person, 'customer')
  const others = random.shuffle([...population.arrestees, ...population.users])
  for (const person of others) {
    if (plan.exhibits.length >= wanted) break
    plan.seizePerson(person, 'other')
  }
  for (const [order, lookAlike] of lookAlikes.entries()) {
    const isFirstOfPair = Math.floor(order / lookAlikeKinds.length) % 2 === 0
    if (isFirstOfPair || random.chance(0.3)) plan.request(lookAlike.number)
  }
  for (const [order, line] of lines.entries()) if (order % 3 === 0) plan.request(line.upstream)
  const peopleWanted = world.size.callTargetPeople
  for (const person of random.sample(customers, Math.round(peopleWanted * 0.55))) plan.requestPerson(person)
  for (const person of random.sample(members, Math.round(peopleWanted * 0.15))) plan.requestPerson(person)
  for (const person of others.slice(-Math.round(peopleWanted * 0.3))) plan.requestPerson(person)
  return { exhibits: plan.exhibits, callTargets: plan.callTargets }
}

class ObservationPlan {
  readonly exhibits: Exhibit[] = []
  readonly callTargets: CallTarget[] = []
  private readonly world: World
  private readonly random: Random
  private readonly seized = new Set<NumberIndex>()
  private readonly requested = new Set<NumberIndex>()

  constructor(world: World, random: Random) {
    this.world = world
    this.random = random
  }

  seizeLine(line: Line): void {
    const first = this.random.pick(line.numbers)
    const numbers = line.numbers.filter((one) => one.imei === first.imei)
    const last = numbers.at(-1)!
    const isAtTheEnd = line.outcome !== 'still-open' && last === line.numbers.at(-1)
    const seizedAt = isAtTheEnd
      ? last.to
      : last.from + Math.round((last.to - last.from) * this.random.between(0.6, 0.98))
    this.seize(
      numbers.map((one) => one.number),
      line.holder,
      'line',
      seizedAt,
    )
  }

  requestLine(line: Line): void {
    for (const one of line.numbers) this.request(one.number, one.from - daySeconds, one.to + daySeconds)
  }

  seizePerson(person: PersonIndex, of: Exhibit['of']): void {
    const numbers = this.world.people[person]!.numbers
    if (numbers.length === 0) this.world.people[person]!.numbers.push(this.newNumber(person))
    const number = this.world.people[person]!.numbers.at(-1)!
    this.seize([number], person, of)
  }

  requestPerson(person: PersonIndex): void {
    const number = this.world.people[person]!.numbers.at(-1)
    if (number !== undefined) this.request(number)
  }

  seize(numbers: NumberIndex[], person: PersonIndex | undefined, of: Exhibit['of'], when?: number): void {
    if (numbers.some((number) => this.seized.has(number))) return
    const { world, random } = this
    for (const number of numbers) this.seized.add(number)
    const seizedAt =
      when ?? world.start + Math.round(world.days * random.between(0.35, 1)) * daySeconds - 3600
    const from = Math.max(
      world.start,
      seizedAt - Math.round(world.size.phoneWindowDays * random.between(0.4, 1)) * daySeconds,
    )
    this.exhibits.push({
      id: `EXH-${String(this.exhibits.length + 1).padStart(4, '0')}`,
      numbers,
      person,
      imei: imeiAt(world.numbers[numbers[0]!]!, seizedAt - 1),
      from,
      seizedAt,
      of,
    })
    for (const number of numbers) world.events.observe({ number, from, to: seizedAt, includesChats: true })
  }

  request(number: NumberIndex, from?: number, to?: number): void {
    if (this.requested.has(number)) return
    this.requested.add(number)
    const { world, random } = this
    const length = Math.round(world.size.callWindowDays * random.between(0.6, 1)) * daySeconds
    const begins =
      from ?? world.start + Math.round(random.next() * Math.max(0, world.end - world.start - length))
    const ends = to ?? begins + length
    this.callTargets.push({ number, from: begins, to: ends })
    world.events.observe({ number, from: begins, to: ends, includesChats: false })
  }

  private newNumber(person: PersonIndex): NumberIndex {
    const one = this.world.people[person]!
    return this.world.addNumber(this.world.stream('first-number-of', one.id), {
      subject: one.id,
      label: one.forename,
      piece: one.piece,
      person,
    })
  }
}
