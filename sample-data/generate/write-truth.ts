import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isoDay, isoInstant } from './clock.ts'
import { type Cell, writeCsv } from './csv.ts'
import type { Histories } from './histories.ts'
import type { Ledger } from './ledger.ts'
import type { LineTies } from './line-traffic.ts'
import type { Line } from './lines.ts'
import type { LookAlike } from './look-alikes.ts'
import type { Observation } from './observation.ts'
import type { World } from './world.ts'
import { writeCounts, writeExhibits, writePlaces } from './write-truth-counts.ts'

type TruthParts = {
  world: World
  lines: readonly Line[]
  ties: LineTies
  lookAlikes: readonly LookAlike[]
  observation: Observation
  histories: Histories
  ledger: Ledger
}

export async function writeTruth(parts: TruthParts): Promise<void> {
  const directory = join(parts.ledger.outDirectory, 'truth')
  await mkdir(directory, { recursive: true })
  const seen = observedPairs(parts.world)
  await writeLines(parts, directory, seen)
  await writeCustomers(parts, directory, seen)
  await writeRoles(parts, directory, seen)
  await writeGroups(parts, directory)
  await writeOwners(parts, directory)
  await writePlaces(parts.world, directory)
  await writeExhibits(parts.world, parts.observation.exhibits, directory)
  await writeCounts(parts.world, parts.ledger, directory)
  await writeFile(join(directory, 'README.md'), truthReadme)
}

type Seen = { pair: (from: number, to: number) => number; number: (number: number) => number }

