import { listKinds } from '../kinds/lists.ts'

/** One way of finding pairs worth comparing: records that share a key. A key held by too many records is passed over. */
export interface Block {
  block: string
  words: string
  keys: readonly string[]
  /** Where both records must not be of these kinds: lists number their own rows. */
  notBoth?: readonly string[]
  /** Instead of `mostRecordsPerKey`. */
  mostRecords?: number
}

export const blocks: readonly Block[] = [
  { block: 'pnc', words: 'the same PNC id', keys: ['reference_pnc'] },
  { block: 'nominal', words: 'the same nominal reference', keys: ['reference_nominal'], notBoth: listKinds },
  { block: 'own', words: 'the same reference in one kind of source', keys: ['reference_own'] },
  { block: 'client', words: 'the same client id', keys: ['reference_client'] },
  { block: 'custody', words: 'the same custody record', keys: ['reference_custody'] },
  { block: 'email', words: 'the same email', keys: ['email'] },
  { block: 'email-name', words: 'the same name before the @', keys: ['email_local'] },
  {
    block: 'email-domain',
    words: 'the same rare words after the @',
    keys: ['email_domain'],
    mostRecords: 60,
  },
  { block: 'phone', words: 'the same phone number', keys: ['number_id'] },
  { block: 'birth', words: 'the same date of birth', keys: ['birth'] },
  { block: 'names', words: 'the same two names in either order', keys: ['both_names'] },
  {
    block: 'surname-year',
    words: 'the same surname, first letter of the forename and year of birth',
    keys: ['surname', 'root_initial', 'birth_year'],
  },
  {
    block: 'surname-day',
    words: 'the same surname, first letter of the forename, and day and month of birth',
    keys: ['surname', 'root_initial', 'birth_day'],
  },
  {
    block: 'forename-year',
    words: 'the same forename, first letter of the surname, year and day of birth',
    keys: ['forename', 'surname_initial', 'birth_year', 'birth_day'],
  },
  { block: 'postcode-forename', words: 'the same postcode and forename', keys: ['postcode', 'forename'] },
  { block: 'postcode-surname', words: 'the same postcode and surname', keys: ['postcode', 'surname'] },
]

export const mostRecordsPerKey = 400
