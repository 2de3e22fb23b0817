import { foresee } from './define-kind.ts'

/** Premises at risk of cuckooing and the visits made to them: an event at a place, about its occupier where one is named. */
export const kind = foresee({
  kind: 'addresses',
  order: 240,
  titles: { plural: 'premises and cuckooing visits', source: 'Addresses at risk of cuckooing' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'visits and safeguarding', askFor: 'addresses at risk of cuckooing' },
})
