import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'seizures',
  order: 210,
  titles: { plural: 'seizures', source: 'Seizures' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'weights, purity and price', askFor: 'records of seizures' },
})