function observedPairs(world: World): Seen {
  const pairs = new Map<number, number>()
  const numbers = new Map<number, number>()
  const { events } = world
  const size = world.numbers.length
  for (let index = 0; index < events.count(); index += 1) {
    const from = events.from(index)
    const to = events.to(index)
    const key = Math.min(from, to) * size + Math.max(from, to)
    pairs.set(key, (pairs.get(key) ?? 0) + 1)
    numbers.set(from, (numbers.get(from) ?? 0) + 1)
    numbers.set(to, (numbers.get(to) ?? 0) + 1)
  }
  return {
    pair: (from, to) => pairs.get(Math.min(from, to) * size + Math.max(from, to)) ?? 0,
    number: (number) => numbers.get(number) ?? 0,
  }
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

async function writeLines(parts: TruthParts, directory: string, seen: Seen): Promise<void> {
  const { world, lines, observation } = parts
  const seized = new Set(observation.exhibits.flatMap((exhibit) => exhibit.numbers))
  const requested = new Set(observation.callTargets.map((target) => target.number))
  await writeCsv(
    join(directory, 'lines.csv'),
    [
      'line',
      'name',
      'holder_person',
      'opened',
      'closed',
      'outcome',
      'exporter_area',
      'numbers',
      'customers',
      'observable',
      'observed_communications',
      'seen_through',
    ],
    lines.map((line): Cell[] => {
      const own = line.numbers.map((one) => one.number)
      const count = own.reduce((sum, number) => sum + seen.number(number), 0)
      const through = [
        own.some((number) => seized.has(number)) ? 'own-phone' : '',
        own.some((number) => requested.has(number)) ? 'call-records' : '',
      ].filter(Boolean)
      return [
        line.id,
        line.name,
        world.people[line.holder]!.id,
        isoDay(line.opened),
        line.closed >= world.end ? '' : isoDay(line.closed),
        line.outcome,
        line.exporterArea,
        own.length,
        line.customers.length,
        yesNo(count > 0),
        count,
        through.join('+') || (count > 0 ? 'others-only' : 'nothing'),
      ]
    }),
  )
  await writeCsv(
    join(directory, 'line-numbers.csv'),
    ['line', 'number', 'from', 'to', 'imei', 'succeeds', 'change', 'observable', 'observed_communications'],
    lines.flatMap((line) =>
      line.numbers.map((one): Cell[] => [
        line.id,
        world.numbers[one.number]!.e164,
        isoInstant(one.from),
        isoInstant(one.to),
        one.imei,
        one.succeeds === undefined ? '' : world.numbers[one.succeeds]!.e164,
        one.change,
        yesNo(seen.number(one.number) > 0),
        seen.number(one.number),
      ]),
    ),
  )
}

async function writeCustomers(parts: TruthParts, directory: string, seen: Seen): Promise<void> {
  const { world, lines, ties } = parts
  const merged = new Map<
    string,
    { line: string; customer: number; first: number; last: number; observed: number }
  >()
  for (const tie of ties.values()) {
    const key = `${tie.line}>${tie.customer}`
    const observed = seen.pair(tie.number, tie.customer)
    const known = merged.get(key)
    if (known) {
      known.first = Math.min(known.first, tie.first)
      known.last = Math.max(known.last, tie.last)
      known.observed += observed
    } else
      merged.set(key, { line: tie.line, customer: tie.customer, first: tie.first, last: tie.last, observed })
  }
  const owner = new Map(
    lines.flatMap((line) => line.customers.map((one) => [`${line.id}>${one.number}`, one.person] as const)),
  )
  await writeCsv(
    join(directory, 'customers.csv'),
    ['line', 'number', 'person', 'first', 'last', 'observable', 'observed_communications'],
    [...merged.values()].map((one): Cell[] => [
      one.line,
      world.numbers[one.customer]!.e164,
      world.people[owner.get(`${one.line}>${one.customer}`)!]!.id,
      isoInstant(one.first),
      isoInstant(one.last),
      yesNo(one.observed > 0),
      one.observed,
    ]),
  )
}

async function writeRoles(parts: TruthParts, directory: string, seen: Seen): Promise<void> {
  const { world, lines, lookAlikes } = parts
  const rows: Cell[][] = []
  for (const line of lines) {
    const add = (number: number, person: number, role: string, from: number, to: number): void => {
      const observed = line.numbers.reduce((sum, one) => sum + seen.pair(one.number, number), 0)
      rows.push([
        line.id,
        world.numbers[number]!.e164,
        world.people[person]!.id,
        role,
        isoInstant(from),
        isoInstant(to),
        yesNo(observed > 0),
      ])
    }
    for (const one of line.numbers) {
      rows.push([
        line.id,
        world.numbers[one.number]!.e164,
        world.people[line.holder]!.id,
        'line',
        isoInstant(one.from),
        isoInstant(one.to),
        yesNo(seen.number(one.number) > 0),
      ])
    }
    add(line.holderNumber, line.holder, 'holder', line.opened, line.closed)
    for (const runner of line.runners) add(runner.number, runner.person, 'runner', runner.from, runner.to)
    const upstream = world.numbers[line.upstream]!.owners[0]!.person
    add(line.upstream, upstream, 'upstream', line.opened, line.closed)
  }
  await writeCsv(
    join(directory, 'roles.csv'),
    ['line', 'number', 'person', 'role', 'from', 'to', 'observable'],
    rows,
  )
  await writeCsv(
    join(directory, 'look-alikes.csv'),
    ['number', 'kind', 'observable', 'observed_communications'],
    lookAlikes.map((one): Cell[] => [
      world.numbers[one.number]!.e164,
      one.kind,
      yesNo(seen.number(one.number) > 0),
      seen.number(one.number),
    ]),
  )
}

async function writeGroups(parts: TruthParts, directory: string): Promise<void> {
  const { world, lines, histories, ledger } = parts
  const onProgramme = new Set(histories.enrolments.filter((one) => one.to === 0).map((one) => one.person))
  const everProgramme = new Set(histories.enrolments.map((one) => one.person))
  const open = new Set(histories.episodes.filter((one) => one.discharged === 0).map((one) => one.person))
  const ever = new Set(histories.episodes.map((one) => one.person))
  const seen = new Set<string>()
  const rows: Cell[][] = []
  for (const customer of lines.flatMap((line) => line.customers)) {
    const key = `${customer.person}>${customer.number}`
    if (seen.has(key)) continue
    seen.add(key)
    const group = onProgramme.has(customer.person)
      ? 'programme'
      : ever.has(customer.person)
        ? 'mainstream'
        : 'not-known'
    rows.push([
      world.people[customer.person]!.id,
      world.numbers[customer.number]!.e164,
      group,
      yesNo(open.has(customer.person)),
      yesNo(everProgramme.has(customer.person)),
      yesNo(ledger.attributed.has(key)),
    ])
  }
  await writeCsv(
    join(directory, 'groups.csv'),
    ['person', 'number', 'group', 'in_treatment', 'ever_programme', 'attributable'],
    rows,
  )
}

async function writeOwners(parts: TruthParts, directory: string): Promise<void> {
  const { world, ledger } = parts
  const rows: Cell[][] = []
  for (const number of world.numbers) {
    for (const owner of number.owners) {
      rows.push([number.e164, world.people[owner.person]!.id, isoInstant(owner.from), isoInstant(owner.to)])
    }
  }
  await writeCsv(join(directory, 'number-owners.csv'), ['number', 'person', 'from', 'to'], rows)
  await writeCsv(
    join(directory, 'people.csv'),
    ['file', 'sheet', 'row', 'record_id', 'person'],
    ledger.personRows.map((row): Cell[] => [
      row.file,
      row.sheet,
      row.row,
      row.recordId,
      world.people[row.person]!.id,
    ]),
  )
}

const truthReadme = `# The truth of this synthetic county

SYNTHETIC. Nobody here exists. The analysis never reads this folder; an evaluation does.

- Rows in people.csv are counted from 1 below the header.
- Times are UTC. Numbers are E.164.
- "observable" means that at least one communication row of phones/ or calls/ shows it.
- The group is that of the last day: "programme" for an open enrolment, else "mainstream" for anyone with a
  treatment episode begun by then, open or closed, else "not-known".
- "attributable" in groups.csv means that a custody, programme or nominal row gives that number for that person.
- A number may pass to another person: number-owners.csv has the dates. A borrowed (shared) phone belongs to its holder.
- prison.csv has each stay; "released" is empty for those still inside on the last day.
- planted.csv counts rows that no importer can load (no-time, impossible-time, junk-number, no-place), rows written twice
  (repeated-row) and whole files that repeat rows of another (overlaps-other-file).
- events.csv counts rows per file and sheet; "communications" counts a row with several recipients once for each,
  leaves out planted rows, and counts A and B legs once. The "all" rows count each communication once over all files.
`
