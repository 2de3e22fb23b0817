import type { SourceKind } from '../contract/index.ts'

/** One thing that a kind of source can say, and the headers under which partners write it. */
export interface FieldDefinition {
  field: string
  label: string
  /** Header words, lower case, anything but letters and digits as one space; the first is the most usual. */
  headers: readonly string[]
}

export interface KindDefinition {
  kind: SourceKind
  title: string
  fields: readonly FieldDefinition[]
  /** Each group must be met by at least one of its fields. */
  requires: readonly (readonly string[])[]
  /** Fields that no other kind has; one of them settles the kind. */
  marks: readonly string[]
  /** Layouts known from files that were read, by headers that must all be there. */
  layouts: readonly { name: string; headers: readonly string[] }[]
}

const field = (name: string, label: string, ...headers: string[]): FieldDefinition => ({
  field: name,
  label,
  headers: headers.length > 0 ? headers : [label.toLowerCase()],
})

const identity: readonly FieldDefinition[] = [
  field('recordId', 'Own reference', 'unique id', 'rec id', 'record id', 'id', 'ref', 'reference', 'urn', 'nominal ref', 'nominal urn', 'nominal id', 'person id', 'local ref', 'local reference', 'client ref', 'client id', 'client', 'clientid', 'case ref', 'case id'),
  field('forename', 'Forename', 'forename', 'forenames', 'forename s', 'first name', 'firstname', 'given name', 'given names', 'first names'),
  field('middleNames', 'Middle names', 'middle name', 'middle names'),
  field('surname', 'Surname', 'surname', 'last name', 'lastname', 'family name'),
  field('fullName', 'Full name', 'name', 'full name', 'fullname', 'subject name', 'person name'),
  field('initials', 'Initials', 'initials'),
  field('forenameInitial', 'Forename initial', 'finitial', 'forename initial', 'first initial'),
  field('surnameInitial', 'Surname initial', 'sinitial', 'surname initial'),
  field('attributor', 'Attributor', 'attrbdat', 'attributor'),
  field('dateOfBirth', 'Date of birth', 'dob', 'date of birth', 'birth date', 'birthdate', 'd o b'),
  field('sex', 'Sex', 'sex', 'gender'),
  field('ethnicity', 'Ethnicity', 'ethnicity', 'ethnic', 'self defined ethnicity', 'ethnic group', 'ethnic appearance', 'sde', 'ethnicity 16 1', 'self defined ethnicity 16 1'),
  field('phone', 'Telephone', 'phone', 'telephone', 'mobile', 'phone number', 'telephone number', 'mobile number', 'contact number', 'tel', 'mobile tel', 'contact telephone', 'mobile phone', 'contact no'),
  field('email', 'Email', 'email', 'e mail', 'email address'),
  field('address', 'Address', 'address', 'home address', 'address line', 'address 1', 'full address', 'address line 1', 'street'),
  field('postcode', 'Postcode', 'postcode', 'post code', 'pc', 'home postcode', 'postcode sector', 'partial postcode', 'outward postcode', 'outcode', 'address postcode', 'postcode district'),
  field('area', 'Area', 'area', 'district', 'local authority', 'la', 'ward', 'area of residence', 'home area', 'home town', 'borough', 'suburb', 'home district', 'lad', 'residence', 'local authority of residence'),
  field('city', 'Town or city', 'city', 'town', 'town city', 'city town'),
  field('age', 'Age', 'age', 'age at arrest', 'age at event', 'age years', 'age at incident', 'age at death'),
  field('ageBand', 'Age band', 'age band', 'age range', 'age group'),
]

const when = (label: string, ...headers: string[]): FieldDefinition[] => [
  field('at', label, ...headers),
  field('time', 'Time of day', 'time', 'time of day', 'arrest time', 'test time', 'incident time', 'call time', 'time of arrest', 'time of test', 'event time'),
]

