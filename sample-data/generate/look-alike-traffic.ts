import { clockParts, daySeconds, ukLocalToUtc } from './clock.ts'
import { eventKinds } from './event-store.ts'
import type { LookAlike } from './look-alikes.ts'
import type { Random } from './random.ts'
import * as texts from './texts.ts'
import type { NumberIndex, World } from './world.ts'

type Bulletin = {
  choices: readonly string[]
  share: number
  answers: number
  replies: number
  gapSeconds: readonly [number, number]
}

export async function lookAlikeTraffic(
  world: World,
  lookAlikes: readonly LookAlike[],
  onTrade: (done: number) => Promise<void>,
): Promise<void> {
  for (const [order, lookAlike] of lookAlikes.entries()) {
    await onTrade(order)
    const random = world.stream('look-alike-traffic', order)
    const partyDay = random.integer(10, world.days - 10)
    for (let day = 0; day < world.days; day += 1) {
      const midnight = world.start + day * daySeconds
      const hand = new TradeDay(world, lookAlike, random, midnight)
      hand.run(day === partyDay)
    }
  }
}

class TradeDay {
  private readonly world: World
  private readonly trade: LookAlike
  private readonly random: Random
  private readonly midnight: number
  private readonly weekday: number

  constructor(world: World, trade: LookAlike, random: Random, midnight: number) {
    this.world = world
    this.trade = trade
    this.random = random
    this.midnight = midnight
    this.weekday = clockParts(midnight).weekday
  }

  run(isPartyDay: boolean): void {
    const { random, trade } = this
    if (trade.supplier !== undefined && random.chance(0.5)) {
      this.call(this.hour(8, 20), trade.supplier, random.chance(0.6), Math.round(random.exponential(120)))
    }
    this.business()
    if (this.weekday > 0 && this.weekday < 6) this.office()
    this.club(isPartyDay)
  }

  private business(): void {
    const { random, trade } = this
    switch (trade.kind) {
      case 'taxi-firm':
        this.taxi()
        return
      case 'takeaway':
        this.incoming(8, 17, 23, [25, 90], 0.1, 0.25)
        if (random.chance(0.22))
          this.bulletin(this.hour(16, 18), {
            choices: texts.promoTexts,
            share: 0.9,
            answers: 0.12,
            replies: 0.01,
            gapSeconds: [0, 2],
          })
        return
      case 'delivery-rider':
        this.rider()
        return
      case 'plumber':
        this.incoming(5, 7, 18, [40, 260], 0.45, 0.85)
        this.outgoing(3, 8, 18, [20, 180])
        return
      case 'mobile-hairdresser':
        this.incoming(2.5, 9, 19, [40, 260], 0.4, 0.8)
        if (this.weekday > 1)
          this.bulletin(this.hour(16, 18), {
            choices: texts.hairTexts,
            share: 0.16,
            answers: 0.1,
            replies: 0.4,
            gapSeconds: [5, 50],
          })
        return
      case 'mobile-trader':
        this.incoming(4, 9, 17, [15, 80], 0.25, 0.7)
        if (random.chance(0.45))
          this.bulletin(this.hour(9, 12), {
            choices: texts.traderTexts,
            share: 0.95,
            answers: 0.15,
            replies: 0.05,
            gapSeconds: [0, 4],
          })
    }
  }

  private office(): void {
    const { random, trade } = this
    switch (trade.kind) {
      case 'surgery':
        this.incoming(22, 8, 10, [60, 300], 0.3, 0.35)
        this.outgoing(10, 9, 17, [60, 400])
        this.bulletin(this.hour(16, 18), {
          choices: texts.reminderTexts,
          share: 0.1,
          answers: 0.12,
          replies: 0,
          gapSeconds: [0, 1],
        })
        return
      case 'school':
        this.incoming(8, 8, 16, [30, 200], 0.15, 0.5)
        if (random.chance(0.5))
          this.bulletin(this.hour(9, 10), {
            choices: texts.schoolTexts,
            share: random.chance(0.3) ? 0.95 : 0.08,
            answers: 0.1,
            replies: 0,
            gapSeconds: [0, 2],
          })
        return
      case 'recruiter':
        this.incoming(5, 8, 18, [30, 240], 0.25, 0.8)
        this.outgoing(6, 8, 18, [30, 240])
        if (random.chance(0.6))
          this.bulletin(this.hour(8, 16), {
            choices: texts.recruiterTexts,
            share: 0.8,
            answers: 0.12,
            replies: 0.12,
            gapSeconds: [1, 4],
          })
        return
      case 'treatment-keyworker':
        this.incoming(3, 9, 17, [20, 200], 0.35, 0.85)
        this.outgoing(2.5, 9, 17, [20, 300])
        this.bulletin(this.hour(14, 17), {
          choices: texts.careTexts,
          share: 0.25,
          answers: 0.1,
          replies: 0.15,
          gapSeconds: [2, 40],
        })
    }
  }

