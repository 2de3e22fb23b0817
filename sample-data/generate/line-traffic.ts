import { daySeconds, ukLocalToUtc } from './clock.ts'
import { type EventKind, eventKinds } from './event-store.ts'
import type { Customer, Line, LineNumber } from './lines.ts'
import type { Random } from './random.ts'
import {
  broadcastText,
  customerTexts,
  lineReplies,
  nearSameText,
  newNumberText,
  runnerTexts,
  upstreamTexts,
} from './texts.ts'
import type { World } from './world.ts'

/** Who really dealt with whom: the ties that this traffic made, before asking what any file shows of them. */
export type LineTies = Map<
  string,
  { line: string; number: number; customer: number; first: number; last: number }
>

export async function lineTraffic(
  world: World,
  lines: readonly Line[],
  onLine: (done: number) => Promise<void>,
): Promise<LineTies> {
  const ties: LineTies = new Map()
  for (const [order, line] of lines.entries()) {
    await onLine(order)
    for (const [turn, span] of line.numbers.entries()) {
      const random = world.stream('line-traffic', line.id, turn)
      const book = bookOf(world, line, turn)
      const day = new LineDay(world, line, span, random, book, ties)
      if (turn > 0) day.announce()
      for (let midnight = startOfDay(span.from); midnight < span.to; midnight += daySeconds) day.run(midnight)
    }
  }
  return ties
}

function startOfDay(moment: number): number {
  return moment - (moment % daySeconds)
}

/** A rebrand carries over most of the book, a return about half of it. */
function bookOf(world: World, line: Line, turn: number): Customer[] {
  const span = line.numbers[turn]!
  if (turn === 0) return line.customers
  const random = world.stream('line-book', line.id, turn)
  const share = span.change === 'return' ? 0.6 : 0.85
  return line.customers.filter((customer) => customer.from >= span.from || random.chance(share))
}

class LineDay {
  private readonly world: World
  private readonly line: Line
  private readonly span: LineNumber
  private readonly random: Random
  private readonly book: Customer[]
  private readonly ties: LineTies

  constructor(world: World, line: Line, span: LineNumber, random: Random, book: Customer[], ties: LineTies) {
    this.world = world
    this.line = line
    this.span = span
    this.random = random
    this.book = book
    this.ties = ties
  }

  announce(): void {
    const at = this.span.from + this.random.integer(9, 14) * 3600
    const text = newNumberText(this.random, this.line.voice)
    this.broadcast(at, text, 0.95)
  }

  run(midnight: number): void {
    const { style } = this.line
    const opens = midnight + style.firstHour * 3600
    const closes = midnight + style.lastHour * 3600
    const moment = (): number => Math.round(this.random.between(opens, closes))
    const broadcasts = this.random.poisson(style.broadcastsPerDay)
    for (let count = 0; count < broadcasts; count += 1) {
      this.broadcast(moment(), broadcastText(this.random, this.line.voice), style.bookShare)
    }
    for (const customer of this.book) {
      const orders = this.random.poisson(customer.ordersPerDay)
      for (let count = 0; count < orders; count += 1) this.order(customer, moment())
    }
    this.members(midnight, moment)
    this.strangers(moment)
  }

  private broadcast(local: number, text: string, share: number): void {
    const batch = this.world.events.nextBatch()
    let at = local
    for (const customer of this.random.shuffle(this.book)) {
      if (!this.isActive(customer, at) || !this.random.chance(share)) continue
      at += this.random.chance(0.9) ? this.random.integer(0, 3) : this.random.integer(5, 40)
      const kind = this.line.style.usesChats ? eventKinds.chat : eventKinds.text
      this.send(customer, at, kind, true, 0, nearSameText(this.random, text), batch)
      if (this.random.chance(customer.answers)) {
        this.order(customer, at + 60 + Math.round(this.random.exponential(900)))
      }
    }
  }