export const callsKind: KindDefinition = {
  kind: 'calls',
  title: 'call data records',
  fields: [
    field('from', 'Calling number (A)', 'a number', 'anumber', 'a no', 'a party', 'a party number', 'calling number', 'calling nbr', 'calling party', 'calling party number', 'caller', 'caller id', 'caller number', 'from', 'from number', 'originating number', 'originating party', 'a msisdn', 'msisdn a', 'originator', 'calling msisdn', 'number a', 'a party msisdn', 'source number', 'a end', 'origin'),
    field('to', 'Called number (B)', 'b number', 'bnumber', 'b no', 'b party', 'b party number', 'called number', 'called nbr', 'called party', 'called party number', 'callee', 'recipient id', 'recipient', 'to', 'to number', 'dialled number', 'dialed number', 'dialled digits', 'dialed digits', 'destination', 'destination number', 'terminating number', 'b msisdn', 'msisdn b', 'called msisdn', 'number b', 'b party msisdn', 'number dialled', 'b end'),
    field('subscriber', 'Subject number', 'msisdn', 'subject number', 'target number', 'target', 'subscriber', 'subscriber number', 'subject msisdn', 'number', 'phone number'),
    field('other', 'Other number', 'other number', 'other party', 'other msisdn', 'correspondent', 'correspondent id', 'contact number', 'other party number', 'partner'),
    field('at', 'Date and time', 'datetime', 'date time', 'timestamp', 'start date time', 'start datetime', 'call date time', 'call start', 'event date time', 'start', 'date and time', 'start date and time', 'call datetime', 'start timestamp', 'call start time', 'event start', 'date time utc', 'date time gmt', 'start time utc', 'start date time utc', 'timestamp utc', 'event time', 'start date time local', 'date time bst', 'start time local', 'date time local', 'connect time'),
    field('date', 'Date', 'date', 'start date', 'call date', 'event date', 'date utc'),
    field('time', 'Time', 'time', 'start time', 'call time', 'time of call', 'time utc'),
    field('duration', 'Duration', 'duration', 'duration s', 'duration secs', 'duration seconds', 'duration sec', 'call duration', 'dur', 'call duration s', 'call length', 'duration hh mm ss', 'length', 'dur s'),
    field('type', 'Call type', 'call type', 'type', 'event type', 'record type', 'usage type', 'service', 'interaction', 'txn type', 'service type', 'traffic type', 'event', 'cdr type', 'call event', 'usage'),
    field('direction', 'Direction', 'direction', 'call direction', 'm r', 'in out', 'mo mt'),
    field('leg', 'Leg', 'leg', 'record leg', 'a b leg', 'side'),
    field('imei', 'Handset (IMEI)', 'imei', 'a imei', 'calling imei', 'imei a', 'a party imei', 'subject imei', 'a number imei', 'originating imei'),
    field('imsi', 'SIM (IMSI)', 'imsi', 'a imsi', 'calling imsi', 'imsi a', 'a party imsi', 'subject imsi', 'a number imsi', 'originating imsi'),
    field('farImei', 'Far handset (IMEI)', 'b imei', 'called imei', 'imei b', 'b party imei', 'terminating imei'),
    field('farImsi', 'Far SIM (IMSI)', 'b imsi', 'called imsi', 'imsi b', 'b party imsi', 'terminating imsi'),
    field('cell', 'First cell', 'cell id', 'cell', 'first cell', 'first cell id', '1st cell', 'start cell', 'start cell id', 'cgi', 'cell tower', 'antenna id', 'caller antenna', 'cell code', 'cellid', 'site id', 'a cell', 'a cell id', 'first cgi', 'start cgi', 'a first cell', 'a start cell', 'eci', 'ecgi', 'baseid'),
    field('cellName', 'First cell site', 'cell name', 'site name', 'cell site', 'cell site name', 'first cell name', 'start cell name', 'start cell site', 'first cell site', 'first cell site name', 'start cell site name', 'site', 'mast'),
    field('cellPostcode', 'First cell postcode', 'cell postcode', 'site postcode', 'first cell postcode', 'start cell postcode', 'postcode', 'cell site postcode'),
    field('latitude', 'First cell latitude', 'latitude', 'lat', 'cell latitude', 'first cell latitude', 'start cell latitude', 'first cell lat', 'cell lat', 'start cell lat', 'site latitude', 'site lat'),
    field('longitude', 'First cell longitude', 'longitude', 'long', 'lon', 'lng', 'cell longitude', 'first cell longitude', 'start cell longitude', 'first cell long', 'cell long', 'first cell lon', 'cell lon', 'start cell long', 'start cell lon', 'site longitude', 'site long', 'site lon'),
    field('easting', 'First cell easting', 'easting', 'cell easting', 'first cell easting', 'start cell easting', 'site easting', 'east'),
    field('northing', 'First cell northing', 'northing', 'cell northing', 'first cell northing', 'start cell northing', 'site northing', 'north'),
    field('azimuth', 'First cell azimuth', 'azimuth', 'bearing', 'cell azimuth', 'first cell azimuth', 'start cell azimuth', 'first cell bearing', 'start cell bearing'),
  ],
  requires: [
    ['from', 'subscriber'],
    ['to', 'other', 'subscriber'],
    ['at', 'date', 'time'],
  ],
  marks: ['to', 'other', 'cell', 'duration', 'imei', 'imsi'],
  layouts: [
    { name: 'VAST 2008 call records', headers: ['from', 'to', 'datetime', 'duration seconds', 'cell tower'] },
    { name: 'bandicoot', headers: ['interaction', 'direction', 'correspondent id', 'datetime', 'call duration', 'antenna id'] },
    { name: 'cider', headers: ['txn type', 'caller id', 'recipient id', 'timestamp', 'duration', 'caller antenna'] },
  ],
}

