import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'population',
  order: 280,
  titles: { plural: 'residents', source: 'Residents by area' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'rates' },
})
