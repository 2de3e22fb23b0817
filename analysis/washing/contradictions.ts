import { damerauLevenshtein, jaroWinkler } from './string-similarity.ts'

/** What a record says of a person, in the form in which records are compared. Null where it does not say. */
export interface Identity {
  forename: string | null
  surname: string | null
  forenameInitial: string | null
  surnameInitial: string | null
  /** The full forenames of which the forename may be a short form. */
  forenameRoots: readonly string[]
  /** `YYYYMMDD`. */
  birth: string | null
  sex: string | null
}

function isNameDifferent(left: string, right: string): boolean {
  if (left === right) return false
  if (left.length === 1 || right.length === 1) return left[0] !== right[0]
  const shortest = Math.min(left.length, right.length)
  if (shortest > 2 && damerauLevenshtein(left, right) <= (shortest > 4 ? 2 : 1)) return false
  return !(shortest > 3 && jaroWinkler(left, right) >= 0.84)
}

function isForenameDifferent(left: Identity, right: Identity): boolean {
  if (left.forename && right.forename) {
    if (left.forenameRoots.some((root) => right.forenameRoots.includes(root))) return false
    return isNameDifferent(left.forename, right.forename)
  }
  if (!left.forenameInitial || !right.forenameInitial) return false
  const initials = (identity: Identity) =>
    new Set([identity.forenameInitial, ...identity.forenameRoots.map((root) => root[0]!)])
  const known = initials(left)
  return ![...initials(right)].some((initial) => known.has(initial))
}

function isSurnameDifferent(left: Identity, right: Identity): boolean {
  if (left.surname && right.surname) return isNameDifferent(left.surname, right.surname)
  return Boolean(left.surnameInitial && right.surnameInitial && left.surnameInitial !== right.surnameInitial)
}

function isTransposed(left: Identity, right: Identity): boolean {
  return Boolean(
    left.forename &&
      left.surname &&
      right.forename &&
      right.surname &&
      !isNameDifferent(left.forename, right.surname) &&
      !isNameDifferent(left.surname, right.forename),
  )
}

function partsThatAgree(left: string, right: string): number {
  const parts = [
    [0, 4],
    [4, 6],
    [6, 8],
  ] as const
  return parts.filter(([from, to]) => left.slice(from, to) === right.slice(from, to)).length
}

function isBirthDifferent(left: string | null, right: string | null): boolean {
  if (!left || !right || left === right) return false
  if (partsThatAgree(left, right) >= 2) return false
  if (left.slice(4, 6) === right.slice(6) && left.slice(6) === right.slice(4, 6))
    return left.slice(0, 4) !== right.slice(0, 4)
  return damerauLevenshtein(left, right) > 1
}

/**
 * Why two identities cannot be one person's, in words, or null. With `isVouched` (a shared reference or email) a date of birth
 * that differs is taken for a slip.
 */
export function contradiction(left: Identity, right: Identity, isVouched = false): string | null {
  if (isTransposed(left, right)) return null
  const isOtherForename = isForenameDifferent(left, right)
  const isOtherSurname = isSurnameDifferent(left, right)
  if (isOtherForename && isOtherSurname) return 'both names differ'
  if (isOtherForename && left.sex && right.sex && left.sex !== right.sex)
    return 'another sex and another forename'
  if (isOtherForename && left.surname && right.surname && left.birth && left.birth === right.birth)
    return 'the same surname and date of birth with another forename, as twins have'
  if (!isVouched && isBirthDifferent(left.birth, right.birth))
    return 'dates of birth that are no slip of the pen'
  return null
}
