import { foresee } from './define-kind.ts'

/** Admissions and attendances for drugs: a record about a person for each stay or visit. */
export const kind = foresee({
  kind: 'hospital',
  order: 230,
  titles: { plural: 'hospital attendances', source: 'Hospital admissions' },
  family: 'health',
  visibleTo: ['health', 'hub'],
  absence: { leavesOpen: 'admissions and attendances', askFor: 'hospital admissions' },
})
