import { type FieldDefinition, field, identity, type KindDefinition } from './field-definitions.ts'

const position: readonly FieldDefinition[] = [
  field('latitude', 'Latitude', 'latitude | lat | incident latitude'),
  field('longitude', 'Longitude', 'longitude | long | lon | lng | incident longitude'),
  field('easting', 'Easting', 'easting | grid easting | incident easting'),
  field('northing', 'Northing', 'northing | grid northing | incident northing'),
]

export const harmKind: KindDefinition = {
  kind: 'harm',
  title: 'overdoses and deaths',
  fields: [
    field(
      'recordId',
      'Incident reference',
      'overdose ref | incident no | incident number | incident ref | incident reference | local ref | event id | cad | incident | drd ref | death ref | incident id | event ref | ldis ref | reference | ref | case ref | local reference | id',
    ),
    field(
      'at',
      'When',
      'incident date | incident date time | date of death | call time | incident datetime | date of incident | event date | death date | overdose date | date of overdose | call date time | date | date time | date of event | occurred | occurred at | datetime | notification date | event date time | date of death or incident | time of call',
    ),
    field('time', 'Time of day', 'time | incident time | event time'),
    field(
      'category',
      'What happened',
      'event type | incident type | type | chief complaint | fatal | event | category | type of incident | harm type | nature',
    ),
    field('outcome', 'Status', 'status | outcome | conveyed | confirmed | disposition'),
    field(
      'substances',
      'Substances',
      'suspected substances | substances | substance | drugs | suspected substance | drug | substances involved | substances suspected | suspected drugs | suspected drug | drugs involved',
    ),
    field('naloxone', 'Naloxone', 'naloxone | naloxone given | naloxone administered | naloxone dose'),
    field('circumstances', 'Circumstances', 'circumstances | alone | notes | narrative | location type'),
    field('toxicology', 'Toxicology', 'toxicology confirmed | toxicology result | toxicology'),
    field('coroner', 'Coroner reference', 'coroner ref | coroner | coroner reference'),
    field('inTreatment', 'In treatment', 'in treatment | known to treatment | in treatment at time'),
    field(
      'location',
      'Place',
      'location | place | incident location | address of incident | location of incident',
    ),
    field('areaCode', 'Area code', 'lsoa | lsoa code | area code | msoa | msoa code'),
    ...position,
    ...identity.filter((known) => known.field !== 'recordId'),
  ],
  requires: [['at'], ['substances', 'naloxone', 'coroner', 'category']],
  marks: ['naloxone', 'coroner', 'inTreatment'],
  layouts: [],
}

const openDataPlace: readonly FieldDefinition[] = [
  field('latitude', 'Latitude', 'latitude'),
  field('longitude', 'Longitude', 'longitude'),
  field('easting', 'Easting', 'easting'),
  field('northing', 'Northing', 'northing'),
]

export const crimeKind: KindDefinition = {
  kind: 'crime',
  title: 'recorded crime',
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
}

export const stopSearchKind: KindDefinition = {
  kind: 'stop-search',
  title: 'stop and search',
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
}

export const peopleKind: KindDefinition = {
  kind: 'people',
  title: 'list of people',
  fields: [
    field('at', 'Date', 'date | date recorded | recorded | date added'),
    field('streetNumber', 'House number', 'street number | house number'),
    field('address2', 'Address, second line', 'address 2 | address line 2'),
    field('state', 'State', 'state | county'),
    field('leftId', 'Left record', 'unique id l'),
    field('rightId', 'Right record', 'unique id r'),
    field('leftSource', 'Left list', 'source dataset l'),
    field('rightSource', 'Right list', 'source dataset r'),
    field('score', 'Clerical match score', 'clerical match score'),
    field('cluster', 'Truth of a benchmark', 'cluster'),
    ...identity,
  ],
  requires: [['surname', 'fullName', 'forename', 'leftId', 'attributor', 'phone']],
  marks: ['leftId'],
  layouts: [
    { name: 'FEBRL data set', headers: ['rec id', 'given name', 'surname', 'soc sec id'] },
    { name: 'Splink benchmark', headers: ['unique id', 'first name', 'surname', 'dob', 'cluster'] },
    { name: 'Splink linkage labels', headers: ['unique id l', 'unique id r', 'clerical match score'] },
  ],
}
