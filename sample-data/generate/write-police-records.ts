import { clockParts, daySeconds, isoDay, isoDayAndTime, isoTime, ukDay, utcToUkLocal } from './clock.ts'
import type { Arrest, Histories } from './histories.ts'
import { isAdult } from './histories.ts'
import { isoBirth, phoneAsWritten, ukBirth, writtenIdentity } from './identities.ts'
import type { Ledger } from './ledger.ts'
import { type Population, sharedNumbers } from './people.ts'
import type { Random } from './random.ts'
import type { NumberIndex, PersonIndex, World } from './world.ts'
import { type RecordRow, writeRecordFile } from './write-records.ts'

/** The number a person would give on a day, or the partner's. The ledger remembers what was written down. */
export function givenNumber(
  world: World,
  ledger: Ledger,
  random: Random,
  person: PersonIndex,
  at: number,
): string {
  const shared = sharedNumbers.get(world)?.get(person)
  const held = world.people[person]!.numbers.filter((number) =>
    world.numbers[number]!.owners.some(
      (owner) => owner.person === person && at >= owner.from && at < owner.to,
    ),
  )
  const own: NumberIndex | undefined = held.at(-1) ?? world.people[person]!.numbers[0]
  const number = shared !== undefined && random.chance(0.5) ? shared : own
  if (number === undefined) return ''
  if (number === own) ledger.attributed.add(`${person}>${number}`)
  return phoneAsWritten(random, world.numbers[number]!.e164)
}

const custodyHeader = [
  'Custody Record No',
  'PNC ID',
  'Nominal Ref',
  'Surname',
  'Forename(s)',
  'DOB',
  'Sex',
  'Self Defined Ethnicity',
  'Address',
  'Postcode',
  'Phone',
  'Custody Suite',
  'Arrest Date/Time',
  'Detention Authorised',
  'Release Date/Time',
  'Offence Code',
  'Arrest Offence',
  'Disposal',
  'Drug Marker',
]
const secondCustodyHeader = [
  'CUST_REF',
  'NOMINAL_URN',
  'PERSON_NAME',
  'DATE_OF_BIRTH',
  'GENDER',
  'ETHNICITY_16_1',
  'HOME_ADDRESS',
  'HOME_POSTCODE',
  'CONTACT_NUMBER',
  'STATION',
  'ARREST_DATE',
  'ARREST_TIME',
  'RELEASED',
  'HO_CODE',
  'OFFENCE',
  'OUTCOME',
]

function custodyRow(world: World, ledger: Ledger, arrest: Arrest, isSecond: boolean): RecordRow {
  const random = world.stream('custody-record', arrest.reference)
  const person = world.people[arrest.person]!
  const identity = writtenIdentity(person, random, arrest.at, 'hurried')
  const phone = random.chance(0.55) ? givenNumber(world, ledger, random, arrest.person, arrest.at) : ''
  const local = utcToUkLocal(arrest.at)
  const authorised = local + random.integer(1200, 5400)
  const released = local + random.integer(6, 23) * 3600
  const forenames = [identity.forename, identity.middleName].filter(Boolean).join(' ')
  const recordId = arrest.reference
  if (isSecond) {
    return {
      recordId,
      person: arrest.person,
      cells: [
        recordId,
        random.chance(0.8) ? person.nominalRef : '',
        `${identity.surname.toUpperCase()}, ${forenames}`,
        isoBirth(identity),
        identity.sex === 'M' ? 'Male' : identity.sex === 'F' ? 'Female' : 'Unknown',
        identity.ethnicity,
        identity.address,
        identity.postcode.replace(' ', ''),
        phone,
        arrest.suite,
        isoDay(local),
        isoTime(local),
        isoDayAndTime(released),
        arrest.code,
        arrest.offence,
        arrest.disposal,
      ],
    }
  }
  const minutes = (moment: number): string => `${ukDay(moment)} ${isoTime(moment).slice(0, 5)}`
  return {
    recordId,
    person: arrest.person,
    cells: [
      recordId,
      random.chance(0.72) ? person.pncId : '',
      random.chance(0.8) ? person.nominalRef : '',
      identity.surname.toUpperCase(),
      forenames,
      ukBirth(identity),
      identity.sex,
      identity.ethnicity,
      identity.address,
      identity.postcode,
      phone,
      arrest.suite,
      minutes(local),
      minutes(authorised),
      minutes(released),
      arrest.code,
      arrest.offence,
      arrest.disposal,
      random.chance(0.3) ? 'Y' : '',
    ],
  }
}

export async function writeCustody(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const quarters = new Map<string, Arrest[]>()
  for (const arrest of histories.arrests) {
    const { year, month } = clockParts(utcToUkLocal(arrest.at))
    const quarter = `${year}-q${Math.ceil(month / 3)}`
    const list = quarters.get(quarter)
    if (list) list.push(arrest)
    else quarters.set(quarter, [arrest])
  }
  for (const [order, [quarter, arrests]] of [...quarters].entries()) {
    const isSecond = order % 2 === 1
    const rows = arrests.map((arrest) => custodyRow(world, ledger, arrest, isSecond))
    await writeRecordFile(world, ledger, {
      file: `custody/custody-${quarter}.csv`,
      kind: 'custody',
      header: isSecond ? secondCustodyHeader : custodyHeader,
      rows,
      spoilings: isSecond
        ? [
            { column: 10, value: '', kind: 'no-time' },
            { column: 10, value: '2026-02-31', kind: 'impossible-time' },
          ]
        : [
            { column: 12, value: '', kind: 'no-time' },
            { column: 12, value: '32/13/2026 10:00', kind: 'impossible-time' },
          ],
    })
    if (order === 0) {
      const again = rows.slice(-Math.min(30, rows.length))
      const file = `custody/custody-${quarter}-late-addendum.csv`
      await writeRecordFile(world, ledger, { file, kind: 'custody', header: custodyHeader, rows: again })
      ledger.plant(file, 'overlaps-other-file', again.length)
    }
  }
}

