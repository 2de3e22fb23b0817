import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'services',
  order: 310,
  titles: { plural: 'treatment sites', source: 'Treatment services' },
  family: 'health',
  visibleTo: ['health', 'hub'],
})
