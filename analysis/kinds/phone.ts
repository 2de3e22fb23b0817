import { defineKind } from './define-kind.ts'

export const kind = defineKind({
  kind: 'phone',
  order: 10,
  titles: {
    singular: 'phone',
    plural: 'calls and messages on phones',
    file: 'phone extraction',
    short: 'phone',
    source: 'Seized phones',
  },
  family: 'phones',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'communication',
  aboutPeople: false,
  reader: 'phone',
  fields: [],
  requires: [],
  marks: [],
  layouts: [],
  needsTime: true,
  needsIdentity: false,
  duplicates: 'by-loader',
  boundsCase: true,
  provesAlive: false,
  absence: { leavesOpen: 'lines and the people buying from them' },
})
