import { clockParts, daySeconds, isoDay, twoDigits, ukDay, utcSeconds } from './clock.ts'
import { nicknames } from './names.ts'
import { pieces } from './places.ts'
import type { Random } from './random.ts'
import type { Person } from './world.ts'

type WrittenIdentity = {
  forename: string
  middleName: string
  surname: string
  birth: number | undefined
  sex: string
  ethnicity: string
  address: string
  postcode: string
  phone: string
}

type Dirt = 'careful' | 'hurried'

function mistyped(random: Random, name: string): string {
  if (name.length < 4) return name
  const place = random.integer(1, name.length - 2)
  const choice = random.next()
  if (choice < 0.35) return name.slice(0, place) + name.slice(place + 1)
  if (choice < 0.7) return name.slice(0, place) + name[place + 1] + name[place] + name.slice(place + 2)
  return name.slice(0, place) + name[place] + name.slice(place)
}

function swappedDayAndMonth(birth: number): number {
  const { year, month, day } = clockParts(birth)
  if (day > 12) return birth
  return utcSeconds(`${year}-${twoDigits(day)}-${twoDigits(month)}`)
}

/** A person as one clerk once wrote them down. */
export function writtenIdentity(person: Person, random: Random, at: number, dirt: Dirt): WrittenIdentity {
  const scale = dirt === 'careful' ? 0.4 : 1
  const happens = (probability: number): boolean => random.chance(probability * scale)
  const usesEarlierHome = person.movedAt > 0 && at < person.movedAt
  let forename = person.forename
  let surname = person.surname
  if (person.formerSurname && random.chance(0.4)) surname = person.formerSurname
  const nickname = nicknames[forename]
  if (nickname && happens(0.14)) forename = nickname
  if (happens(0.05)) surname = mistyped(random, surname)
  if (happens(0.03)) forename = mistyped(random, forename)
  let birth: number | undefined = person.birth
  if (happens(0.025)) birth = swappedDayAndMonth(birth)
  else if (happens(0.015)) birth += random.pick([-366, -365, 365, 366, 1, -1, 10]) * daySeconds
  else if (happens(0.02)) birth = undefined
  if (happens(0.02)) [forename, surname] = [surname, forename]
  const postcode = usesEarlierHome ? person.earlierPostcode : person.postcode
  return {
    forename,
    middleName: happens(0.4) ? '' : person.middleName,
    surname,
    birth,
    sex: happens(0.01) ? '' : person.sex,
    ethnicity: happens(0.08) ? 'NS' : person.ethnicity,
    address: happens(0.05) ? 'NFA' : person.address,
    postcode: happens(0.06) ? '' : postcode,
    phone: '',
  }
}

export function ukBirth(identity: WrittenIdentity): string {
  return identity.birth === undefined ? '' : ukDay(identity.birth)
}

export function isoBirth(identity: WrittenIdentity): string {
  return identity.birth === undefined ? '' : isoDay(identity.birth)
}

export function phoneAsWritten(random: Random, e164: string): string {
  const national = `0${e164.slice(3)}`
  const choice = random.next()
  if (choice < 0.5) return national
  if (choice < 0.68) return `${national.slice(0, 5)} ${national.slice(5)}`
  if (choice < 0.82) return e164
  if (choice < 0.9) return e164.slice(1)
  if (choice < 0.95) return `+44 (0)${e164.slice(3)}`
  return national.slice(1)
}

export function postcodeSector(postcode: string): string {
  return postcode === '' ? '' : postcode.slice(0, postcode.indexOf(' ') + 2)
}

export function outwardOf(piece: number): string {
  return pieces[piece]!.outward
}
