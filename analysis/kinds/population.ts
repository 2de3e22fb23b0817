import { foresee } from './define-kind.ts'

/** Residents of areas by age and sex, which rates are rates of: an area for each row, about nobody. */
export const kind = foresee({
  kind: 'population',
  order: 280,
  titles: { plural: 'residents', source: 'Residents by area' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'rates' },
})
