import { foresee } from './define-kind.ts'

/** What was done about organised crime groups: an event for each disruption with its grade, about nobody. */
export const kind = foresee({
  kind: 'disruptions',
  order: 250,
  titles: { plural: 'disruptions', source: 'Disruptions of groups' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  absence: { leavesOpen: 'what was done about organised crime groups' },
})
