import { join } from 'node:path'
import { type CallLeg, operators } from './call-layouts.ts'
import { daySeconds } from './clock.ts'
import { openCsv } from './csv.ts'
import { eventKinds } from './event-store.ts'
import type { Ledger } from './ledger.ts'
import type { CallTarget } from './observation.ts'
import { type CellSite, pieces } from './places.ts'
import { hashedFraction } from './random.ts'
import { imeiAt, type World } from './world.ts'

const targetsPerRequest = 6

/** Each request asks one operator about a few numbers; every third request is answered again in part. */
export async function writeCalls(
  world: World,
  targets: readonly CallTarget[],
  ledger: Ledger,
  onFile: (done: number, total: number) => void,
): Promise<void> {
  const eventsOf = eventsByTarget(world, targets)
  const sitesOf = pieces.map((_, piece) => world.cellSites.filter((site) => site.piece === piece))
  let done = 0
  for (const [operator, layout] of operators.entries()) {
    const own = targets
      .map((target, order) => ({ target, events: eventsOf[order]! }))
      .filter(({ target }) => world.numbers[target.number]!.operator === operator)
    for (let start = 0; start < own.length; start += targetsPerRequest) {
      const request = start / targetsPerRequest + 1
      const group = own.slice(start, start + targetsPerRequest)
      await writeRequest(
        world,
        operator,
        group,
        sitesOf,
        ledger,
        `${layout.file}-request-${String(request).padStart(2, '0')}`,
      )
      if (request % 3 === 1) {
        const again = group
          .slice(0, 1)
          .map(({ target, events }) => ({ target, events: events.slice(-Math.ceil(events.length / 5)) }))
        const file = `${layout.file}-request-${String(request).padStart(2, '0')}-repeat`
        const rows = await writeRequest(world, operator, again, sitesOf, ledger, file, true)
        ledger.plant(`calls/${file}.csv`, 'overlaps-other-file', rows)
      }
      done += group.length
      onFile(done, targets.length)
    }
  }
}

function eventsByTarget(world: World, targets: readonly CallTarget[]): number[][] {
  const { events } = world
  const orderOf = new Map(targets.map((target, order) => [target.number, order]))
  const lists: number[][] = targets.map(() => [])
  const keep = (index: number, number: number): void => {
    const order = orderOf.get(number)
    if (order === undefined) return
    const at = events.at(index)
    const target = targets[order]!
    if (at >= target.from && at < target.to) lists[order]!.push(index)
  }
  for (let index = 0; index < events.count(); index += 1) {
    if (events.kind(index) === eventKinds.chat) continue
    keep(index, events.from(index))
    keep(index, events.to(index))
  }
  for (const list of lists)
    list.sort((first, second) => events.at(first) - events.at(second) || first - second)
  return lists
}

async function writeRequest(
  world: World,
  operator: number,
  group: readonly { target: CallTarget; events: readonly number[] }[],
  sitesOf: readonly CellSite[][],
  ledger: Ledger,
  name: string,
  isRepeat = false,
): Promise<number> {
  const { events } = world
  const layout = operators[operator]!
  const file = `calls/${name}.csv`
  const random = world.stream('calls', name)
  const writer = await openCsv(join(ledger.outDirectory, file), layout.delimiter)
  for (const line of layout.block(group.map(({ target }) => world.numbers[target.number]!.e164)))
    await writer.raw(`${line}\r\n`)
  await writer.row(layout.header)
  let communications = 0
  for (const { target, events: list } of group) {
    for (const index of list) {
      communications += 1
      const from = world.numbers[events.from(index)]!
      const to = world.numbers[events.to(index)]!
      const isCall = events.kind(index) === eventKinds.call
      const at = events.at(index)
      const legOf = (isA: boolean): CallLeg => {
        const party = isA ? from : to
        const number = isA ? events.from(index) : events.to(index)
        const isOnOperator = party.operator === operator && party.isMobile
        const first = siteAt(world, sitesOf, number, at)
        const last = events.duration(index) > 120 ? siteAt(world, sitesOf, number, at + 1800) : first
        return {
          from: from.e164,
          to: to.e164,
          target: world.numbers[target.number]!.e164,
          isA,
          isCall,
          at,
          duration: events.duration(index),
          imei: isOnOperator ? imeiAt(party, at) : '',
          imsi: isOnOperator ? party.imsi : '',
          first: isOnOperator ? first : undefined,
          last: isOnOperator ? last : undefined,
          sector: Math.floor(hashedFraction(world.seed, number, Math.floor(at / 900)) * 3),
          variant: hashedFraction(world.seed, index, operator),
        }
      }
      const isTargetA = events.from(index) === target.number
      await writer.row(layout.row(legOf(isTargetA)))
      if (layout.writesBothLegs && (isTargetA ? to : from).operator === operator)
        await writer.row(layout.row(legOf(!isTargetA)))
      if (!isRepeat && index % 2111 === 7) {
        await writer.row(layout.row(legOf(isTargetA)))
        ledger.plant(file, 'repeated-row')
      }
      if (!isRepeat && index % 1777 === 5) {
        const kind = random.pick(['no-time', 'impossible-time', 'junk-number'] as const)
        await writer.row(layout.spoil(layout.row(legOf(isTargetA)), kind))
        ledger.plant(file, kind)
      }
    }
  }
  await writer.close()
  ledger.count({ file, sheet: '', kind: 'calls', rows: writer.rows() - 1, communications })
  return writer.rows() - 1
}

/** Mostly near home, by the hour; a line's phone goes back to its exporter area for a day every so often. */
function siteAt(world: World, sitesOf: readonly CellSite[][], number: number, at: number): CellSite {
  const one = world.numbers[number]!
  const day = Math.floor(at / daySeconds)
  const isAway = one.exporterPiece >= 0 && hashedFraction(world.seed, number, day) < 0.12
  const hour = Math.floor(at / 3600)
  const wander = hashedFraction(world.seed, number + 7919, hour)
  const piece = isAway
    ? one.exporterPiece
    : wander < 0.72
      ? one.homePiece
      : Math.floor(hashedFraction(world.seed, number, hour) * pieces.length)
  const near =
    pieces[piece]!.isExporter === (isAway || pieces[one.homePiece]!.isExporter) ? piece : one.homePiece
  const sites = sitesOf[near]!
  return sites[Math.floor(hashedFraction(world.seed, number + 104729, hour) * sites.length)]!
}
