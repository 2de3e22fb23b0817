import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine } from '../../../analysis/app/create-engine.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { Mapping, Role, SourceKind } from '../../../analysis/contract/index.ts'
import { forgetFile, noteFile } from '../../../analysis/visibility/note-known.ts'
import { sightOf } from '../../../analysis/visibility/source-kinds.ts'
import { type Asking, askEngine } from '../../support/hosts.ts'

/** What stands in one row of one source and nowhere else. */
interface Plant {
  readonly kind: string
  readonly outcome: 'loaded' | 'set-aside' | 'shared'
  /** A graded row whose handling code keeps it within law enforcement. */
  readonly isRestricted: boolean
  readonly forename: string
  readonly surname: string
  readonly phone: string
  readonly born: string
  readonly email: string
  readonly address: string
  readonly postcode: string
  readonly area: string
  readonly reference: string
  readonly notes: string
  /** A day on which nothing else happens; most plants share their days. */
  readonly day?: string
}

export const undeclaredKind = 'hospice-visits'
/** Kinds whose rows say whom they are about; the others hold calls, positions or outlines. */
const withoutPeople = ['phone', 'calls', 'crime', 'stop-search', 'boundaries']
export const declaredKinds: readonly string[] = sightOf('health').kinds ?? []
const personKinds: readonly string[] = [
  ...declaredKinds.filter((kind) => !withoutPeople.includes(kind)),
  undeclaredKind,
]
/** Kinds that can be loaded as they are; the others are loaded as harm and declared afterwards. */
const loadable: readonly string[] = ['custody', 'drug-tests', 'treatment', 'programme', 'harm']

const letters = (index: number): string =>
  [Math.floor(index / 26), index % 26].map((at) => String.fromCharCode(97 + at)).join('')
const dayOfBirth = (index: number): string =>
  new Date(Date.UTC(1951, 0, 3) + index * 53 * 86_400_000).toISOString().slice(0, 10)

let made = 0
function plant(kind: string, outcome: Plant['outcome'], more: Partial<Plant> = {}): Plant {
  const index = made++
  const word = letters(index)
  return {
    kind,
    outcome,
    isRestricted: false,
    forename: `Zor${word}el`,
    surname: `Plant${word}ham`,
    phone: `07700900${String(100 + index).padStart(3, '0')}`,
    born: dayOfBirth(index),
    email: `mail${word}@example.test`,
    address: `${index + 3} Yew${word} Close`,
    postcode: `ZQ${(index % 9) + 1} ${index % 10}${word.toUpperCase()}`,
    area: `Quill${word}mere`,
    reference: `REF-${word.toUpperCase()}-${70_000 + index}`,
    notes: `Secret${word}words`,
    ...more,
  }
}

/** Every word, number and date of a plant, as an answer could write it. */
export function tokensOf(one: Plant): string[] {
  const born = new Date(`${one.born}T00:00:00Z`)
  const [year, month, day] = one.born.split('-')
  return [
    ...[one.forename, one.surname, one.email, one.area, one.reference, one.notes],
    ...[one.address.replace(/^\d+ /, ''), one.postcode, one.phone.slice(1)],
    ...(one.day ? [one.day, '19 February 2026'] : []),
    ...[one.born, `${day}/${month}/${year}`, String(born.getTime())],
    `${born.getUTCDate()} ${born.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' })} ${year}`,
  ]
}

const header =
  'Ref,Forename,Surname,Born,Telephone,Email,Home,Postcode,Area,Latitude,Longitude,When,Notes,Code,Result'
const fields: Mapping['fields'] = {
  Ref: 'recordId',
  Forename: 'forename',
  Surname: 'surname',
  Born: 'dateOfBirth',
  Telephone: 'phone',
  Email: 'email',
  Home: 'address',
  Postcode: 'postcode',
  Area: 'area',
  Latitude: 'latitude',
  Longitude: 'longitude',
  When: 'at',
  Notes: 'category',
  Code: 'handling',
  Result: 'outcome',
}

/** Fields that only kinds of events have; a handling code is nothing that harm has. */
const ofEvents = ['Latitude', 'Longitude']
const fieldsFor = (kind: string): Mapping['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      name === 'Code' ||
      (kind !== 'harm' && ofEvents.includes(name)) ||
      (kind !== 'drug-tests' && name === 'Result')
        ? null
        : field,
    ]),
  )

const rowOf = (one: Plant, index: number): string =>
  [
    ...[one.reference, one.forename, one.surname, one.born, one.phone, one.email, one.address],
    ...[one.postcode, one.area, 54.9 + (index % 20) / 100, -1.7],
    one.outcome === 'set-aside'
      ? 'no date'
      : (one.day ?? `2026-01-${String((index % 27) + 1).padStart(2, '0')}`),
    ...[one.notes, one.isRestricted ? 'C' : 'P', 'Positive'],
  ].join(',')

export interface PlantedSources {
  readonly folder: string
  readonly engine: Engine
  readonly opened: OpenCase
  readonly plants: readonly Plant[]
  readonly files: ReadonlyMap<string, number>
  /** Calls with the line's number, who is in custody too, and who is in treatment too. */
  readonly lineNumber: string
  as(role: Role): Asking
  close(): Promise<void>
}

export const lineId = 'line-planted'

