import { defineKind, field } from './define-kind.ts'
import { identity, when, withShared } from './fields.ts'

export const kind = defineKind({
  kind: 'drug-tests',
  order: 40,
  titles: {
    singular: 'drug test',
    plural: 'drug tests in custody',
    file: 'drug tests on arrest',
    short: 'drug tests',
    source: 'Drug tests on arrest',
    record: 'Drug test on arrest',
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
        'Test reference',
        'test ref | test reference | test id | dt1 ref | dt1 | test number | test no | dt1 number | dt1 reference | dt1 form | dt ref',
      ),
      ...when(
        'Tested at',
        'test date time | tested at | test datetime | test date | date of test | date tested | tested | test date and time | date time of test | sample date',
      ),
      field(
        'category',
        'Reason for the test',
        'trigger | trigger offence | test reason | reason | test type | authority | basis | trigger or authority | offence | trigger type | reason for test | test trigger | power',
      ),
      field('outcome', 'Result', 'result | test result | outcome | dt result | drug test result'),
      field(
        'substances',
        'Substances',
        'substance | substances | drug | drugs | drug found | drugs detected | positive for | substances detected',
      ),
      field(
        'custodyRecord',
        'Custody record number',
        'custody record no | custody record | custody ref | custody record number | custody reference | custody no',
        { identifies: true },
      ),
      field('disputed', 'Disputed', 'disputed | result disputed'),
      field('suite', 'Custody suite', 'custody suite | suite | station | custody station'),
      field(
        'assessment',
        'Required assessment',
        'required assessment | ra1 | assessment | assessment date | attended | ra attended | initial assessment | initial assessment date | assessment attended | required assessment date',
      ),
      field('pncId', 'PNC id', 'pnc id | pncid | pnc', { identifies: true }),
    ],
    identity,
  ),
  requires: [['at'], ['outcome']],
  marks: ['disputed', 'assessment'],
  layouts: [],
  precedence: 30,
  needsTime: true,
  needsIdentity: true,
  duplicates: 'same-content',
  boundsCase: true,
  provesAlive: true,
  lane: { name: 'Drug tests', lasts: false },
  absence: { leavesOpen: 'positivity on arrest' },
})