export async function writeDrugTests(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const rows: RecordRow[] = []
  for (const arrest of histories.arrests) {
    const random = world.stream('drug-test', arrest.reference)
    if (!isAdult(world, arrest.person, arrest.at) || !random.chance(arrest.isTrigger ? 0.62 : 0.08)) continue
    const person = world.people[arrest.person]!
    const identity = writtenIdentity(person, random, arrest.at, 'hurried')
    const tested = utcToUkLocal(arrest.at) + random.integer(2, 9) * 3600
    const result = random.chance(0.06)
      ? random.pick(['Refused', 'Insufficient sample', 'Void'])
      : random.chance(person.usesDrugs ? 0.86 : 0.12)
        ? random.pick(['Positive - both', 'Positive - both', 'Positive - opiates', 'Positive - cocaine'])
        : 'Negative'
    const isRequired = result.startsWith('Positive')
    const isDisputed = isRequired && random.chance(0.03)
    const recordId = `DT${arrest.reference.replaceAll('/', '')}`
    rows.push({
      recordId,
      person: arrest.person,
      cells: [
        recordId,
        arrest.reference,
        identity.surname,
        identity.forename,
        ukBirth(identity),
        identity.sex,
        `${ukDay(tested)} ${isoTime(tested).slice(0, 5)}`,
        arrest.isTrigger ? 'Trigger offence' : "Inspector's authority",
        arrest.offence,
        result,
        isDisputed ? 'Y' : 'N',
        isDisputed ? random.pick(['Y', 'N']) : '',
        isRequired ? ukDay(tested + random.integer(3, 10) * daySeconds) : '',
        isRequired ? (random.chance(0.63) ? 'Attended' : 'Did not attend') : '',
      ],
    })
  }
  await writeRecordFile(world, ledger, {
    file: 'drug-tests/drug-tests.csv',
    kind: 'drug-tests',
    header: [
      'Test Ref',
      'Custody Record No',
      'Surname',
      'Forename',
      'DOB',
      'Sex',
      'Test Date/Time',
      'Test Reason',
      'Arrest Offence',
      'Test Result',
      'Disputed',
      'Confirmed by lab',
      'Required Assessment Date',
      'Assessment Outcome',
    ],
    rows,
    spoilings: [{ column: 6, value: '', kind: 'no-time' }],
  })
}

export async function writeNominals(world: World, population: Population, ledger: Ledger): Promise<void> {
  const random = world.stream('nominals')
  const members = world.people.flatMap((person, index) => (person.kind === 'line-member' ? [index] : []))
  const known = [
    ...random.sample(members, Math.round(members.length * 0.6)),
    ...random.sample(population.users, Math.round(world.size.nominals * 0.6)),
    ...random.sample(population.arrestees, Math.round(world.size.nominals * 0.4)),
  ].slice(0, world.size.nominals)
  const rows: RecordRow[] = []
  for (const person of known.sort((first, second) => first - second)) {
    const copies = random.chance(0.03) ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) rows.push(nominalRow(world, ledger, person, copy))
  }
  await writeRecordFile(world, ledger, {
    file: 'people/nominals.csv',
    kind: 'people',
    header: [
      'Nominal Ref',
      'Surname',
      'Forenames',
      'Alias',
      'DOB',
      'Sex',
      'Ethnicity',
      'Address',
      'Postcode',
      'Phone 1',
      'Phone 2',
      'PNC ID',
      'Last Updated',
    ],
    rows,
    spoilings: [{ column: 9, value: '#N/A', kind: 'junk-number' }],
  })
}

function nominalRow(world: World, ledger: Ledger, person: PersonIndex, copy: number): RecordRow {
  const one = world.people[person]!
  const random = world.stream('nominal', one.id, copy)
  const identity = writtenIdentity(one, random, world.start, copy === 0 ? 'careful' : 'hurried')
  const updated = world.start + random.integer(-300, world.days - 1) * daySeconds
  const at = Math.max(world.start, updated)
  const recordId = copy === 0 ? one.nominalRef : `${one.nominalRef}9`
  const first = random.chance(0.7) ? givenNumber(world, ledger, random, person, at) : ''
  const second =
    one.numbers.length > 1 && random.chance(0.4)
      ? givenNumber(world, ledger, random, person, world.end - 1)
      : ''
  return {
    recordId,
    person,
    cells: [
      recordId,
      identity.surname,
      [identity.forename, identity.middleName].filter(Boolean).join(' '),
      one.formerSurname && random.chance(0.5) ? `nee ${one.formerSurname}` : '',
      ukBirth(identity),
      identity.sex,
      identity.ethnicity,
      identity.address,
      identity.postcode,
      first,
      second,
      random.chance(0.75) ? one.pncId : '',
      isoDay(updated),
    ],
  }
}
