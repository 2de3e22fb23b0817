import { defineKind, field } from './define-kind.ts'
import { identity, withShared } from './fields.ts'

export const kind = defineKind({
  kind: 'programme',
  order: 60,
  titles: {
    singular: 'programme',
    plural: 'programme clients',
    file: 'programme clients',
    short: 'programme',
    source: 'Programme list',
    record: 'Programme record',
  },
  family: 'health',
  visibleTo: ['health', 'hub'],
  storesAs: 'record',
  aboutPeople: true,
  putsInGroup: 'programme',
  fields: withShared(
    [
      field(
        'recordId',
        'Client reference',
        'adder id | adder ref | programme id | programme ref | client no | client number | adder client id | adder reference | programme reference | client id | client ref | adder client ref | programme client id | programme client ref | programme client reference | programme client no | programme client number',
      ),
      field(
        'at',
        'Joined',
        'joined | programme start | engaged | engagement date | date joined | accepted | start date | date engaged | referral date | referred | programme start date | date accepted | date of referral | adder start | joined programme | engaged from | enrolled | date enrolled | date referred',
      ),
      field(
        'until',
        'Left',
        'left | programme end | end date | closed | date closed | date left | programme end date | closure date | adder end | left programme | engaged until | exit date',
      ),
      field('category', 'Programme', 'programme | project | scheme | team | workstream | strand | cohort'),
      field(
        'outcome',
        'Status',
        'status | outcome | exit reason | engagement status | programme status | reason left | closure reason | reason for closure | engagement',
      ),
      field(
        'worker',
        'Worker',
        'key worker | keyworker | worker | lead worker | case worker | caseworker | outreach worker | navigator | link worker',
      ),
      field(
        'route',
        'Referral route',
        'referral source | route | referral route | referred by | source of referral | referrer',
      ),
    ],
    identity,
  ),
  requires: [['at'], ['surname', 'fullName', 'attributor', 'forenameInitial', 'recordId']],
  marks: ['worker', 'route', 'category'],
  layouts: [],
  precedence: 60,
  needsTime: true,
  needsIdentity: true,
  duplicates: 'same-content',
  boundsCase: false,
  provesAlive: true,
  lane: { name: 'Programme', lasts: true },
  absence: { leavesOpen: 'who is in the programme' },
})
