import {
  compactDay,
  compactTime,
  hoursMinutesSeconds,
  isoDayAndTime,
  isoTime,
  ukDay,
  utcToUkLocal,
} from './clock.ts'
import type { Cell } from './csv.ts'
import type { CellSite } from './places.ts'

export type CallLeg = {
  from: string
  to: string
  target: string
  isA: boolean
  isCall: boolean
  at: number
  duration: number
  imei: string
  imsi: string
  first: CellSite | undefined
  last: CellSite | undefined
  sector: number
  variant: number
}

type Spoiling = 'no-time' | 'impossible-time' | 'junk-number'

type OperatorLayout = {
  file: string
  delimiter: string
  block: (targets: readonly string[]) => string[]
  header: readonly string[]
  writesBothLegs: boolean
  row: (leg: CallLeg) => Cell[]
  spoil: (row: Cell[], kind: Spoiling) => Cell[]
}

const azimuths = [30, 150, 270]

function spoiled(
  row: Cell[],
  kind: Spoiling,
  timeColumns: readonly number[],
  impossible: string,
  numberColumn: number,
): Cell[] {
  const result = row.slice()
  if (kind === 'junk-number') result[numberColumn] = '#REF!'
  else for (const column of timeColumns) result[column] = kind === 'no-time' ? '' : impossible
  return result
}

/** UK local time, comma, national grid, numbers with 44 in front and now and then an F behind. */
const halden: OperatorLayout = {
  file: 'halden-mobile',
  delimiter: ',',
  block: () => [],
  header: [
    'Calling Number',
    'Called Number',
    'Call Type',
    'Start Date',
    'Start Time',
    'Duration (s)',
    'IMEI',
    'IMSI',
    'First Cell ID',
    'First Cell Site',
    'First Cell Postcode',
    'First Cell Easting',
    'First Cell Northing',
    'First Cell Azimuth',
    'Last Cell ID',
    'Last Cell Site',
    'Last Cell Postcode',
    'Last Cell Easting',
    'Last Cell Northing',
  ],
  writesBothLegs: false,
  row: (leg) => {
    const local = utcToUkLocal(leg.at)
    const tail = leg.variant < 0.04 ? 'F' : ''
    const cell = (site: CellSite | undefined): Cell[] =>
      site
        ? [
            `234-99-${site.areaCode}-${site.cell + leg.sector}`,
            site.name,
            site.postcode,
            site.easting,
            site.northing,
          ]
        : ['', '', '', '', '']
    return [
      `${leg.from.slice(1)}${tail}`,
      `${leg.to.slice(1)}${tail}`,
      leg.isCall ? (leg.isA ? 'MOC' : 'MTC') : leg.isA ? 'SMS-MO' : 'SMS-MT',
      ukDay(local),
      isoTime(local),
      leg.duration,
      leg.imei,
      leg.imsi,
      ...cell(leg.first),
      leg.first ? azimuths[leg.sector]! : '',
      ...cell(leg.last),
    ]
  },
  spoil: (row, kind) => spoiled(row, kind, [3, 4], '32/13/2026', 1),
}

/** A block of text above the table, semicolons, UTC, A and B legs as rows of their own, latitude and longitude. */
const northway: OperatorLayout = {
  file: 'northway-telecom',
  delimiter: ';',
  block: (targets) => [
    'NORTHWAY TELECOM - DISCLOSURE UNIT - SYNTHETIC',
    'Report;Call data records with first and last cell',
    `Subjects;${targets.map((target) => `0${target.slice(3)}`).join(' ')}`,
    'All times;UTC',
    'Note;A and B legs are shown as separate rows',
    '',
  ],
  header: [
    'LEG',
    'A_NUMBER',
    'B_NUMBER',
    'SERVICE',
    'EVENT_START_UTC',
    'EVENT_END_UTC',
    'SECONDS',
    'IMEI',
    'IMSI',
    'START_CELL',
    'START_SITE',
    'START_POSTCODE',
    'START_LAT',
    'START_LONG',
    'START_BEARING',
    'END_CELL',
    'END_LAT',
    'END_LONG',
  ],
  writesBothLegs: true,
  row: (leg) => {
    const begins = leg.isA ? leg.at : leg.at + (leg.isCall && leg.variant > 0.8 ? 1 : 0)
    const { first, last } = leg
    return [
      leg.isA ? 'A' : 'B',
      `0${leg.from.slice(3)}`,
      leg.variant < 0.5 ? `0${leg.to.slice(3)}` : leg.to.slice(1),
      leg.isCall ? 'VOICE' : 'SMS',
      isoDayAndTime(begins),
      isoDayAndTime(begins + leg.duration),
      leg.duration,
      leg.imei.slice(0, 14) + (leg.imei ? '0' : ''),
      leg.imsi,
      first ? `${first.areaCode}-${first.cell + leg.sector}` : '',
      first ? first.name : '',
      first ? first.postcode : '',
      first ? first.latitude : '',
      first ? first.longitude : '',
      first ? azimuths[leg.sector]! : '',
      last ? `${last.areaCode}-${last.cell + leg.sector}` : '',
      last ? last.latitude : '',
      last ? last.longitude : '',
    ]
  },
  spoil: (row, kind) => spoiled(row, kind, [4, 5], '2026-02-31 25:61:00', 1),
}

/** From the subject's side, bars, compact UK local dates, numbers that begin with 0. */
const orrin: OperatorLayout = {
  file: 'orrin',
  delimiter: '|',
  block: () => [],
  header: [
    'MSISDN',
    'TYPE',
    'OTHER_PARTY',
    'DATE',
    'TIME',
    'DURATION',
    'IMEI',
    'IMSI',
    'CELL_START',
    'SITE_START',
    'POSTCODE_START',
    'EASTING_START',
    'NORTHING_START',
    'AZIMUTH_START',
    'CELL_END',
    'EASTING_END',
    'NORTHING_END',
  ],
  writesBothLegs: false,
  row: (leg) => {
    const local = utcToUkLocal(leg.at)
    const own = leg.isA ? leg.from : leg.to
    const other = leg.isA ? leg.to : leg.from
    const { first, last } = leg
    return [
      `0${own.slice(3)}`,
      leg.isCall ? (leg.isA ? 'MOC' : 'MTC') : leg.isA ? 'SMSMO' : 'SMSMT',
      leg.variant < 0.1 ? other : `0${other.slice(3)}`,
      compactDay(local),
      compactTime(local),
      hoursMinutesSeconds(leg.duration),
      leg.imei.slice(0, 14),
      leg.imsi,
      first ? `${first.areaCode}/${first.cell + leg.sector}` : '',
      first ? first.name : '',
      first ? first.postcode.replace(' ', '') : '',
      first ? first.easting : '',
      first ? first.northing : '',
      first ? azimuths[leg.sector]! : '',
      last ? `${last.areaCode}/${last.cell + leg.sector}` : '',
      last ? last.easting : '',
      last ? last.northing : '',
    ]
  },
  spoil: (row, kind) => spoiled(row, kind, [3, 4], '20261332', 2),
}

export const operators: readonly OperatorLayout[] = [halden, northway, orrin]
