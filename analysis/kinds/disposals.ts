import { foresee } from './define-kind.ts'

export const kind = foresee({
  kind: 'disposals',
  order: 200,
  titles: { plural: 'out-of-court disposals', source: 'Out-of-court disposals' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
})