export const custodyKind: KindDefinition = {
  kind: 'custody',
  title: 'custody records',
  fields: [
    field('recordId', 'Custody record number', 'custody record no', 'custody record', 'custody record number', 'custody ref', 'custody reference', 'custody number', 'cr number', 'custody record ref', 'custody no', 'custody id'),
    ...when('Arrested at', 'arrest date time', 'arrested at', 'arrest datetime', 'arrest date', 'date of arrest', 'arrested', 'date arrested', 'arrest date and time', 'date time of arrest', 'arrival', 'arrival date time', 'detention authorised', 'date time arrested'),
    field('until', 'Released at', 'release', 'released', 'release date', 'release date time', 'released at', 'release time', 'date released', 'release datetime'),
    field('category', 'Offence', 'offence', 'arrest offence', 'offence description', 'offence title', 'arrested for', 'reason for arrest', 'offences', 'main offence', 'arrest reason'),
    field('outcome', 'Disposal', 'disposal', 'outcome', 'result', 'custody disposal', 'disposal type'),
    field('suite', 'Custody suite', 'custody suite', 'suite', 'station', 'custody station', 'custody centre'),
    field('pncId', 'PNC id', 'pnc id', 'pncid', 'pnc', 'pnc no', 'pnc number'),
    field('drugTest', 'Drug test', 'drug test', 'drug test result', 'dt test', 'drug marker', 'test result'),
    field('nominal', 'Nominal reference', 'nominal ref', 'nominal', 'urn', 'nominal urn', 'person urn', 'nominal reference'),
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
    field('recordId', 'Test reference', 'test ref', 'test reference', 'test id', 'dt1 ref', 'dt1', 'test number', 'test no', 'dt1 number', 'dt1 reference', 'dt1 form', 'dt ref'),
    ...when('Tested at', 'test date time', 'tested at', 'test datetime', 'test date', 'date of test', 'date tested', 'tested', 'test date and time', 'date time of test', 'sample date'),
    field('category', 'Reason for the test', 'trigger', 'trigger offence', 'test reason', 'reason', 'test type', 'authority', 'basis', 'trigger or authority', 'offence', 'trigger type', 'reason for test', 'test trigger', 'power'),
    field('outcome', 'Result', 'result', 'test result', 'outcome', 'dt result', 'drug test result'),
    field('substances', 'Substances', 'substance', 'substances', 'drug', 'drugs', 'drug found', 'drugs detected', 'positive for', 'substances detected'),
    field('custodyRecord', 'Custody record number', 'custody record no', 'custody record', 'custody ref', 'custody record number', 'custody reference', 'custody no'),
    field('disputed', 'Disputed', 'disputed', 'result disputed'),
    field('suite', 'Custody suite', 'custody suite', 'suite', 'station', 'custody station'),
    field('assessment', 'Required assessment', 'required assessment', 'ra1', 'assessment', 'assessment date', 'attended', 'ra attended', 'initial assessment', 'initial assessment date', 'assessment attended', 'required assessment date'),
    field('pncId', 'PNC id', 'pnc id', 'pncid', 'pnc'),
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
    field('recordId', 'Episode or client', 'episodid', 'episode id', 'clientid', 'client id', 'client', 'client ref', 'episode', 'journey id', 'client reference', 'id', 'record id'),
    field('at', 'Treatment start', 'triaged jy', 'triaged', 'triage date', 'treatment start', 'start date', 'journey start', 'treatment start date', 'date triaged'),
    field('until', 'Discharged', 'disd jy', 'disd', 'discharge date', 'disd ep', 'end date', 'treatment end', 'discharged', 'date discharged'),
    field('outcome', 'Discharge reason', 'disrsn jy', 'disrsn', 'disrsn ep', 'discharge reason', 'exit reason'),
    field('category', 'Intervention', 'modal', 'modality', 'intervention', 'treatment', 'service', 'intervention type', 'mod', 'substance group'),
    field('agency', 'Agency', 'agncy', 'agency', 'agency code', 'provider', 'service name'),
    field('dat', 'DAT', 'dat', 'dat code', 'dat of residence'),
    field('substance1', 'First substance', 'drug1', 'drug 1', 'primary drug', 'main drug', 'problem substance 1', 'primary substance', 'substance 1', 'main substance'),
    field('substance2', 'Second substance', 'drug2', 'drug 2', 'second drug', 'problem substance 2', 'substance 2'),
    field('substance3', 'Third substance', 'drug3', 'drug 3', 'third drug', 'problem substance 3', 'substance 3'),
    field('journey', 'Journey number', 'n jy', 'journey'),
    ...identity.filter((known) => known.field !== 'recordId'),
  ],
  requires: [['at'], ['attributor', 'forenameInitial', 'surname', 'initials', 'fullName', 'recordId']],
  marks: ['attributor', 'agency', 'dat', 'substance1', 'journey'],
  layouts: [
    { name: 'OHID extract', headers: ['attrbdat', 'triaged'] },
    { name: 'NDTMS core data set', headers: ['finitial', 'sinitial', 'triaged'] },
  ],
}

