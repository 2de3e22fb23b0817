import { foresee } from './define-kind.ts'

/** That a person, or a vehicle by its plate, was seen somewhere: an event at a place. */
export const kind = foresee({
  kind: 'sightings',
  order: 290,
  titles: { plural: 'sightings', source: 'Sightings' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
})
