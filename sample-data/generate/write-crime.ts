import { join } from 'node:path'
import { clockParts, daySeconds, twoDigits } from './clock.ts'
import { type Cell, writeCsv } from './csv.ts'
import { hotPieces } from './histories.ts'
import type { Ledger } from './ledger.ts'
import { streetKinds, streetNames } from './names.ts'
import { homePieces, pieces, pointIn } from './places.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

const header = [
  'Crime ID',
  'Month',
  'Reported by',
  'Falls within',
  'Longitude',
  'Latitude',
  'Location',
  'LSOA code',
  'LSOA name',
  'Crime type',
  'Last outcome category',
  'Context',
]

const crimeTypes: readonly (readonly [string, number])[] = [
  ['Violence and sexual offences', 34],
  ['Anti-social behaviour', 19],
  ['Criminal damage and arson', 9],
  ['Public order', 9],
  ['Shoplifting', 8],
  ['Other theft', 6],
  ['Burglary', 4],
  ['Vehicle crime', 4],
  ['Drugs', 3.5],
  ['Other crime', 2],
  ['Possession of weapons', 1],
  ['Robbery', 1],
  ['Theft from the person', 0.6],
  ['Bicycle theft', 0.9],
]
const outcomes = [
  'Investigation complete; no suspect identified',
  'Unable to prosecute suspect',
  'Under investigation',
  'Awaiting court outcome',
  'Local resolution',
  'Offender given a caution',
  'Formal action is not in the public interest',
]

type MapPoint = { latitude: number; longitude: number; street: string; lsoa: string; name: string }

/** Crimes share snapped points, as the published files do. */
function mapPoints(random: Random): MapPoint[][] {
  return pieces.map((piece, index) =>
    Array.from({ length: 24 }, (_, order) => {
      const point = pointIn(index, random)
      const third = order % 3
      return {
        latitude: Number(point.latitude.toFixed(6)),
        longitude: Number(point.longitude.toFixed(6)),
        street: `On or near ${random.pick(streetNames)} ${random.pick(streetKinds)}`,
        lsoa: `ZE01${piece.code.slice(4, 10)}`.slice(0, 9) + String(third + 1),
        name: `${piece.name}${'ABC'[third]}`,
      }
    }),
  )
}

export async function writeCrime(world: World, ledger: Ledger): Promise<void> {
  const points = mapPoints(world.stream('crime-points'))
  const months = new Set<string>()
  for (let day = 0; day < world.days; day += 1) {
    const { year, month } = clockParts(world.start + day * daySeconds)
    months.add(`${year}-${twoDigits(month)}`)
  }
  for (const month of months) {
    const random = world.stream('crime', month)
    const rows: Cell[][] = []
    const wanted = random.poisson(world.size.crimesPerMonth)
    for (let count = 0; count < wanted; count += 1) {
      const type = random.weighted(crimeTypes)
      const isDrawn = (type === 'Drugs' || type === 'Robbery') && random.chance(0.4)
      const piece = isDrawn
        ? random.pick(hotPieces)
        : random.weighted(homePieces.map((one) => [one, pieces[one]!.weight] as const))
      const point = random.pick(points[piece]!)
      const isPlaceless = random.chance(0.01)
      const isDisorder = type === 'Anti-social behaviour'
      let reference = ''
      if (!isDisorder)
        for (let part = 0; part < 8; part += 1)
          reference += random.integer(0, 0xffffffff).toString(16).padStart(8, '0')
      rows.push([
        reference,
        month,
        'Wendmarsh Police (synthetic)',
        'Wendmarsh Police (synthetic)',
        isPlaceless ? '' : point.longitude,
        isPlaceless ? '' : point.latitude,
        isPlaceless ? 'No Location' : point.street,
        isPlaceless ? '' : point.lsoa,
        isPlaceless ? '' : point.name,
        type,
        isDisorder ? '' : random.pick(outcomes),
        '',
      ])
    }
    const file = `crime/${month}-wendmarsh-street.csv`
    const spoiled = rows[random.integer(0, rows.length - 1)]!.slice()
    spoiled[1] = ''
    rows.push(spoiled)
    ledger.plant(file, 'no-time')
    await writeCsv(join(ledger.outDirectory, file), header, rows)
    ledger.count({ file, sheet: '', kind: 'crime', rows: rows.length, communications: 0 })
  }
}
