import { defineKind, field } from './define-kind.ts'

/** Cell sites: where the cells are that call records name by a code or a name. */
export const kind = defineKind({
  kind: 'cells',
  order: 25,
  titles: {
    singular: 'cell site',
    plural: 'cell sites',
    file: 'cell-site positions',
    short: 'cell sites',
    source: 'Cell-site positions',
  },
  family: 'phones',
  visibleTo: ['police', 'health', 'hub'],
  storesAs: 'reference',
  aboutPeople: false,
  fields: [
    field(
      'code',
      'Cell (CGI, ECGI or LAC-CI)',
      'cgi | ecgi | cell id | cellid | cell | cell code | cell reference | cell ref | cell global identity | cell global id | e cgi | cgi ecgi | cgi or ecgi | ncgi | lac ci | lac cell id | tac eci | cell identifier | cell identity | cell number | cell no | sector id | sector cgi | antenna id | antenna | tower id | site cell id | baseid',
    ),
    field(
      'siteName',
      'Site',
      'site name | cell site | cell site name | site | mast | mast name | cell name | base station | base station name | bts name | bts | node b name | enodeb name | tower | tower name | site description | location name | name',
    ),
    field('mcc', 'Country code (MCC)', 'mcc | mobile country code'),
    field('mnc', 'Network code (MNC)', 'mnc | mobile network code | plmn mnc'),
    field(
      'lac',
      'Location area (LAC or TAC)',
      'lac | tac | location area code | location area | tracking area code | lac tac | lac or tac',
    ),
    field('ci', 'Cell in its area (CI)', 'ci | cid | cell id ci | ci decimal'),
    field('eci', 'Cell (ECI)', 'eci | eutran cell id | e utran cell identity | 4g cell id | nci'),
    field(
      'latitude',
      'Latitude',
      'latitude | lat | site latitude | site lat | cell latitude | cell lat | mast latitude | lat wgs84 | wgs84 latitude | latitude wgs84 | y coordinate wgs84',
    ),
    field(
      'longitude',
      'Longitude',
      'longitude | long | lon | lng | site longitude | site long | site lon | cell longitude | cell long | cell lon | mast longitude | long wgs84 | wgs84 longitude | longitude wgs84',
    ),
    field(
      'easting',
      'Easting',
      'easting | eastings | site easting | cell easting | mast easting | osgb easting | os easting | east | x | grid easting | bng easting',
    ),
    field(
      'northing',
      'Northing',
      'northing | northings | site northing | cell northing | mast northing | osgb northing | os northing | north | y | grid northing | bng northing',
    ),
    field(
      'gridReference',
      'Grid reference',
      'grid reference | grid ref | os grid reference | os grid ref | ngr | national grid reference | os reference | osgr | osgb grid reference | site grid reference | gridref',
    ),
    field(
      'coordinates',
      'Latitude and longitude in one',
      'coordinates | lat long | lat lon | latitude longitude | position | co ordinates | lat lng | gps | gps coordinates',
    ),
    field(
      'postcode',
      'Postcode',
      'postcode | post code | site postcode | cell postcode | mast postcode | cell site postcode | nearest postcode',
    ),
    field(
      'azimuth',
      'Azimuth',
      'azimuth | bearing | az | direction | azimuth degrees | azimuth deg | antenna azimuth | cell azimuth | sector azimuth | orientation | boresight | site bearing | beam direction | antenna bearing',
    ),
    field(
      'beamWidth',
      'Beam width',
      'beam width | beamwidth | horizontal beamwidth | beam width degrees | horizontal beam width | antenna beamwidth | hbw | sector width | arc | beamwidth degrees | beam',
    ),
    field(
      'since',
      'In use from',
      'from | from date | date from | valid from | start date | in service | in service date | on air date | on air | date on air | live from | effective from | commissioned | commission date | date commissioned | installed | active from | first seen | start | launch date | operational from | data from',
    ),
    field(
      'until',
      'In use until',
      'to | to date | date to | valid to | valid until | end date | out of service | out of service date | off air date | live to | effective to | decommissioned | decommission date | date decommissioned | removed | active to | last seen | end | until | operational to | data to',
    ),
    field(
      'technology',
      'Technology',
      'technology | tech | generation | rat | network type | radio | bearer | system',
    ),
    field(
      'network',
      'Network',
      'network | operator | mno | provider | network operator | csp | network name',
    ),
    field('address', 'Address', 'address | site address | mast address | cell address | location'),
  ],
  requires: [
    ['code', 'siteName', 'ci', 'eci'],
    ['latitude', 'easting', 'gridReference', 'coordinates', 'postcode'],
    ['code', 'ci', 'eci', 'azimuth', 'beamWidth', 'mcc', 'lac'],
  ],
  marks: ['beamWidth', 'mcc', 'lac', 'eci', 'gridReference'],
  layouts: [
    { name: 'cider antennas', headers: ['antenna id', 'tower id', 'latitude', 'longitude'] },
    { name: 'bandicoot antennas', headers: ['antenna id', 'latitude', 'longitude'] },
  ],
  precedence: 85,
  needsTime: false,
  needsIdentity: false,
  duplicates: 'same-content',
  boundsCase: false,
  provesAlive: false,
  absence: { leavesOpen: 'where calls were made whose records name a cell and no place' },
})
