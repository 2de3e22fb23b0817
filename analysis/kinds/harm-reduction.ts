import { foresee } from './define-kind.ts'

/** Contacts of needle exchanges and naloxone given: an event at a service, seldom about somebody who is named. */
export const kind = foresee({
  kind: 'harm-reduction',
  order: 270,
  titles: { plural: 'harm reduction contacts', source: 'Harm reduction' },
  family: 'health',
  visibleTo: ['health', 'hub'],
  absence: { leavesOpen: 'naloxone and needles' },
})
