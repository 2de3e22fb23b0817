import { join } from 'node:path'
import { daySeconds, isoDay, ukDay, utcToUkLocal } from './clock.ts'
import { type Cell, writeCsv } from './csv.ts'
import type { Histories } from './histories.ts'
import { isoBirth, ukBirth, writtenIdentity } from './identities.ts'
import type { Ledger } from './ledger.ts'
import { pieces } from './places.ts'
import type { PersonIndex, World } from './world.ts'
import { type RecordRow, writeRecordFile } from './write-records.ts'

/** Days inside; `released` is 0 for those who are still there. */
type Stay = {
  person: PersonIndex
  number: string
  received: number
  released: number
  establishment: string
  reason: string
  type: string
  returnsTo: string
  referred: boolean
}

const establishments = ['HMP Wrathmoor (synthetic)', 'HMP Saltmarsh (synthetic)', 'HMP Kellgate (synthetic)']

/** A few of the arrests end in prison; nobody is there twice at once. */
function buildStays(world: World, histories: Histories): Stay[] {
  const random = world.stream('prison-stays')
  const freeFrom = new Map<PersonIndex, number>()
  const numbers = new Map<PersonIndex, string>()
  const stays: Stay[] = []
  for (const arrest of histories.arrests) {
    if (!random.chance(world.people[arrest.person]!.usesDrugs ? 0.09 : 0.04)) continue
    const received = arrest.at + random.integer(0, 2) * daySeconds
    if (received < (freeFrom.get(arrest.person) ?? 0) || received >= world.end) continue
    const released = received + Math.ceil(7 + random.exponential(60)) * daySeconds
    const isOut = released < world.end
    freeFrom.set(arrest.person, released)
    const number =
      numbers.get(arrest.person) ??
      `Z${String(1000 + numbers.size)}${'ABCDEFGHJK'[numbers.size % 10]}${'LMNPQRSTUV'[numbers.size % 7]}`
    numbers.set(arrest.person, number)
    stays.push({
      person: arrest.person,
      number,
      received,
      released: isOut ? released : 0,
      establishment: random.pick(establishments),
      reason: random.weighted([
        ['Remand', 5],
        ['Sentenced', 4],
        ['Recall', 2],
      ] as const),
      type: isOut ? random.pick(['CRD', 'HDC', 'ARD', 'BL']) : '',
      returnsTo: pieces[world.people[arrest.person]!.piece]!.area,
      referred: isOut && random.chance(0.5),
    })
  }
  return stays
}

const receptionHeader = [
  'Prison Number',
  'Surname',
  'Forename(s)',
  'DOB',
  'Sex',
  'PNC ID',
  'Establishment',
  'Reception Date',
  'Reception Reason',
  'Release Date',
  'Release Type',
  'Area of Return',
  'Referred to Treatment',
]
const releaseHeader = [
  'NOMS_ID',
  'PRISONER_NAME',
  'DATE_OF_BIRTH',
  'GENDER',
  'RELEASING_ESTABLISHMENT',
  'DATE_OF_RELEASE',
  'REASON_FOR_RELEASE',
  'RELEASE_AREA',
  'RELEASE_POSTCODE',
]

/** Receptions with their releases, and a prison's own list of releases in another layout: the same stays, seen twice. */
export async function writePrison(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const stays = buildStays(world, histories)
  const received = stays.map((stay, order): RecordRow => {
    const random = world.stream('reception', stay.number, order)
    const person = world.people[stay.person]!
    const identity = writtenIdentity(person, random, stay.received, 'careful')
    return {
      recordId: stay.number,
      person: stay.person,
      cells: [
        stay.number,
        identity.surname.toUpperCase(),
        [identity.forename, identity.middleName].filter(Boolean).join(' '),
        ukBirth(identity),
        identity.sex,
        random.chance(0.7) ? person.pncId : '',
        stay.establishment,
        ukDay(utcToUkLocal(stay.received)),
        stay.reason,
        stay.released ? ukDay(utcToUkLocal(stay.released)) : '',
        stay.type,
        stay.returnsTo,
        stay.referred ? 'Y' : 'N',
      ],
    }
  })
  await writeRecordFile(world, ledger, {
    file: 'prison/receptions.csv',
    kind: 'prison',
    header: receptionHeader,
    rows: received,
    spoilings: [{ column: 7, value: '31/02/2026', kind: 'impossible-time' }],
  })
  const released = stays
    .filter(({ released: at }) => at > 0)
    .flatMap((stay, order): RecordRow[] => {
      const random = world.stream('release', stay.number, order)
      if (!random.chance(0.6)) return []
      const person = world.people[stay.person]!
      const identity = writtenIdentity(person, random, stay.released, 'hurried')
      return [
        {
          recordId: stay.number,
          person: stay.person,
          cells: [
            stay.number,
            `${identity.surname.toUpperCase()}, ${identity.forename}`,
            isoBirth(identity),
            identity.sex === 'M' ? 'Male' : identity.sex === 'F' ? 'Female' : 'Unknown',
            stay.establishment,
            isoDay(utcToUkLocal(stay.released)),
            stay.type,
            stay.returnsTo,
            identity.postcode,
          ],
        },
      ]
    })
  await writeRecordFile(world, ledger, {
    file: 'prison/releases.csv',
    kind: 'prison',
    header: releaseHeader,
    rows: released,
    spoilings: [{ column: 5, value: '', kind: 'no-time' }],
  })
  await writeCsv(
    join(ledger.outDirectory, 'truth', 'prison.csv'),
    ['person', 'number', 'received', 'released', 'referred'],
    stays.map((stay): Cell[] => [
      world.people[stay.person]!.id,
      stay.number,
      isoDay(stay.received),
      stay.released ? isoDay(stay.released) : '',
      stay.referred ? 'yes' : 'no',
    ]),
  )
}