  private club(isPartyDay: boolean): void {
    const { random, trade } = this
    switch (trade.kind) {
      case 'church':
      case 'sports-club':
        if (random.chance(0.2))
          this.bulletin(this.hour(17, 20), {
            choices: texts.clubTexts,
            share: 1,
            answers: 0.06,
            replies: 0.3,
            gapSeconds: [0, 1],
          })
        this.incoming(1, 9, 21, [60, 1200], 0.2, 0.6)
        this.outgoing(1.5, 9, 21, [60, 1500])
        return
      case 'party-organiser':
        this.outgoing(0.4, 9, 22, [30, 500])
        if (isPartyDay)
          this.bulletin(this.hour(12, 18), {
            choices: [texts.partyText],
            share: 1,
            answers: 0.3,
            replies: 0.5,
            gapSeconds: [0, 3],
          })
    }
  }

  private hour(first: number, last: number): number {
    return this.midnight + Math.round(this.random.between(first, last) * 3600)
  }

  private anyone(): NumberIndex {
    const { random, trade, world } = this
    return random.chance(0.7) ? random.pick(trade.book) : random.pick(world.publicNumbers)
  }

  private call(local: number, other: NumberIndex, isOutgoing: boolean, duration: number): void {
    this.world.events.add({
      at: ukLocalToUtc(local),
      from: isOutgoing ? this.trade.number : other,
      to: isOutgoing ? other : this.trade.number,
      kind: eventKinds.call,
      duration,
    })
  }

  private text(local: number, other: NumberIndex, isOutgoing: boolean, text: string, batch = 0): void {
    this.world.events.add({
      at: ukLocalToUtc(local),
      from: isOutgoing ? this.trade.number : other,
      to: isOutgoing ? other : this.trade.number,
      kind: eventKinds.text,
      text,
      batch,
    })
  }

  private incoming(
    mean: number,
    first: number,
    last: number,
    length: readonly [number, number],
    missed: number,
    callBack: number,
  ): void {
    const { random } = this
    for (let count = random.poisson(mean * this.trade.scale); count > 0; count -= 1) {
      const local = this.hour(first, last)
      const other = this.anyone()
      const isMissed = random.chance(missed)
      this.call(local, other, false, isMissed ? 0 : random.integer(...length))
      if (isMissed && random.chance(callBack)) {
        this.call(local + random.integer(60, 2400), other, true, random.integer(...length))
      }
    }
  }

  private outgoing(mean: number, first: number, last: number, length: readonly [number, number]): void {
    for (let count = this.random.poisson(mean * this.trade.scale); count > 0; count -= 1) {
      const isUnanswered = this.random.chance(0.2)
      this.call(
        this.hour(first, last),
        this.anyone(),
        true,
        isUnanswered ? 0 : this.random.integer(...length),
      )
    }
  }

  private taxi(): void {
    const { random } = this
    for (let count = random.poisson(26 * this.trade.scale); count > 0; count -= 1) {
      const local = this.hour(random.chance(0.5) ? 17 : 7, 25)
      const other = this.anyone()
      const isMissed = random.chance(0.06)
      this.call(local, other, false, isMissed ? 0 : random.integer(10, 45))
      const arrives = local + random.integer(300, 1100)
      if (random.chance(0.35)) this.call(arrives, other, true, random.integer(3, 15))
      else if (random.chance(0.4))
        this.text(arrives, other, true, 'Your taxi is outside. Thank you for booking')
    }
  }

  private rider(): void {
    const { random, world } = this
    if (random.chance(0.25)) return
    for (let count = random.poisson(13 * this.trade.scale); count > 0; count -= 1) {
      const local = this.hour(17, 23)
      const other = random.pick(world.publicNumbers)
      this.call(local, other, true, random.chance(0.25) ? 0 : random.integer(5, 40))
      if (random.chance(0.2)) this.call(local + random.integer(20, 200), other, false, random.integer(5, 40))
      if (random.chance(0.15)) this.text(local + 30, other, true, 'Im outside with your order')
    }
  }

  private bulletin(local: number, bulletin: Bulletin): void {
    const { random, trade, world } = this
    const batch = world.events.nextBatch()
    const text = random.pick(bulletin.choices)
    let at = local
    for (const other of random.shuffle(trade.book)) {
      if (!random.chance(bulletin.share)) continue
      at += random.integer(...bulletin.gapSeconds)
      this.text(at, other, true, text, batch)
      if (random.chance(bulletin.replies)) {
        this.text(
          at + Math.round(random.exponential(1800)) + 30,
          other,
          false,
          random.pick(['Yes', 'ok thanks', 'No sorry', 'what time?', 'Y']),
        )
      }
      if (random.chance(bulletin.answers)) {
        const called = at + 60 + Math.round(random.exponential(1500))
        const isMissed = random.chance(0.2)
        this.call(called, other, false, isMissed ? 0 : random.integer(15, 120))
        if (isMissed && random.chance(0.7))
          this.call(called + random.integer(60, 900), other, true, random.integer(15, 120))
      }
    }
  }
}
