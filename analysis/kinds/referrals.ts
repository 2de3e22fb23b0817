import { foresee } from './define-kind.ts'

/** Who was referred to treatment by whom: a record about a person, from the referral to the assessment. */
export const kind = foresee({
  kind: 'referrals',
  order: 300,
  titles: { plural: 'referrals to treatment', source: 'Referrals' },
  family: 'health',
  visibleTo: ['health', 'hub'],
})
