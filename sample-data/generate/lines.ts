import { daySeconds } from './clock.ts'
import { lineNames } from './names.ts'
import { imeiNumber } from './numbers.ts'
import { addPerson, homePiece, type Population } from './people.ts'
import { exporterAreas, piecesOf } from './places.ts'
import type { Random } from './random.ts'
import { type LineVoice, lineVoice } from './texts.ts'
import type { NumberIndex, PersonIndex, World } from './world.ts'

export type LineNumber = {
  number: NumberIndex
  from: number
  to: number
  succeeds: NumberIndex | undefined
  imei: string
  change: 'opened' | 'rebrand' | 'return'
}

export type Customer = {
  number: NumberIndex
  person: PersonIndex
  from: number
  to: number
  ordersPerDay: number
  answers: number
}

type LineStyle = {
  broadcastsPerDay: number
  usesChats: boolean
  bookShare: number
  callBackShare: number
  missedShare: number
  textOrderShare: number
  firstHour: number
  lastHour: number
  strangersPerDay: number
}

export type Line = {
  id: string
  name: string
  holder: PersonIndex
  holderNumber: NumberIndex
  runners: { person: PersonIndex; number: NumberIndex; from: number; to: number }[]
  exporterArea: string
  piece: number
  opened: number
  closed: number
  outcome: 'still-open' | 'holder-charged' | 'number-deactivated' | 'went-quiet'
  numbers: LineNumber[]
  upstream: NumberIndex
  style: LineStyle
  voice: LineVoice
  customers: Customer[]
}

const styleKinds = ['loud', 'loud', 'steady', 'steady', 'quiet', 'text-led', 'chats', 'night'] as const

function lineStyle(random: Random, kind: (typeof styleKinds)[number]): LineStyle {
  const style: LineStyle = {
    broadcastsPerDay: random.between(0.6, 1.6),
    usesChats: false,
    bookShare: random.between(0.75, 1),
    callBackShare: random.between(0.5, 0.9),
    missedShare: random.between(0.12, 0.35),
    textOrderShare: random.between(0.05, 0.3),
    firstHour: random.integer(8, 11),
    lastHour: random.integer(20, 23),
    strangersPerDay: random.between(0.3, 1.5),
  }
  if (kind === 'loud') return { ...style, broadcastsPerDay: random.between(1.6, 2.8) }
  if (kind === 'quiet') return { ...style, broadcastsPerDay: 0, missedShare: random.between(0.2, 0.4) }
  if (kind === 'text-led') return { ...style, textOrderShare: random.between(0.5, 0.75) }
  if (kind === 'chats') return { ...style, usesChats: true, textOrderShare: 0.35 }
  if (kind === 'night') return { ...style, firstHour: 15, lastHour: 26, broadcastsPerDay: 0.8 }
  return style
}

function bookSize(random: Random, kind: (typeof styleKinds)[number]): number {
  if (kind === 'quiet') return random.integer(11, 16)
  if (kind === 'loud') return random.integer(40, 75)
  return random.integer(18, 55)
}

export function buildLines(world: World, population: Population): Line[] {
  return Array.from({ length: world.size.lines }, (_, order) => buildLine(world, population, order))
}

function buildLine(world: World, population: Population, order: number): Line {
  const random = world.stream('line', order)
  const kind = styleKinds[order % styleKinds.length]!
  const exporterArea = random.weighted([
    [exporterAreas[0]!, 5],
    [exporterAreas[1]!, 3],
    [exporterAreas[2]!, 2],
  ])
  const awayPiece = random.pick(piecesOf(exporterArea))
  const piece = homePiece(random)
  const suffix = order < lineNames.length ? '' : ` ${Math.floor(order / lineNames.length) + 1}`
  const name = `${lineNames[order % lineNames.length]}${suffix}`
  const holder = addPerson(world, random, {
    kind: 'line-member',
    piece: awayPiece,
    youngest: 19,
    oldest: 34,
    maleShare: 0.95,
  })
  const holderNumber = personalNumber(world, random, holder, awayPiece)
  const upstreamPerson = addPerson(world, random, {
    kind: 'line-member',
    piece: awayPiece,
    youngest: 24,
    oldest: 42,
    maleShare: 0.95,
  })
  const upstream = personalNumber(world, random, upstreamPerson, awayPiece)
  const lastDay = world.days
  const openedDay = random.chance(0.3) ? 0 : random.integer(1, Math.floor(lastDay * 0.45))
  const livedDays = Math.min(lastDay - openedDay, Math.round(random.between(0.45, 0.95) * lastDay))
  const opened = world.start + openedDay * daySeconds
  const closed = Math.min(world.end, opened + livedDays * daySeconds)
  const numbers = lineNumbers(world, random, { order, name, piece, awayPiece, opened, closed, holder })
  const line: Line = {
    id: `L${String(order + 1).padStart(3, '0')}`,
    name,
    holder,
    holderNumber,
    runners: [],
    exporterArea,
    piece,
    opened,
    closed,
    outcome:
      closed >= world.end
        ? 'still-open'
        : random.pick(['holder-charged', 'number-deactivated', 'went-quiet'] as const),
    numbers,
    upstream,
    style: lineStyle(random, kind),
    voice: lineVoice(random, name),
    customers: [],
  }
  addRunners(world, random, line, population, awayPiece)
  line.customers = lineCustomers(world, random, line, population, bookSize(random, kind))
  return line
}

