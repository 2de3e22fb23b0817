import { daySeconds, ukLocalToUtc } from './clock.ts'
import { eventKinds } from './event-store.ts'
import type { LookAlike } from './look-alikes.ts'
import type { Observation } from './observation.ts'
import type { Random } from './random.ts'
import { friendTexts } from './texts.ts'
import type { NumberIndex, PersonIndex, World } from './world.ts'

type Acquaintance = {
  number: NumberIndex
  label: string
  closeness: 'family' | 'friend' | 'business'
  weight: number
}

const familyLabels = ['Mum', 'Dad', 'Nan', 'Our kid', 'Sis', 'Auntie', 'Babe', 'Home', 'Ex']

/** Who a person knows, apart from any line: drawn from the person's own stream. */
function acquaintances(
  world: World,
  person: PersonIndex,
  users: readonly PersonIndex[],
  services: readonly LookAlike[],
): Acquaintance[] {
  const one = world.people[person]!
  const random = world.stream('acquaintances', one.id)
  const known: Acquaintance[] = []
  const familyLabel = random.shuffle(familyLabels)
  for (const [order, number] of random.sample(world.publicNumbers, random.integer(3, 7)).entries()) {
    known.push({ number, label: familyLabel[order]!, closeness: 'family', weight: 6 / (order + 1) })
  }
  const friendNumbers = random.sample(world.publicNumbers, random.integer(8, 24))
  if (one.usesDrugs) {
    for (const friend of random.sample(users, random.integer(2, 6))) {
      friendNumbers.push(world.people[friend]!.numbers.at(-1)!)
    }
  }
  for (const [order, number] of random.shuffle(friendNumbers).entries()) {
    known.push({ number, label: world.numbers[number]!.label, closeness: 'friend', weight: 3 / (order + 2) })
  }
  for (const service of random.sample(services, Math.min(services.length, random.integer(1, 4)))) {
    known.push({ number: service.number, label: service.name, closeness: 'business', weight: 0.12 })
  }
  return known.filter((friend) => !one.numbers.includes(friend.number))
}

export type AddressBooks = Map<PersonIndex, Acquaintance[]>

export async function everydayTraffic(
  world: World,
  observation: Observation,
  users: readonly PersonIndex[],
  services: readonly LookAlike[],
  onNumber: (done: number, total: number) => Promise<void>,
): Promise<AddressBooks> {
  const books: AddressBooks = new Map()
  const businesses = new Set(
    services.filter((one) => one.kind !== 'party-organiser').map((one) => one.number),
  )
  const watched = new Map<NumberIndex, { from: number; to: number }>()
  const widen = (number: NumberIndex, from: number, to: number): void => {
    const known = watched.get(number)
    watched.set(number, { from: Math.min(known?.from ?? from, from), to: Math.max(known?.to ?? to, to) })
  }
  for (const exhibit of observation.exhibits) {
    if (exhibit.of === 'line') continue
    for (const number of exhibit.numbers) widen(number, exhibit.from, exhibit.seizedAt)
  }
  for (const target of observation.callTargets) {
    if (!world.numbers[target.number]!.subject.startsWith('line-'))
      widen(target.number, target.from, target.to)
  }
  let done = 0
  for (const [number, period] of watched) {
    await onNumber(done, watched.size)
    done += 1
    const owners = world.numbers[number]!.owners
    for (const owner of owners) {
      const known = books.get(owner.person) ?? acquaintances(world, owner.person, users, services)
      books.set(owner.person, known)
      const rate = businesses.has(number) ? 0.5 : world.size.everydaySessionsPerDay
      everydayOf(world, number, known, {
        from: Math.max(owner.from, period.from),
        to: Math.min(owner.to, period.to),
        rate,
      })
    }
  }
  return books
}

function everydayOf(
  world: World,
  number: NumberIndex,
  known: readonly Acquaintance[],
  span: { from: number; to: number; rate: number },
): void {
  const random = world.stream('everyday', world.numbers[number]!.subject, number)
  const rate = span.rate * random.between(0.5, 1.6)
  const weighted = known.map((friend) => [friend, friend.weight] as const)
  for (let midnight = span.from - (span.from % daySeconds); midnight < span.to; midnight += daySeconds) {
    for (let count = random.poisson(rate); count > 0; count -= 1) {
      const local = midnight + Math.round(clampedHour(random) * 3600)
      const at = ukLocalToUtc(local)
      if (at < span.from || at >= span.to) continue
      session(world, random, number, random.weighted(weighted), at)
    }
  }
}

function clampedHour(random: Random): number {
  const hour = random.chance(0.3) ? random.normal(11, 2.5) : random.normal(18, 3)
  return Math.min(23.9, Math.max(6.5, hour))
}

function session(world: World, random: Random, number: NumberIndex, friend: Acquaintance, at: number): void {
  const isMine = random.chance(0.52)
  const { closeness } = friend
  const choice = random.next()
  const callShare = closeness === 'family' ? 0.42 : closeness === 'friend' ? 0.24 : 0.9
  if (choice < callShare) {
    const mean = closeness === 'family' ? 320 : closeness === 'friend' ? 140 : 60
    const isMissed = random.chance(0.18)
    world.events.add({
      at,
      from: isMine ? number : friend.number,
      to: isMine ? friend.number : number,
      kind: eventKinds.call,
      duration: isMissed ? 0 : 5 + Math.round(random.exponential(mean)),
    })
    if (isMissed && random.chance(0.4)) {
      world.events.add({
        at: at + random.integer(60, 5400),
        from: isMine ? friend.number : number,
        to: isMine ? number : friend.number,
        kind: eventKinds.call,
        duration: 5 + Math.round(random.exponential(mean)),
      })
    }
    return
  }
  const kind = choice < callShare + 0.25 ? eventKinds.text : eventKinds.chat
  let moment = at
  let mine = isMine
  for (let turns = 1 + random.poisson(kind === eventKinds.chat ? 3 : 1.4); turns > 0; turns -= 1) {
    world.events.add({
      at: moment,
      from: mine ? number : friend.number,
      to: mine ? friend.number : number,
      kind,
      text: random.pick(friendTexts),
    })
    if (random.chance(0.7)) mine = !mine
    moment += 15 + Math.round(random.exponential(150))
  }
}
