import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'referrals',
  order: 300,
  titles: { plural: 'referrals to treatment', source: 'Referrals' },
  family: 'health',
  visibleTo: ['health', 'hub'],
})