function personalNumber(world: World, random: Random, person: PersonIndex, piece: number): NumberIndex {
  const label = world.people[person]!.forename
  const index = world.addNumber(random, { subject: world.people[person]!.id, label, piece, person })
  world.people[person]!.numbers.push(index)
  return index
}

type NumberPlan = {
  order: number
  name: string
  piece: number
  awayPiece: number
  opened: number
  closed: number
  holder: PersonIndex
}

/** A line's numbers in turn: rebrands at once, and for some a closure of weeks and a return. */
function lineNumbers(world: World, random: Random, plan: NumberPlan): LineNumber[] {
  const lived = plan.closed - plan.opened
  const count = plan.order % 3 === 0 ? 1 : plan.order % 3 === 1 ? 2 : random.integer(2, 3)
  const returns = plan.order % 5 === 2 && count > 1
  const numbers: LineNumber[] = []
  let imei = imeiNumber(random)
  let from = plan.opened
  for (let turn = 0; turn < count; turn += 1) {
    const isLast = turn === count - 1
    const isReturn = returns && isLast
    if (turn > 0 && random.chance(0.45)) imei = imeiNumber(random)
    if (isReturn) from = Math.min(from + random.integer(18, 32) * daySeconds, plan.closed - 10 * daySeconds)
    const share = (lived / count) * random.between(0.85, 1.15)
    const to = isLast ? plan.closed : Math.min(plan.closed - 12 * daySeconds, Math.round(from + share))
    const number = world.addNumber(random, {
      subject: `line-${plan.order}`,
      label: plan.name,
      piece: plan.piece,
      person: plan.holder,
      from,
      to: isLast ? to : to + 3 * daySeconds,
      imei,
      exporterPiece: plan.awayPiece,
    })
    numbers.push({
      number,
      from,
      to,
      succeeds: numbers[turn - 1]?.number,
      imei,
      change: turn === 0 ? 'opened' : isReturn ? 'return' : 'rebrand',
    })
    from = to
  }
  return numbers
}

function addRunners(
  world: World,
  random: Random,
  line: Line,
  population: Population,
  awayPiece: number,
): void {
  const count = random.integer(1, 3)
  for (let turn = 0; turn < count; turn += 1) {
    const isLocalUser = random.chance(0.3)
    const person = isLocalUser
      ? random.pick(population.users)
      : addPerson(world, random, {
          kind: 'line-member',
          piece: awayPiece,
          youngest: 15,
          oldest: 22,
          maleShare: 0.85,
        })
    const number = world.people[person]!.numbers[0] ?? personalNumber(world, random, person, line.piece)
    const from = line.opened + Math.floor(random.next() * 0.3 * (line.closed - line.opened))
    line.runners.push({ person, number, from, to: line.closed })
  }
}

function lineCustomers(
  world: World,
  random: Random,
  line: Line,
  population: Population,
  count: number,
): Customer[] {
  const nearby = population.users.filter((index) => world.people[index]!.piece === line.piece)
  const runners = new Set(line.runners.map((runner) => runner.person))
  const chosen = new Set<PersonIndex>()
  while (chosen.size < count) {
    const person = random.pick(random.chance(0.45) && nearby.length > count ? nearby : population.users)
    if (!runners.has(person)) chosen.add(person)
  }
  const customers: Customer[] = []
  for (const person of [...chosen].sort((first, second) => first - second)) {
    const joined =
      random.chance(0.55) || line.numbers.length === 0
        ? line.opened
        : line.opened + Math.floor(random.next() * 0.7 * (line.closed - line.opened))
    const left = random.chance(0.75)
      ? line.closed
      : joined + Math.floor(random.next() * (line.closed - joined))
    const ordersPerDay = Math.min(2.2, 0.08 + random.exponential(0.28))
    const answers = random.between(0.02, 0.28)
    for (const number of world.people[person]!.numbers) {
      const held = world.numbers[number]!.owners.find((owner) => owner.person === person)
      if (!held) continue
      const from = Math.max(joined, held.from)
      const to = Math.min(left, held.to)
      if (to - from > 2 * daySeconds) customers.push({ number, person, from, to, ordersPerDay, answers })
    }
  }
  return customers
}
