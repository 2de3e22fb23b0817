import { defineKind, field } from './define-kind.ts'
import { identity, when, withShared } from './fields.ts'

export const kind = defineKind({
  kind: 'custody',
  order: 30,
  titles: {
    singular: 'custody',
    plural: 'arrests',
    file: 'custody records',
    short: 'custody',
    record: 'Custody record',
  },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  detailsWithheldFrom: ['health'],
  storesAs: 'record',
  aboutPeople: true,
  fields: withShared(
    [
      field(
        'recordId',
        'Custody record number',
        'cust ref | custody record no | custody record | custody record number | custody ref | custody reference | custody number | cr number | custody record ref | custody no | custody id',
      ),
      ...when(
        'Arrested at',
        'arrest date time | arrested at | arrest datetime | arrest date | date of arrest | arrested | date arrested | arrest date and time | date time of arrest | arrival | arrival date time | detention authorised | date time arrested',
      ),
      field(
        'until',
        'Released at',
        'release | released | release date | release date time | released at | release time | date released | release datetime',
      ),
      field(
        'category',
        'Offence',
        'offence | arrest offence | offence description | offence title | arrested for | reason for arrest | offences | main offence | arrest reason',
      ),
      field('outcome', 'Disposal', 'disposal | outcome | result | custody disposal | disposal type'),
      field('suite', 'Custody suite', 'custody suite | suite | station | custody station | custody centre'),
      field('pncId', 'PNC id', 'pnc id | pncid | pnc | pnc no | pnc number', { identifies: true }),
      field('drugTest', 'Drug test', 'drug test | drug test result | dt test | drug marker | test result'),
      field(
        'nominal',
        'Nominal reference',
        'nominal ref | nominal | urn | nominal urn | person urn | nominal reference',
        { identifies: true },
      ),
    ],
    identity,
  ),
  requires: [['at'], ['surname', 'fullName', 'recordId', 'pncId', 'nominal']],
  marks: ['suite', 'pncId'],
  layouts: [],
  precedence: 40,
  needsTime: true,
  needsIdentity: true,
  duplicates: 'same-content',
  boundsCase: true,
  provesAlive: true,
  lane: { name: 'Custody', lasts: false },
  absence: { leavesOpen: 'who is detained, and exporter areas' },
})
