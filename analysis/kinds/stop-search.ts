import { defineKind, field } from './define-kind.ts'
import { openDataPlace } from './fields.ts'

export const kind = defineKind({
  kind: 'stop-search',
  order: 90,
  titles: {
    singular: 'stop and search',
    plural: 'stops and searches',
    file: 'stop and search',
    short: 'stop and search',
  },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'event',
  aboutPeople: false,
  fields: [
    field('at', 'When', 'date | date time | datetime | search date'),
    field('time', 'Time of day', 'time | search time'),
    field('type', 'Type', 'type'),
    ...openDataPlace,
    field('sex', 'Sex', 'gender | sex'),
    field('ageBand', 'Age range', 'age range | age band'),
    field('ethnicity', 'Self-defined ethnicity', 'self defined ethnicity | ethnicity'),
    field('officerEthnicity', 'Officer-defined ethnicity', 'officer defined ethnicity'),
    field('legislation', 'Legislation', 'legislation | power'),
    field('category', 'Object of search', 'object of search | object | reason for search'),
    field('outcome', 'Outcome', 'outcome | result'),
    field('location', 'Location', 'location | street'),
    field('area', 'Area', 'area | ward | district'),
  ],
  requires: [['at'], ['category']],
  marks: ['legislation', 'officerEthnicity', 'category'],
  layouts: [
    {
      name: 'data.police.uk stop and search',
      headers: ['type', 'date', 'legislation', 'object of search', 'outcome'],
    },
  ],
  precedence: 20,
  needsTime: true,
  needsIdentity: false,
  duplicates: 'nth-of-content',
  boundsCase: true,
  provesAlive: false,
  absence: { leavesOpen: 'searches and their disparity' },
})
