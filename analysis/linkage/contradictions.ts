import { widestYearSlip } from './comparison-levels.ts'
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

function isBeyondSlips(left: string, right: string): boolean {
  if (left === right) return false
  if (left.length === 1 || right.length === 1) return left[0] !== right[0]
  const shortest = Math.min(left.length, right.length)
  return !(shortest > 2 && damerauLevenshtein(left, right) <= (shortest > 4 ? 2 : 1))
}

function isNameDifferent(left: string, right: string): boolean {
  if (!isBeyondSlips(left, right)) return false
  if (left.length === 1 || right.length === 1) return true
  return !(Math.min(left.length, right.length) > 3 && jaroWinkler(left, right) >= 0.84)
}

const hasFullName = ({ forename, surname }: Identity): boolean =>
  (forename?.length ?? 0) > 1 && (surname?.length ?? 0) > 1

function isForenameDifferent(left: Identity, right: Identity, isDifferent = isNameDifferent): boolean {
  if (!left.forename || !right.forename) return false
  if (left.forenameRoots.some((root) => right.forenameRoots.includes(root))) return false
  return isDifferent(left.forename, right.forename)
}

/** Twins are often named alike: Mark and Martin. */
const isLikeTwin = (left: Identity, right: Identity, isDifferent = isBeyondSlips): boolean =>
  Boolean(left.surname && right.surname && left.birth && left.birth === right.birth) &&
  !isSurnameDifferent(left, right) &&
  isForenameDifferent(left, right, isDifferent)

const isSurnameDifferent = (left: Identity, right: Identity): boolean =>
  Boolean(left.surname && right.surname && isNameDifferent(left.surname, right.surname))

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
  const years = Math.abs(Number(left.slice(0, 4)) - Number(right.slice(0, 4)))
  if (partsThatAgree(left, right) >= 2 && years <= widestYearSlip) return false
  if (left.slice(4, 6) === right.slice(6) && left.slice(6) === right.slice(4, 6))
    return left.slice(0, 4) !== right.slice(0, 4)
  return damerauLevenshtein(left, right) > 1
}

/**
 * Why two identities cannot be one person's, in words, or null. With `isVouched` (a shared reference or email) another date of
 * birth is taken for a slip, and so is a forename that is only roughly the same. Initials alone contradict nothing: the rules that use them ask for more.
 */
export function contradiction(left: Identity, right: Identity, isVouched = false): string | null {
  if (!isVouched && isBirthDifferent(left.birth, right.birth))
    return 'dates of birth that are no slip of the pen'
  if (isTransposed(left, right)) return null
  if (isLikeTwin(left, right, isVouched ? isNameDifferent : isBeyondSlips))
    return 'the same surname and date of birth with another forename, as twins have'
  if (!isForenameDifferent(left, right)) return null
  if (isSurnameDifferent(left, right)) return 'both names differ'
  if (left.sex && right.sex && left.sex !== right.sex) return 'another sex and another forename'
  return null
}

/** Whether two identities state a full name and a date of birth each, and agree in them but for slips. */
export const isAffirmed = (left: Identity, right: Identity): boolean =>
  hasFullName(left) &&
  hasFullName(right) &&
  Boolean(left.birth && right.birth) &&
  !isBirthDifferent(left.birth, right.birth) &&
  !isLikeTwin(left, right) &&
  (isTransposed(left, right) || (!isForenameDifferent(left, right) && !isSurnameDifferent(left, right)))
