import { foresee } from './define-kind.ts'

/** Intelligence reports: events and records about people, of which each is graded and says itself who may have it. */
export const kind = foresee({
  kind: 'intelligence',
  order: 260,
  titles: { plural: 'intelligence reports', source: 'Intelligence reports' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  // 3x5x2: P, lawful sharing permitted; C has conditions that a person must read first. 5x5x5: 2, dissemination to United Kingdom parties
  // that do not prosecute; 1, 3 and 4 stay within law enforcement, and 5 has conditions. Sources: College of Policing, APP on intelligence
  // management (2023), and ACPO, National Intelligence Model guidance (2005).
  handling: { field: 'handling', shares: ['P', '2'] },
  absence: { leavesOpen: 'what leaves no record elsewhere' },
})
