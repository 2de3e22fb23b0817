import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'sightings',
  order: 290,
  titles: { plural: 'sightings', source: 'Sightings' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
})
