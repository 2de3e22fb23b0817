import { join } from 'node:path'
import { isoDay, isoInstant } from './clock.ts'
import { type Cell, writeCsv } from './csv.ts'
import { eventKinds } from './event-store.ts'
import { hotPieces, outbreak } from './histories.ts'
import type { Ledger } from './ledger.ts'
import type { Exhibit } from './observation.ts'
import { pieces } from './places.ts'
import type { World } from './world.ts'

export async function writePlaces(world: World, directory: string): Promise<void> {
  const burst = outbreak(world)
  await writeCsv(
    join(directory, 'hotspots.csv'),
    ['area', 'piece', 'latitude', 'longitude', 'of'],
    hotPieces.map((piece): Cell[] => {
      const one = pieces[piece]!
      return [one.area, one.name, one.latitude.toFixed(5), one.longitude.toFixed(5), 'harm and drug crime']
    }),
  )
  await writeCsv(
    join(directory, 'outbreaks.csv'),
    ['area', 'piece', 'substance', 'from', 'to'],
    [
      [
        pieces[burst.piece]!.area,
        pieces[burst.piece]!.name,
        burst.substance,
        isoDay(burst.from),
        isoDay(burst.to),
      ],
    ],
  )
}

export async function writeCounts(world: World, ledger: Ledger, directory: string): Promise<void> {
  await writeCsv(
    join(directory, 'planted.csv'),
    ['file', 'sheet', 'kind', 'count'],
    [...ledger.planted.values()].map((one): Cell[] => {
      const [file, sheet = ''] = one.file.split('#')
      return [file!, sheet, one.kind, one.count]
    }),
  )
  const byKind = [0, 0, 0]
  for (let index = 0; index < world.events.count(); index += 1) byKind[world.events.kind(index)]! += 1
  await writeCsv(
    join(directory, 'events.csv'),
    ['file', 'sheet', 'kind', 'rows', 'communications'],
    [
      ...ledger.counts.map((one): Cell[] => [one.file, one.sheet, one.kind, one.rows, one.communications]),
      ['all', 'calls', 'distinct', '', byKind[eventKinds.call]!],
      ['all', 'texts', 'distinct', '', byKind[eventKinds.text]!],
      ['all', 'chats', 'distinct', '', byKind[eventKinds.chat]!],
    ],
  )
}

export async function writeExhibits(
  world: World,
  exhibits: readonly Exhibit[],
  directory: string,
): Promise<void> {
  await writeCsv(
    join(directory, 'exhibits.csv'),
    ['file', 'number', 'person', 'imei', 'of', 'from', 'seized'],
    exhibits.flatMap((exhibit) =>
      exhibit.numbers.map((number): Cell[] => [
        `phones/${exhibit.id}.xlsx`,
        world.numbers[number]!.e164,
        exhibit.person === undefined ? '' : world.people[exhibit.person]!.id,
        exhibit.imei,
        exhibit.of,
        isoInstant(exhibit.from),
        isoInstant(exhibit.seizedAt),
      ]),
    ),
  )
  await writeCsv(
    join(directory, 'persons.csv'),
    [
      'person',
      'forename',
      'surname',
      'former_surname',
      'birth',
      'sex',
      'ethnicity',
      'area',
      'uses_drugs',
      'kind',
    ],
    world.people.map((person): Cell[] => [
      person.id,
      person.forename,
      person.surname,
      person.formerSurname,
      isoDay(person.birth),
      person.sex,
      person.ethnicity,
      pieces[person.piece]!.area,
      person.usesDrugs ? 'yes' : 'no',
      person.kind,
    ]),
  )
}
