import { foresee } from './define-kind.ts'

/** Cautions, community resolutions and notices: a record about a person for each, with its conditions. */
export const kind = foresee({
  kind: 'disposals',
  order: 200,
  titles: { plural: 'out-of-court disposals', source: 'Out-of-court disposals' },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
})
