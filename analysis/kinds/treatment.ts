import { defineKind, field } from './define-kind.ts'
import { identity } from './fields.ts'

export const kind = defineKind({
  kind: 'treatment',
  order: 50,
  titles: {
    singular: 'treatment',
    plural: 'treatment episodes',
    file: 'treatment extract',
    short: 'treatment',
    record: 'Treatment record',
  },
  family: 'health',
  visibleTo: ['health', 'hub'],
  storesAs: 'record',
  aboutPeople: true,
  putsInGroup: 'mainstream',
  fields: [
    field('recordId', 'Episode', 'episodid | episode id | episode | journey id | record id | id'),
    field('clientId', 'Client', 'clientid | client id | client | client ref | client reference', {
      identifies: true,
    }),
    field(
      'at',
      'Treatment start',
      'triaged jy | triaged | triage date | treatment start | start date | journey start | treatment start date | date triaged',
    ),
    field(
      'until',
      'Discharged',
      'disd jy | disd | discharge date | disd ep | end date | treatment end | discharged | date discharged',
    ),
    field('outcome', 'Discharge reason', 'disrsn jy | disrsn | disrsn ep | discharge reason | exit reason'),
    field(
      'category',
      'Intervention',
      'modal | modality | intervention | treatment | service | intervention type | mod | substance group',
    ),
    field('agency', 'Agency', 'agncy | agency | agency code | provider | service name'),
    field('dat', 'DAT', 'dat | dat code | dat of residence'),
    field(
      'substance1',
      'First substance',
      'drug1 | drug 1 | primary drug | main drug | problem substance 1 | primary substance | substance 1 | main substance',
    ),
    field(
      'substance2',
      'Second substance',
      'drug2 | drug 2 | second drug | problem substance 2 | substance 2',
    ),
    field('substance3', 'Third substance', 'drug3 | drug 3 | third drug | problem substance 3 | substance 3'),
    field('referral', 'Referral source', 'rfls | referral source'),
    field('journey', 'Journey number', 'n jy | journey'),
    ...identity.filter((shared) => shared.field !== 'recordId'),
  ],
  requires: [
    ['at'],
    ['attributor', 'forenameInitial', 'surname', 'initials', 'fullName', 'recordId', 'clientId'],
  ],
  marks: ['attributor', 'agency', 'dat', 'substance1', 'journey', 'clientId'],
  layouts: [
    { name: 'OHID extract', headers: ['attrbdat', 'triaged'] },
    { name: 'NDTMS core data set', headers: ['finitial', 'sinitial', 'triaged'] },
  ],
  precedence: 50,
  needsTime: true,
  needsIdentity: true,
  duplicates: 'same-content',
  boundsCase: true,
  provesAlive: true,
  lane: { name: 'Treatment', lasts: true },
  absence: { leavesOpen: 'who is in treatment' },
})
