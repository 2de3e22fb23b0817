import { defineKind } from './define-kind.ts'

export const kind = defineKind({
  kind: 'boundaries',
  order: 110,
  titles: {
    singular: 'area',
    plural: 'areas',
    file: 'areas',
    source: 'Area boundaries',
  },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'place',
  aboutPeople: false,
  reader: 'boundaries',
  fields: [],
  requires: [],
  marks: [],
  layouts: [],
  needsTime: false,
  needsIdentity: false,
  duplicates: 'by-loader',
  boundsCase: false,
  provesAlive: false,
  absence: { leavesOpen: 'maps and figures by area' },
})
