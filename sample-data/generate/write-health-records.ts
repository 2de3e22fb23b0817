import { isoDay, isoDayAndTime, ukDay, utcToUkLocal } from './clock.ts'
import type { Harm, Histories } from './histories.ts'
import { isoBirth, outwardOf, postcodeSector, ukBirth, writtenIdentity } from './identities.ts'
import type { Ledger } from './ledger.ts'
import { ageAt } from './people.ts'
import { pieces } from './places.ts'
import type { World } from './world.ts'
import { givenNumber } from './write-police-records.ts'
import { type RecordRow, writeRecordFile } from './write-records.ts'

const localAuthorities = ['Z06000091', 'Z06000092']

export async function writeTreatment(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const rows = histories.episodes.map((episode): RecordRow => {
    const random = world.stream('episode-record', episode.reference)
    const person = world.people[episode.person]!
    const identity = writtenIdentity(person, random, episode.triaged, 'careful')
    const compact = identity.birth === undefined ? '' : ukDay(identity.birth).replaceAll('/', '')
    const attributor = compact ? `${identity.forename[0]}${identity.surname[0]}${compact}${person.sex}` : ''
    const closed = episode.discharged ? isoDay(episode.discharged) : ''
    return {
      recordId: episode.reference,
      person: episode.person,
      cells: [
        attributor,
        person.clientId,
        episode.reference,
        pieces[person.piece]!.isExporter ? 'Z00B' : 'Z07B',
        episode.agency,
        localAuthorities[person.piece % 2]!,
        postcodeSector(identity.postcode),
        isoBirth(identity),
        identity.ethnicity,
        isoDay(episode.triaged),
        isoDay(episode.triaged),
        episode.journey,
        closed,
        episode.reason,
        episode.reason,
        person.substances[0] ?? '',
        person.substances[1] ?? '',
        person.substances[2] ?? '',
        episode.source,
      ],
    }
  })
  await writeRecordFile(world, ledger, {
    file: 'treatment/ndtms_extract.csv',
    kind: 'treatment',
    header: [
      'attrbdat',
      'clientid',
      'episodid',
      'dat',
      'agncy',
      'la',
      'pc',
      'dob',
      'ethnic',
      'triaged',
      'triaged_jy',
      'n_jy',
      'disd_jy',
      'disrsn_ep',
      'disrsn_jy',
      'drug1',
      'drug2',
      'drug3',
      'rfls',
    ],
    rows,
    spoilings: [{ column: 9, value: '', kind: 'no-time' }],
  })
}

export async function writeProgramme(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const rows = histories.enrolments.map((enrolment, order): RecordRow => {
    const random = world.stream('programme-record', order)
    const person = world.people[enrolment.person]!
    const identity = writtenIdentity(person, random, enrolment.from, 'careful')
    const recordId = `PR${1001 + order}`
    return {
      recordId,
      person: enrolment.person,
      cells: [
        recordId,
        identity.forename,
        identity.surname,
        ukBirth(identity),
        identity.sex,
        identity.ethnicity,
        random.chance(0.9)
          ? givenNumber(world, ledger, random, enrolment.person, Math.max(enrolment.from, world.start))
          : '',
        identity.postcode,
        isoDay(enrolment.from),
        enrolment.to ? isoDay(enrolment.to) : '',
        enrolment.route,
        enrolment.worker,
        enrolment.to ? 'Closed' : 'Active',
      ],
    }
  })
  await writeRecordFile(world, ledger, {
    file: 'programme/programme-clients.csv',
    kind: 'programme',
    header: [
      'Programme Client Ref',
      'Forename',
      'Surname',
      'Date of Birth',
      'Sex',
      'Ethnicity',
      'Phone',
      'Postcode',
      'Start Date',
      'End Date',
      'Referral Route',
      'Keyworker',
      'Status',
    ],
    rows,
    spoilings: [{ column: 8, value: '', kind: 'no-time' }],
  })
}