  private order(customer: Customer, local: number): void {
    if (!this.isActive(customer, local)) return
    const { random } = this
    const { style } = this.line
    if (random.chance(style.textOrderShare)) {
      const kind = style.usesChats ? eventKinds.chat : eventKinds.text
      this.send(customer, local, kind, false, 0, random.pick(customerTexts))
      this.send(customer, local + random.integer(30, 400), kind, true, 0, random.pick(lineReplies))
      return
    }
    if (random.chance(style.missedShare)) {
      this.send(customer, local, eventKinds.call, false, 0)
      if (random.chance(style.callBackShare)) {
        this.send(customer, local + random.integer(40, 600), eventKinds.call, true, random.integer(8, 50))
      } else if (random.chance(0.6)) {
        this.send(customer, local + random.integer(60, 500), eventKinds.call, false, random.integer(8, 45))
      }
    } else {
      this.send(customer, local, eventKinds.call, false, random.integer(8, 60))
    }
    if (random.chance(0.45)) {
      this.send(
        customer,
        local + random.integer(480, 1500),
        eventKinds.call,
        random.chance(0.4),
        random.integer(5, 30),
      )
    }
  }

  private members(midnight: number, moment: () => number): void {
    const { random, world, line, span } = this
    for (const runner of line.runners) {
      if (midnight < runner.from || midnight > runner.to) continue
      const contacts = random.poisson(4)
      for (let count = 0; count < contacts; count += 1) {
        this.between(
          runner.number,
          moment(),
          random.chance(0.6),
          25,
          random.pick(runnerTexts),
          random.chance(0.55),
        )
      }
    }
    const calls = random.poisson(1.4)
    for (let count = 0; count < calls; count += 1) {
      this.between(
        line.upstream,
        moment(),
        random.chance(0.5),
        110,
        random.pick(upstreamTexts),
        random.chance(0.35),
      )
    }
    if (random.chance(0.3)) {
      const local = moment()
      world.events.add({
        at: ukLocalToUtc(local),
        from: line.holderNumber,
        to: span.number,
        kind: eventKinds.call,
        duration: random.integer(10, 120),
      })
    }
  }

  private strangers(moment: () => number): void {
    const { random, world, span } = this
    const count = random.poisson(this.line.style.strangersPerDay)
    for (let turn = 0; turn < count; turn += 1) {
      const stranger = random.pick(world.publicNumbers)
      const isOutgoing = random.chance(0.35)
      world.events.add({
        at: ukLocalToUtc(moment()),
        from: isOutgoing ? span.number : stranger,
        to: isOutgoing ? stranger : span.number,
        kind: eventKinds.call,
        duration: random.chance(0.4) ? 0 : random.integer(4, 90),
      })
    }
  }

  private between(
    other: number,
    local: number,
    isOutgoing: boolean,
    meanDuration: number,
    text: string,
    isText: boolean,
  ): void {
    const { span, world, random } = this
    if (local < span.from || local >= span.to) return
    world.events.add({
      at: ukLocalToUtc(local),
      from: isOutgoing ? span.number : other,
      to: isOutgoing ? other : span.number,
      kind: isText ? eventKinds.text : eventKinds.call,
      duration: isText ? 0 : Math.round(random.exponential(meanDuration)),
      text: isText ? text : '',
    })
  }

  private isActive(customer: Customer, local: number): boolean {
    return local >= Math.max(customer.from, this.span.from) && local < Math.min(customer.to, this.span.to)
  }

  private send(
    customer: Customer,
    local: number,
    kind: EventKind,
    isOutgoing: boolean,
    duration: number,
    text = '',
    batch = 0,
  ): void {
    if (!this.isActive(customer, local)) return
    const at = ukLocalToUtc(local)
    const key = `${this.span.number}>${customer.number}`
    const tie = this.ties.get(key)
    if (tie) {
      tie.first = Math.min(tie.first, at)
      tie.last = Math.max(tie.last, at)
    } else {
      this.ties.set(key, {
        line: this.line.id,
        number: this.span.number,
        customer: customer.number,
        first: at,
        last: at,
      })
    }
    this.world.events.add({
      at,
      from: isOutgoing ? this.span.number : customer.number,
      to: isOutgoing ? customer.number : this.span.number,
      kind,
      duration,
      text,
      batch,
    })
  }
}
