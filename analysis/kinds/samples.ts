import { foresee } from './define-kind.ts'

/** What a laboratory found in what was sold as what: an event for each sample, about nobody. */
export const kind = foresee({
  kind: 'samples',
  order: 220,
  titles: { plural: 'tested samples', source: 'Tested samples' },
  family: 'harm',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'new substances', askFor: 'tests of samples' },
})
