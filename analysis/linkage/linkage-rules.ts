import { birthLevel, emailLevel, nameLevel, placeLevel, same } from './comparison-levels.ts'
import type { LinkageRule } from './linkage-rule.ts'
import { reviewRules } from './review-rules.ts'

const { alike, initial, typo, variant, exact } = nameLevel

/** Ordered by strength. Sources of the ideas: Fellegi and Sunter (1969) for comparison levels; the stepwise NHS and ONS match-keys for the order. */
export const linkageRules: readonly LinkageRule[] = [
  {
    rule: 'same-reference',
    words: 'The same PNC id, nominal, client or custody reference in the same system.',
    precision:
      'A system gives a reference to one person; a slip shows as two disagreeing facts, and then it does not link.',
    strength: 100,
    state: 'linked',
    needs: { reference: same },
    atMostOneDifferent: ['forename', 'surname', 'birth'],
  },
  {
    rule: 'transposed',
    words: 'Forename and surname in swapped order, and the same date of birth.',
    precision: 'Both names and the date agree; only their order differs.',
    strength: 93,
    state: 'linked',
    needs: { transposed: same, forename: typo, surname: typo, birth: birthLevel.exact },
    notDifferent: ['sex'],
  },
  {
    rule: 'exact',
    words: 'The same forename, surname and date of birth.',
    precision: 'Two people of one county share all three about once in 25,000 pairs of namesakes.',
    strength: 98,
    state: 'linked',
    needs: { forename: exact, surname: exact, birth: birthLevel.exact },
    notDifferent: ['sex'],
  },
  {
    rule: 'nickname',
    words: 'A short form of the same forename, the same surname and date of birth.',
    precision: 'As the exact rule; short forms widen a forename to a few names.',
    strength: 96,
    state: 'linked',
    needs: { forename: variant, surname: variant, birth: birthLevel.exact },
    notDifferent: ['sex'],
  },
  {
    rule: 'email-and-names',
    words: 'The same email address and the same names, give or take a slip of the pen.',
    precision: 'An address belongs to one person or one household; the full name tells a household apart.',
    strength: 95,
    state: 'linked',
    needs: { email: emailLevel.exact, forename: typo, surname: typo },
  },
  {
    rule: 'email-and-birth',
    words: 'The same email address and date of birth, and no forename that disagrees.',
    precision: 'A shared household address seldom has two people born on one day; twins differ in forename.',
    strength: 94,
    state: 'linked',
    needs: { email: emailLevel.exact, birth: birthLevel.oneDigit },
    notDifferent: ['forename'],
  },
  {
    rule: 'email-and-name',
    words: 'The same email address and one name; no name disagrees.',
    precision: 'In a household that shares an address the forenames disagree, unless one record lacks it.',
    strength: 89,
    state: 'linked',
    needs: { email: emailLevel.exact },
    anyOf: [
      { forename: typo },
      { surname: typo, birth: birthLevel.twoParts },
      { forename: alike, surname: alike },
    ],
    notDifferent: ['forename', 'surname', 'sex'],
  },
  {
    rule: 'slip-in-a-name',
    words: 'The same date of birth and one name; the other name a slip of the pen apart.',
    precision:
      'Different people with one name, one birth date and another name one letter apart are mostly twins, whose forenames differ more.',
    strength: 92,
    state: 'linked',
    needs: { forename: typo, surname: typo, birth: birthLevel.exact },
    anyOf: [{ forename: variant }, { surname: variant }],
    notDifferent: ['sex'],
  },
  {
    rule: 'phone-and-birth',
    words: 'The same phone number and date of birth, and no forename that disagrees.',
    precision: 'Couples share phones but not birth dates; twins differ in forename.',
    strength: 91,
    state: 'linked',
    needs: { phone: same, birth: birthLevel.exact },
    notDifferent: ['forename'],
  },
  {
    rule: 'phone-and-names',
    words: 'The same phone number and the same names, and dates of birth that do not contradict.',
    precision: 'A number passes between people, but hardly between two of the same full name.',
    strength: 90,
    state: 'linked',
    needs: { phone: same, forename: typo, surname: typo },
    notDifferent: ['birth', 'sex'],
  },
  {
    rule: 'slips-in-both-names',
    words: 'The same date of birth, and both names a slip of the pen apart.',
    precision: 'Birth date and two nearly equal names seldom meet by chance.',
    strength: 88,
    state: 'linked',
    needs: { forename: typo, surname: typo, birth: birthLevel.exact },
    notDifferent: ['sex'],
  },
  {
    rule: 'email-slip',
    words: 'Email addresses a slip of the pen apart, with the same date of birth or names.',
    precision: 'A long address one or two letters apart, with another fact that agrees.',
    strength: 87,
    state: 'linked',
    needs: { email: emailLevel.alike },
    anyOf: [{ birth: birthLevel.oneDigit }, { forename: typo, surname: typo }],
    notDifferent: ['forename', 'surname', 'sex'],
  },
  {
    rule: 'birth-slip',
    words: 'The same names, dates of birth a slip of the pen apart, and no other place.',
    precision:
      'One digit apart or day and month swapped fits about 3 namesakes in 1,000; a different place goes to review instead.',
    strength: 85,
    state: 'linked',
    needs: { forename: variant, surname: variant, birth: birthLevel.oneDigit },
    notDifferent: ['sex', 'place'],
  },
  {
    rule: 'surname-changed',
    words: 'The same forename and date of birth at the same postcode, with another surname.',
    precision:
      'People marry and take other names; sharing forename, birth date and postcode by chance is rare.',
    strength: 84,
    state: 'linked',
    needs: { forename: variant, birth: birthLevel.exact },
    anyOf: [{ place: placeLevel.postcode }, { email: emailLevel.alike }],
    notDifferent: ['sex'],
  },
  {
    rule: 'initial',
    words: 'The same surname and date of birth; of the forename one record has only the initial.',
    precision:
      'A twin with the same initial would fit too: two that fit contradict each other, and then none links.',
    strength: 82,
    state: 'linked',
    needs: { forename: initial, surname: typo, birth: birthLevel.exact },
    notDifferent: ['sex', 'place'],
  },
  {
    rule: 'forename-missing',
    words: 'The same surname and date of birth; one record has no forename, and the place does not disagree.',
    precision: 'Surname and birth date fit one other person in some 12 million pairs, twins apart.',
    strength: 80,
    state: 'linked',
    needs: { surname: typo, birth: birthLevel.exact },
    anyOf: [{ surname: variant }, { place: placeLevel.alike }],
    missing: ['forename'],
    notDifferent: ['sex', 'place'],
  },
  {
    rule: 'names-at-postcode',
    words: 'The same names at the same postcode; one record has no date of birth.',
    precision:
      'A father and son of one name at one address would fit; ages are compared where they are recorded.',
    strength: 78,
    state: 'linked',
    needs: { forename: variant, surname: variant, place: placeLevel.postcode },
    missing: ['birth'],
    notDifferent: ['sex'],
  },
  {
    rule: 'birth-two-parts',
    words: 'The same names in the same place; two of day, month and year of birth agree.',
    precision: 'Fits about 5 namesakes in 1,000, of those in one place.',
    strength: 76,
    state: 'linked',
    needs: { forename: variant, surname: variant, birth: birthLevel.twoParts, place: placeLevel.area },
    notDifferent: ['sex'],
  },
  {
    rule: 'slips-in-one-place',
    words: 'Names and date of birth each at most a slip of the pen apart, in the same place.',
    precision: 'Several slips at once are rare, and the place makes up for them.',
    strength: 74,
    state: 'linked',
    needs: { forename: typo, surname: typo, birth: birthLevel.oneDigit, place: placeLevel.area },
    notDifferent: ['sex'],
  },
  {
    rule: 'rough-name-in-one-place',
    words: 'The same date of birth, place and forename, and a surname that is roughly the same.',
    precision:
      'A surname may be badly misheard. A forename that is only roughly the same goes to review: twins are named alike.',
    strength: 72,
    state: 'linked',
    needs: { forename: typo, surname: alike, birth: birthLevel.exact, place: placeLevel.alike },
    notDifferent: ['sex'],
  },
  {
    rule: 'surname-missing',
    words: 'The same forename, date of birth and place; one record has no surname.',
    precision: 'Forename and birth date fit one other in some 2 million pairs, of those in one place.',
    strength: 70,
    state: 'linked',
    needs: { forename: variant, birth: birthLevel.exact, place: placeLevel.alike },
    missing: ['surname'],
    notDifferent: ['sex'],
  },
  ...reviewRules,
]

/** Rules that are not about the levels of one pair. */
export const otherRules = {
  attributor: {
    rule: 'attributor',
    words: 'The treatment record’s initials, date of birth and sex fit this person and nobody else.',
    strength: 66,
  },
  attributorSector: {
    rule: 'attributor-sector',
    words:
      'The treatment record’s initials, date of birth and sex fit several people, of whom one lives in its postcode sector.',
    strength: 64,
  },
  attributorAmbiguous: {
    rule: 'attributor-ambiguous',
    words:
      'The treatment record’s initials, date of birth and sex fit more than one person, so it is linked to none.',
    strength: 10,
  },
  decidedSame: {
    rule: 'decided-same',
    words: 'A person looked and decided that these are one person.',
    strength: 1000,
  },
  decidedDifferent: {
    rule: 'decided-different',
    words: 'A person looked and decided that these are different people.',
    strength: 0,
  },
} as const

const wordsByRule = new Map<string, string>([
  ...linkageRules.map((one) => [one.rule, one.words] as const),
  ...Object.values(otherRules).map((one) => [one.rule, one.words] as const),
])

/** The plain words of a rule. */
export const ruleWords = (rule: string): string => wordsByRule.get(rule) ?? rule
