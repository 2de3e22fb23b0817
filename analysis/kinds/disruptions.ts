import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'disruptions',
  order: 250,
  titles: { plural: 'disruptions', source: 'Disruptions of groups' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'what was done about organised crime groups' },
})