function harmRows(world: World, harms: readonly Harm[], kind: Harm['kind'], prefix: string): RecordRow[] {
  return harms
    .filter((harm) => harm.kind === kind)
    .map((harm, order): RecordRow => {
      const random = world.stream('harm-record', kind, order)
      const person = world.people[harm.person]!
      const recordId = `${prefix}${String(1001 + order)}`
      const identity = writtenIdentity(person, random, harm.at, 'hurried')
      const local = utcToUkLocal(harm.at)
      const age = ageAt(person, harm.at)
      const piece = pieces[harm.piece]!
      const point = [harm.latitude.toFixed(5), harm.longitude.toFixed(5)]
      if (kind === 'death') {
        return {
          recordId,
          person: harm.person,
          cells: [
            recordId,
            isoDay(local),
            isoDay(local + random.integer(1, 20) * 86400),
            harm.isConfirmed ? 'Confirmed' : 'Suspected',
            identity.surname,
            identity.forename,
            isoBirth(identity),
            age,
            identity.sex,
            postcodeSector(person.postcode),
            piece.name,
            ...point,
            harm.substances,
            harm.isConfirmed ? 'Y' : 'N',
            harm.naloxone ? 'Y' : 'N',
            random.chance(0.5) ? 'Alone' : 'With others',
          ],
        }
      }
      if (kind === 'overdose') {
        const isNamed = random.chance(0.6)
        return {
          recordId,
          person: harm.person,
          cells: [
            recordId,
            isoDayAndTime(local),
            isNamed ? identity.surname : '',
            isNamed ? identity.forename : '',
            isNamed ? isoBirth(identity) : '',
            age,
            identity.sex,
            outwardOf(harm.piece),
            ...point,
            harm.substances,
            harm.naloxone ? 'Y' : 'N',
            random.chance(0.5) ? 'Conveyed' : 'Not conveyed',
          ],
        }
      }
      const band = age < 18 ? '0-17' : age < 25 ? '18-24' : age < 35 ? '25-34' : age < 50 ? '35-49' : '50+'
      return {
        recordId,
        person: harm.person,
        cells: [
          recordId,
          isoDayAndTime(local),
          band,
          identity.sex,
          outwardOf(harm.piece),
          ...point,
          'Overdose / poisoning',
          harm.naloxone ? random.pick(['400 mcg IM', '800 mcg IM', '2 mg IN']) : '',
          random.integer(3, 14),
          random.chance(0.7) ? 'Y' : 'N',
        ],
      }
    })
}

export async function writeHarm(world: World, histories: Histories, ledger: Ledger): Promise<void> {
  const { harms } = histories
  const spoil = (column: number): { column: number; value: string; kind: string }[] => [
    { column, value: '', kind: 'no-time' },
  ]
  await writeRecordFile(world, ledger, {
    file: 'harm/drug-related-deaths.csv',
    kind: 'harm',
    header: [
      'Local Ref',
      'Date of Death',
      'Date Notified',
      'Status',
      'Surname',
      'Forename',
      'DOB',
      'Age',
      'Sex',
      'Postcode Sector',
      'Area',
      'Latitude',
      'Longitude',
      'Suspected Substances',
      'Toxicology Confirmed',
      'Naloxone Given',
      'Circumstances',
    ],
    rows: harmRows(world, harms, 'death', 'DRD'),
    spoilings: spoil(1),
  })
  await writeRecordFile(world, ledger, {
    file: 'harm/non-fatal-overdoses.csv',
    kind: 'harm',
    header: [
      'Overdose Ref',
      'Incident Date/Time',
      'Surname',
      'Forename',
      'DOB',
      'Age',
      'Sex',
      'Outward Postcode',
      'Latitude',
      'Longitude',
      'Suspected Substances',
      'Naloxone Given',
      'Conveyed',
    ],
    rows: harmRows(world, harms, 'overdose', 'NFO'),
    spoilings: spoil(1),
  })
  await writeRecordFile(world, ledger, {
    file: 'harm/ambulance-naloxone.csv',
    kind: 'harm',
    header: [
      'Incident No',
      'Call Time',
      'Age Band',
      'Sex',
      'Outward Postcode',
      'Latitude',
      'Longitude',
      'Chief Complaint',
      'Naloxone Dose',
      'GCS',
      'Conveyed',
    ],
    rows: harmRows(world, harms, 'ambulance', 'AMB'),
    spoilings: spoil(1),
  })
}
