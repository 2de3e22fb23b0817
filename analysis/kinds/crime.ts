import { defineKind, field } from './define-kind.ts'
import { openDataPlace } from './fields.ts'

export const kind = defineKind({
  kind: 'crime',
  order: 80,
  titles: {
    singular: 'crime',
    plural: 'recorded crime',
    file: 'recorded crime',
    short: 'crime',
    source: 'Recorded crime',
  },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'event',
  aboutPeople: false,
  fields: [
    field('eventId', 'Crime id', 'crime id | crime number | crime ref | crime reference | crime no'),
    field(
      'at',
      'When',
      'month | date | offence date | date recorded | recorded date | committed date | date committed',
    ),
    field('time', 'Time of day', 'time | offence time'),
    field('force', 'Force', 'falls within | reported by | force'),
    ...openDataPlace,
    field('location', 'Location', 'location | street'),
    field('areaCode', 'LSOA code', 'lsoa code | area code | lsoa'),
    field('area', 'LSOA name', 'lsoa name | area | ward | district'),
    field('category', 'Crime type', 'crime type | offence | offence type | crime category | offence group'),
    field('outcome', 'Outcome', 'outcome type | last outcome category | outcome'),
    field('postcode', 'Postcode', 'postcode'),
  ],
  requires: [['at'], ['category', 'outcome'], ['eventId', 'category']],
  marks: ['eventId', 'category'],
  layouts: [
    {
      name: 'data.police.uk street',
      headers: ['crime id', 'month', 'reported by', 'falls within', 'crime type'],
    },
    {
      name: 'data.police.uk street (before 2013)',
      headers: ['month', 'reported by', 'falls within', 'easting', 'crime type'],
    },
    {
      name: 'data.police.uk outcomes',
      headers: ['crime id', 'month', 'reported by', 'falls within', 'outcome type'],
    },
  ],
  precedence: 10,
  needsTime: true,
  needsIdentity: false,
  duplicates: 'nth-of-content',
  boundsCase: true,
  provesAlive: false,
  absence: { leavesOpen: 'recorded crime' },
})
