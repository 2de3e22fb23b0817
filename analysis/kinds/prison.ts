import { defineKind, field } from './define-kind.ts'
import { identity, withShared } from './fields.ts'

/** Receptions and releases, a stay or a movement a row. */
export const kind = defineKind({
  kind: 'prison',
  order: 65,
  titles: {
    singular: 'prison record',
    plural: 'receptions into prison',
    file: 'prison receptions and releases',
    short: 'prison',
    source: 'Prison receptions and releases',
  },
  family: 'police',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'record',
  aboutPeople: true,
  fields: withShared(
    [
      field(
        'recordId',
        'Prison number',
        'prison number | prison no | prisoner number | prisoner no | noms number | noms no | noms id | nomis number | nomis no | nomis id | offender no | offender number | offender id noms | noms | prison id | hmp number',
      ),
      field(
        'at',
        'Received',
        'reception date | received | date received | received date | date of reception | reception | reception date time | admission date | date of admission | admitted | booking date | remand date | movement date | date of movement | movement date time | custody start | custody start date | start of custody | arrival date | date in | in date',
      ),
      field(
        'until',
        'Released',
        'release date | released | date released | date of release | actual release date | release date actual | confirmed release date | discharge date | date of discharge | discharged | release date time | expected release date | planned release date | conditional release date | custody end | custody end date | date out | out date',
      ),
      field(
        'category',
        'Reason for reception',
        'reason | reception reason | reason for reception | reception type | admission reason | movement type | movement reason | type of movement | imprisonment status | legal status | custody status | status on reception | custody type | sentence type | stay type',
        {
          values: {
            r: 'Remand',
            rem: 'Remand',
            s: 'Sentenced',
            sent: 'Sentenced',
            rec: 'Recall',
            lr: 'Recall',
            adm: 'Reception',
            rel: 'Release',
          },
        },
      ),
      field(
        'outcome',
        'Release type',
        'release type | type of release | release reason | reason for release | discharge reason | discharge type | discharged to | release category | release scheme | licence type',
        {
          values: {
            crd: 'Conditional release',
            ard: 'Automatic release',
            hdc: 'Home detention curfew',
            sed: 'End of sentence',
            pr: 'Parole',
            bl: 'Bail',
            ecsl: 'End of custody supervised licence',
            rotl: 'Temporary licence',
            ers: 'Early removal',
          },
        },
      ),
      field(
        'establishment',
        'Establishment',
        'establishment | prison | prison name | establishment name | hmp | receiving establishment | releasing establishment | holding establishment | releasing prison | release establishment | current establishment | prison establishment | custodial establishment | estab',
      ),
      field(
        'area',
        'Area of return',
        'area of return | return area | release area | area on release | resettlement area | area of resettlement | area released to | release district | release local authority | local authority on release | home area on release | discharge area | pdu | probation delivery unit',
      ),
      field(
        'postcode',
        'Postcode on release',
        'release postcode | postcode on release | discharge postcode | release address postcode | postcode of release address | resettlement postcode',
      ),
      field(
        'address',
        'Address on release',
        'release address | address on release | discharge address | resettlement address',
      ),
      field('offence', 'Offence', 'offence | main offence | index offence | offence description'),
      field('sentence', 'Sentence', 'sentence | sentence length | sentence days | length of sentence'),
      field('pncId', 'PNC id', 'pnc id | pncid | pnc | pnc no | pnc number', { identifies: true }),
      field(
        'referral',
        'Referred to treatment',
        'referred to treatment | treatment referral | referral to community treatment | continuity of care referral | coc referral | referred to community',
      ),
    ],
    identity,
  ),
  requires: [
    ['at', 'until'],
    ['recordId', 'establishment'],
    ['surname', 'fullName', 'recordId', 'pncId'],
  ],
  marks: ['recordId', 'establishment', 'area'],
  layouts: [],
  precedence: 45,
  needsTime: true,
  timeElse: 'until',
  needsIdentity: true,
  duplicates: 'same-content',
  referenceOfPerson: 'own',
  boundsCase: true,
  provesAlive: true,
  lane: { name: 'Prison', lasts: true },
  absence: { leavesOpen: 'continuity of care', askFor: 'prison receptions and releases' },
})
