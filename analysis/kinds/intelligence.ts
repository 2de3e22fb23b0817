import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'intelligence',
  order: 260,
  titles: { plural: 'intelligence reports', source: 'Intelligence reports' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'what leaves no record elsewhere' },
})
