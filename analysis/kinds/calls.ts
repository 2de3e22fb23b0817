import { defineKind, field } from './define-kind.ts'

export const kind = defineKind({
  kind: 'calls',
  order: 20,
  titles: {
    singular: 'call record',
    plural: 'calls and texts at cell sites',
    file: 'call data records',
    short: 'call records',
  },
  family: 'phones',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'communication',
  aboutPeople: false,
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
      'datetime | date time | timestamp | start date time | start datetime | call date time | call start | event date time | start | date and time | start date and time | call datetime | start timestamp | call start time | event start | event start utc | date time utc | date time gmt | start time utc | start date time utc | timestamp utc | event time | start date time local | date time bst | start time local | date time local | connect time',
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
      'site | start site | cell name | site name | cell site | cell site name | first cell name | start cell name | start cell site | first cell site | first cell site name | start cell site name | mast',
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
  precedence: 80,
  needsTime: true,
  needsIdentity: false,
  duplicates: 'by-loader',
  boundsCase: true,
  provesAlive: false,
  absence: { leavesOpen: 'how lines work beyond seized phones' },
})
