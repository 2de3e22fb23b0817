import { birthLevel, nameLevel, placeLevel, same } from './comparison-levels.ts'
import type { LinkageRule } from './linkage-rule.ts'

const { alike, typo, variant } = nameLevel

/** The rules that link nothing by themselves: a person looks at what they fit. Below every rule that links. */
export const reviewRules: readonly LinkageRule[] = [
  {
    rule: 'birth-slip-elsewhere',
    words: 'The same names and nearly the same date of birth, in different places.',
    precision: 'People move, and namesakes exist: a person should look.',
    strength: 50,
    state: 'review',
    needs: { forename: variant, surname: variant, birth: birthLevel.oneDigit },
  },
  {
    rule: 'sex-differs',
    words: 'The same names and date of birth, but the sex differs.',
    precision: 'Mostly a slip in one record, sometimes twins of similar names.',
    strength: 48,
    state: 'review',
    needs: { forename: typo, surname: typo, birth: birthLevel.exact },
  },
  {
    rule: 'surname-changed-in-sector',
    words: 'The same forename and date of birth in the same postcode sector, with another surname.',
    precision: 'A changed surname or two people: a person should look.',
    strength: 46,
    state: 'review',
    needs: { forename: variant, birth: birthLevel.exact, place: placeLevel.sector },
    notDifferent: ['sex'],
  },
  {
    rule: 'rough-name',
    words: 'The same date of birth, one name the same and the other roughly so.',
    precision: 'Without a place that agrees it may be another person.',
    strength: 44,
    state: 'review',
    needs: { forename: alike, surname: alike, birth: birthLevel.exact },
    anyOf: [{ forename: typo }, { surname: typo }],
    notDifferent: ['sex'],
  },
  {
    rule: 'phone-and-surname',
    words: 'The same phone number and names, but dates of birth that differ.',
    precision: 'A handed-on number within a family, or a wrong date.',
    strength: 42,
    state: 'review',
    needs: { phone: same, forename: variant, surname: variant },
  },
  {
    rule: 'names-in-sector',
    words: 'The same names in the same postcode sector; one record has no date of birth.',
    precision: 'Namesakes in one neighbourhood are not rare: a person should look.',
    strength: 40,
    state: 'review',
    needs: { forename: variant, surname: variant, place: placeLevel.sector },
    missing: ['birth'],
    notDifferent: ['sex'],
  },
]