export const programmeKind: KindDefinition = {
  kind: 'programme',
  title: 'programme clients',
  fields: [
    field('recordId', 'Client reference', 'adder id', 'adder ref', 'programme id', 'programme ref', 'client no', 'client number', 'adder client id', 'adder reference', 'programme reference', 'client id', 'client ref', 'adder client ref', 'programme client id'),
    field('at', 'Joined', 'joined', 'programme start', 'engaged', 'engagement date', 'date joined', 'accepted', 'start date', 'date engaged', 'referral date', 'referred', 'programme start date', 'date accepted', 'date of referral', 'adder start', 'joined programme', 'engaged from', 'enrolled', 'date enrolled', 'date referred'),
    field('until', 'Left', 'left', 'programme end', 'end date', 'closed', 'date closed', 'date left', 'programme end date', 'closure date', 'adder end', 'left programme', 'engaged until', 'exit date'),
    field('category', 'Programme', 'programme', 'project', 'scheme', 'team', 'workstream', 'strand', 'cohort'),
    field('outcome', 'Status', 'status', 'outcome', 'exit reason', 'engagement status', 'programme status', 'reason left', 'closure reason', 'reason for closure', 'engagement'),
    field('worker', 'Worker', 'key worker', 'keyworker', 'worker', 'lead worker', 'case worker', 'caseworker', 'outreach worker', 'navigator', 'link worker'),
    field('route', 'Referral route', 'referral source', 'route', 'referral route', 'referred by', 'source of referral', 'referrer'),
    ...identity,
  ],
  requires: [['at'], ['surname', 'fullName', 'attributor', 'forenameInitial', 'recordId']],
  marks: ['worker', 'route', 'category'],
  layouts: [],
}
