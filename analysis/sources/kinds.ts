import { field, identity, type KindDefinition, when } from './field-definitions.ts'

export const callsKind: KindDefinition = {
  kind: 'calls',
  title: 'call data records',
  fields: [
    field(
      'from',
      'Calling number (A)',
      'a number | anumber | a no | a party | a party number | calling number | calling nbr | calling party | calling party number | caller | caller id | caller number | from | from number | originating number | originating party | a msisdn | msisdn a | originator | calling msisdn | number a | a party msisdn | source number | a end | origin',
    ),
    field(
      'to',
      'Called number (B)',
      'b number | bnumber | b no | b party | b party number | called number | called nbr | called party | called party number | callee | recipient id | recipient | to | to number | dialled number | dialed number | dialled digits | dialed digits | destination | destination number | terminating number | b msisdn | msisdn b | called msisdn | number b | b party msisdn | number dialled | b end',
    ),
    field(
      'subscriber',
      'Subject number',
      'msisdn | subject number | target number | target | subscriber | subscriber number | subject msisdn | number | phone number',
    ),
    field(
      'other',
      'Other number',
      'other number | other party | other msisdn | correspondent | correspondent id | contact number | other party number | partner',
    ),
    field(
      'at',
      'Date and time',
      'datetime | date time | timestamp | start date time | start datetime | call date time | call start | event date time | start | date and time | start date and time | call datetime | start timestamp | call start time | event start | start | event start utc | date time utc | date time gmt | start time utc | start date time utc | timestamp utc | event time | start date time local | date time bst | start time local | date time local | connect time',
    ),
    field('date', 'Date', 'date | start date | call date | event date | date utc'),
    field('time', 'Time', 'time | start time | call time | time of call | time utc'),
    field(
      'duration',
      'Duration',
      'duration | duration s | seconds | duration secs | duration seconds | duration sec | call duration | dur | call duration s | call length | duration hh mm ss | length | dur s',
    ),
    field(
      'type',
      'Call type',
      'call type | type | event type | record type | usage type | service | interaction | txn type | service type | traffic type | event | cdr type | call event | usage',
    ),
    field('direction', 'Direction', 'direction | call direction | m r | in out | mo mt'),
    field('leg', 'Leg', 'leg | record leg | a b leg | side'),
    field(
      'imei',
      'Handset (IMEI)',
      'imei | a imei | calling imei | imei a | a party imei | subject imei | a number imei | originating imei',
    ),
    field(
      'imsi',
      'SIM (IMSI)',
      'imsi | a imsi | calling imsi | imsi a | a party imsi | subject imsi | a number imsi | originating imsi',
    ),
    field('farImei', 'Far handset (IMEI)', 'b imei | called imei | imei b | b party imei | terminating imei'),
    field('farImsi', 'Far SIM (IMSI)', 'b imsi | called imsi | imsi b | b party imsi | terminating imsi'),
    field(
      'cell',
      'First cell',
      'cell id | cell | first cell | first cell id | 1st cell | start cell | start cell id | cgi | cell tower | antenna id | caller antenna | cell code | cellid | site id | a cell | a cell id | first cgi | start cgi | a first cell | a start cell | eci | ecgi | baseid',
    ),
    field(
      'cellName',
      'First cell site',
      'site | start site | cell name | site name | cell site | cell site name | first cell name | start cell name | start cell site | first cell site | first cell site name | start cell site name | site | mast',
    ),
    field(
      'cellPostcode',
      'First cell postcode',
      'start postcode | cell postcode | site postcode | first cell postcode | start cell postcode | postcode | cell site postcode',
    ),
    field(
      'latitude',
      'First cell latitude',
      'latitude | lat | start lat | start latitude | cell latitude | first cell latitude | start cell latitude | first cell lat | cell lat | start cell lat | site latitude | site lat',
    ),
    field(
      'longitude',
      'First cell longitude',
      'longitude | long | lon | lng | start long | start lon | start longitude | cell longitude | first cell longitude | start cell longitude | first cell long | cell long | first cell lon | cell lon | start cell long | start cell lon | site longitude | site long | site lon',
    ),
    field(
      'easting',
      'First cell easting',
      'easting | start easting | cell easting | first cell easting | start cell easting | site easting | east',
    ),
    field(
      'northing',
      'First cell northing',
      'northing | start northing | cell northing | first cell northing | start cell northing | site northing | north',
    ),
    field(
      'azimuth',
      'First cell azimuth',
      'azimuth | bearing | start azimuth | start bearing | cell azimuth | first cell azimuth | start cell azimuth | first cell bearing | start cell bearing',
    ),
  ],
  requires: [
    ['from', 'subscriber'],
    ['to', 'other', 'subscriber'],
    ['at', 'date', 'time'],
  ],
  marks: ['to', 'other', 'cell', 'duration', 'imei', 'imsi'],
  layouts: [
    { name: 'VAST 2008 call records', headers: ['from', 'to', 'datetime', 'duration seconds', 'cell tower'] },
    {
      name: 'bandicoot',
      headers: ['interaction', 'direction', 'correspondent id', 'datetime', 'call duration', 'antenna id'],
    },
    {
      name: 'cider',
      headers: ['txn type', 'caller id', 'recipient id', 'timestamp', 'duration', 'caller antenna'],
    },
  ],
}

export const custodyKind: KindDefinition = {
  kind: 'custody',
  title: 'custody records',
  fields: [
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
    field('pncId', 'PNC id', 'pnc id | pncid | pnc | pnc no | pnc number'),
    field('drugTest', 'Drug test', 'drug test | drug test result | dt test | drug marker | test result'),
    field(
      'nominal',
      'Nominal reference',
      'nominal ref | nominal | urn | nominal urn | person urn | nominal reference',
    ),
    ...identity,
  ],
  requires: [['at'], ['surname', 'fullName', 'recordId', 'pncId', 'nominal']],
  marks: ['suite', 'pncId'],
  layouts: [],
}

export const drugTestsKind: KindDefinition = {
  kind: 'drug-tests',
  title: 'drug tests on arrest',
  fields: [
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
    ),
    field('disputed', 'Disputed', 'disputed | result disputed'),
    field('suite', 'Custody suite', 'custody suite | suite | station | custody station'),
    field(
      'assessment',
      'Required assessment',
      'required assessment | ra1 | assessment | assessment date | attended | ra attended | initial assessment | initial assessment date | assessment attended | required assessment date',
    ),
    field('pncId', 'PNC id', 'pnc id | pncid | pnc'),
    ...identity,
  ],
  requires: [['at'], ['outcome']],
  marks: ['disputed', 'assessment'],
  layouts: [],
}

export const treatmentKind: KindDefinition = {
  kind: 'treatment',
  title: 'treatment extract',
  fields: [
    field('recordId', 'Episode', 'episodid | episode id | episode | journey id | record id | id'),
    field('clientId', 'Client', 'clientid | client id | client | client ref | client reference'),
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
    ...identity.filter((known) => known.field !== 'recordId'),
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
}

export const programmeKind: KindDefinition = {
  kind: 'programme',
  title: 'programme clients',
  fields: [
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
    ...identity,
  ],
  requires: [['at'], ['surname', 'fullName', 'attributor', 'forenameInitial', 'recordId']],
  marks: ['worker', 'route', 'category'],
  layouts: [],
}
