import { daySeconds, utcSeconds } from './clock.ts'
import { type EventStore, eventStore } from './event-store.ts'
import { iccidNumber, imeiNumber, imsiNumber, numberPool } from './numbers.ts'
import { buildCellSites, type CellSite } from './places.ts'
import { type Random, randomStream } from './random.ts'
import type { SizeParameters } from './sizes.ts'

export type NumberIndex = number
export type PersonIndex = number

type Period = { from: number; to: number }

type SimNumber = {
  e164: string
  isMobile: boolean
  label: string
  owners: (Period & { person: PersonIndex })[]
  handsets: (Period & { imei: string })[]
  operator: number
  imsi: string
  iccid: string
  homePiece: number
  exporterPiece: number
  subject: string
}

type Ethnicity = string

export type Person = {
  id: string
  forename: string
  middleName: string
  surname: string
  formerSurname: string
  sex: 'M' | 'F'
  birth: number
  ethnicity: Ethnicity
  piece: number
  address: string
  postcode: string
  earlierPiece: number
  earlierPostcode: string
  movedAt: number
  usesDrugs: boolean
  kind: 'user' | 'arrestee' | 'treatment-only' | 'line-member' | 'trader'
  substances: string[]
  pncId: string
  nominalRef: string
  clientId: string
  numbers: NumberIndex[]
}

export type World = {
  seed: number
  size: SizeParameters
  start: number
  end: number
  days: number
  stream: (...subject: (string | number)[]) => Random
  people: Person[]
  numbers: SimNumber[]
  publicNumbers: NumberIndex[]
  cellSites: CellSite[]
  events: EventStore
  addNumber: (random: Random, options: NewNumber) => NumberIndex
}

type NewNumber = {
  subject: string
  label: string
  landline?: boolean
  piece: number
  person?: PersonIndex
  from?: number
  to?: number
  imei?: string
  exporterPiece?: number
}

const operatorNetworkCodes = ['99', '98', '97'] as const

export function createWorld(seed: number, size: SizeParameters): World {
  const pool = numberPool()
  const start = utcSeconds(size.firstDay)
  const end = utcSeconds(size.lastDay) + daySeconds
  const numbers: SimNumber[] = []
  const addNumber = (random: Random, options: NewNumber): NumberIndex => {
    const from = options.from ?? start
    const to = options.to ?? end
    const operator = random.integer(0, 2)
    const isMobile = !options.landline
    numbers.push({
      e164: isMobile ? pool.mobile(random) : pool.landline(random),
      isMobile,
      label: options.label,
      owners: options.person === undefined ? [] : [{ person: options.person, from, to }],
      handsets: isMobile ? [{ imei: options.imei ?? imeiNumber(random), from, to }] : [],
      operator,
      imsi: isMobile ? imsiNumber(random, operatorNetworkCodes[operator]!) : '',
      iccid: isMobile ? iccidNumber(random) : '',
      homePiece: options.piece,
      exporterPiece: options.exporterPiece ?? -1,
      subject: options.subject,
    })
    return numbers.length - 1
  }
  return {
    seed,
    size,
    start,
    end,
    days: Math.round((end - start) / daySeconds),
    stream: (...subject) => randomStream(seed, ...subject),
    people: [],
    numbers,
    publicNumbers: [],
    cellSites: buildCellSites(randomStream(seed, 'cell-sites')),
    events: eventStore((number, at) => isInUse(numbers[number]!, at)),
    addNumber,
  }
}

function ownerAt(number: SimNumber, at: number): PersonIndex | undefined {
  return number.owners.find((owner) => at >= owner.from && at < owner.to)?.person
}

function isInUse(number: SimNumber, at: number): boolean {
  return number.owners.length === 0 || ownerAt(number, at) !== undefined
}

export function imeiAt(number: SimNumber, at: number): string {
  const handset = number.handsets.find((period) => at >= period.from && at < period.to)
  return handset?.imei ?? number.handsets[0]?.imei ?? ''
}
