import { foresee } from './define-kind.ts'

/** Where treatment services are and how many people they can see: a place for each, about nobody. */
export const kind = foresee({
  kind: 'services',
  order: 310,
  titles: { plural: 'treatment sites', source: 'Treatment services' },
  family: 'health',
  visibleTo: ['health', 'hub'],
})
