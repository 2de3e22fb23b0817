import { foresee } from './define-kind.ts'

/** Drugs, cash and phones taken: an event at a place, with weight and purity, about a person where one is named. */
export const kind = foresee({
  kind: 'seizures',
  order: 210,
  titles: { plural: 'seizures', source: 'Seizures' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'weights, purity and price', askFor: 'records of seizures' },
})
