/** The fields in which two records are compared; each has levels, and a level below 0 means that one side does not say. */
export const comparedFields = [
  'reference',
  'forename',
  'surname',
  'transposed',
  'birth',
  'sex',
  'email',
  'phone',
  'place',
] as const
export type ComparedField = (typeof comparedFields)[number]

export const nameLevel = { alike: 1, initial: 2, typo: 3, variant: 4, exact: 5 } as const
export const birthLevel = { twoParts: 1, oneDigit: 2, swapped: 3, exact: 4 } as const
/** Years apart that one person's records may be by a slip; a father and a son of one name and one birthday are further apart. */
export const widestYearSlip = 12

export const emailLevel = { alike: 3, exact: 4 } as const
export const placeLevel = { alike: 1, area: 2, sector: 3, postcode: 4, address: 5 } as const
export const same = 1

/** What each level says in an answer; levels above 0 are agreements. */
export const levelWords: Record<ComparedField, Readonly<Record<number, string>>> = {
  reference: {
    1: "the source's own reference for the person",
    0: "the source's own reference for the person",
  },
  forename: {
    5: 'forename',
    4: 'forename (a short form of the same name)',
    3: 'forename (a slip of the pen apart)',
    2: 'forename (its initial)',
    1: 'forename (roughly)',
    0: 'forename',
  },
  surname: {
    5: 'surname',
    4: 'surname (one part of a double name)',
    3: 'surname (a slip of the pen apart)',
    2: 'surname (its initial)',
    1: 'surname (roughly)',
    0: 'surname',
  },
  transposed: { 1: 'names in swapped order' },
  birth: {
    4: 'date of birth',
    3: 'date of birth (day and month swapped)',
    2: 'date of birth (one digit apart)',
    1: 'date of birth (two of day, month and year)',
    0: 'date of birth',
  },
  sex: { 1: 'sex', 0: 'sex' },
  email: { 4: 'email', 3: 'email (a slip of the pen apart)', 0: 'email' },
  phone: { 1: 'phone number', 0: 'phone number' },
  place: {
    5: 'address',
    4: 'postcode',
    3: 'postcode sector',
    2: 'town or area',
    1: 'town or area (roughly)',
    0: 'place',
  },
}