async function addLine(opened: OpenCase, numbers: readonly string[]): Promise<void> {
  await opened.database.write(undefined, async (connection) => {
    await connection.run(sql`insert into run (run_id, method, version, parameters, seed, data_version, started_at, seconds, summary)
      select coalesce(max(run_id), 0) + 1, 'lines', '1', '{}', 1, 1, now()::timestamp, 0, '{}' from run`)
    const run = sql`(select max(run_id) from run)`
    await connection.run(sql`insert into line (run_id, line_id, name, rank, score, prior, accepted, first_at, last_at, hours, week)
      select ${run}, ${lineId}, 'Dex', 1, 0.9, 0.1, true, timestamp '2026-01-05', timestamp '2026-01-06', [], []`)
    await connection.run(sql`insert into line_number (run_id, line_id, position, number_id, first_at, last_at)
      select ${run}, ${lineId}, 0, number_id, timestamp '2026-01-05', timestamp '2026-01-06' from number where value = ${numbers[0]}`)
    await connection.run(sql`insert into line_customer
      select ${run}, ${lineId}, number_id, 'called', 0.9, 1, 1, 0, timestamp '2026-01-05', timestamp '2026-01-06'
      from number where list_contains(${numbers.slice(1)}, value)`)
    await connection.run(
      sql`insert into line_reason values (${run}, ${lineId}, 0, 'burst', 'many called', 2, 3, 2)`,
    )
    await connection.run(
      sql`insert into line_evidence select ${run}, ${lineId}, 'burst', communication_id from communication`,
    )
    await connection.run(raiseDataVersion())
  })
}

const international = (phone: string): string => `+44${phone.slice(1)}`

/** The plants of every kind, always the same. */
function everyPlant(): Plant[] {
  made = 0
  const plants: Plant[] = []
  for (const kind of personKinds) {
    plants.push(plant(kind, 'loaded'), plant(kind, 'set-aside'))
    if (kind === 'intelligence') plants.push(plant(kind, 'loaded', { isRestricted: true }))
    if (kind !== 'treatment') continue
    // One whose number calls know, and one whom custody knows, later than custody does.
    plants.push(plant(kind, 'loaded'))
    const { forename, surname, born, phone } = plants.find((one) => one.kind === 'custody')!
    plants.push(plant(kind, 'shared', { forename, surname, born, phone, day: '2026-02-19' }))
  }
  return plants
}

const callsOf = (line: string, customers: readonly string[]): string => {
  const rows = customers.flatMap((phone, index) => [
    `${phone},${line},0${index + 5}/01/2026 10:00:00,30`,
    `${line},${phone},0${index + 5}/01/2026 10:05:00,30`,
  ])
  return `${['A Number,B Number,Call Start,Duration', ...rows].join('\n')}\n`
}

/** Makes a file, and what it loaded, of a kind that cannot be loaded yet or that nobody declared. */
const redeclare = (opened: OpenCase, fileId: number, from: string, kind: string): Promise<void> =>
  opened.database.write(undefined, async (connection) => {
    for (const table of ['file', 'record', 'event'])
      await connection.run({
        text: `update ${table} set kind = '${kind}' where file_id = ${fileId}`,
        values: [],
      })
    await connection.run({
      text: `update file set mapping = json_merge_patch(mapping, '{"fields": {"Code": "handling"}}') where file_id = ${fileId}`,
      values: [],
    })
    await forgetFile(connection, fileId, from)
    await noteFile(connection, fileId)
    await connection.run(raiseDataVersion())
  })

/**
 * A case in which every kind of source plants what stands nowhere else, in rows that load, that are set aside and that are twice in it.
 * @param holds which kinds the case has at all
 */
export async function plantedSources(holds: (kind: string) => boolean = () => true): Promise<PlantedSources> {
  const folder = mkdtempSync(join(tmpdir(), 'hubline-planted-'))
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
  const opened = await engine.create(
    join(folder, 'planted.hubline'),
    { name: 'planted', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  const as = (role: Role) => askEngine(engine, session(role))
  const files = new Map<string, number>()
  const load = async (kind: string, text: string, mapping?: Mapping) => {
    const path = join(folder, `${kind}.csv`)
    writeFileSync(path, text)
    const [result] = await as('hub').sources.import({
      sources: [{ path }],
      ...(mapping ? { mapping } : { kind: kind as SourceKind }),
    })
    if (!result?.fileId) throw new Error(`${kind}: ${JSON.stringify(result)}`)
    files.set(kind, result.fileId)
    return result.fileId
  }
  const plants = everyPlant()
  const lineNumber = '07700900950'
  const held = plants.find((one) => one.kind === 'custody')!
  const treated = plants.filter((one) => one.kind === 'treatment' && one.outcome === 'loaded')[1]!
  await load('calls', callsOf(lineNumber, [held.phone, treated.phone]))
  for (const kind of personKinds.filter(holds)) {
    const own = plants.filter((one) => one.kind === kind)
    const loadedAs = loadable.includes(kind) ? kind : 'harm'
    const rows = [...own.slice(0, 1), ...own].map((one) => rowOf(one, plants.indexOf(one)))
    const mapping = { kind: loadedAs as SourceKind, fields: fieldsFor(loadedAs), options: {} }
    const fileId = await load(kind, `${[header, ...rows].join('\n')}\n`, mapping)
    if (loadedAs !== kind) await redeclare(opened, fileId, loadedAs, kind)
  }
  await addLine(opened, [lineNumber, held.phone, treated.phone].map(international))
  await as('hub').people.wash({})
  const close = async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, engine, opened, plants, files, lineNumber: international(lineNumber), as, close }
}

/** Whether a role may have what a plant says, of itself or, where it is not to be read at all, of a person that it sees otherwise. */
export function mayHave(role: Role, one: Plant): boolean {
  const { kinds } = sightOf(role)
  if (kinds === null) return true
  if (!kinds.includes(one.kind)) return false
  return role !== 'health' || one.kind !== 'intelligence' || (!one.isRestricted && one.outcome === 'loaded')
}
