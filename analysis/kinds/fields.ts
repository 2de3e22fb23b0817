import { type FieldDefinition, field } from './define-kind.ts'

/** What any record about a person may say. */
export const identity: readonly FieldDefinition[] = [
  field(
    'recordId',
    'Own reference',
    'unique id | rec id | record id | id | ref | reference | urn | nominal ref | nominal urn | nominal id | person id | local ref | local reference | client ref | client id | client | clientid | case ref | case id',
  ),
  field(
    'forename',
    'Forename',
    'forename | forenames | forename s | first name | firstname | given name | given names | first names',
  ),
  field('middleNames', 'Middle names', 'middle name | middle names'),
  field('surname', 'Surname', 'surname | last name | lastname | family name'),
  field('fullName', 'Full name', 'name | full name | fullname | subject name | person name'),
  field('initials', 'Initials', 'initials'),
  field('forenameInitial', 'Forename initial', 'finitial | forename initial | first initial'),
  field('surnameInitial', 'Surname initial', 'sinitial | surname initial'),
  field('attributor', 'Attributor', 'attrbdat | attributor', { identifies: true }),
  field('dateOfBirth', 'Date of birth', 'dob | date of birth | birth date | birthdate | d o b'),
  field('sex', 'Sex', 'sex | gender'),
  field(
    'ethnicity',
    'Ethnicity',
    'ethnicity | ethnic | self defined ethnicity | ethnic group | ethnic appearance | sde | ethnicity 16 1 | self defined ethnicity 16 1',
  ),
  field(
    'phone',
    'Telephone',
    'phone | phone 1 | telephone | telephone 1 | mobile | mobile 1 | phone number | telephone number | mobile number | contact number | tel | mobile tel | contact telephone | mobile phone | contact no',
  ),
  field('email', 'Email', 'email | e mail | email address'),
  field(
    'address',
    'Address',
    'address | home address | address line | address 1 | full address | address line 1 | street',
  ),
  field(
    'postcode',
    'Postcode',
    'postcode | post code | pc | home postcode | postcode sector | partial postcode | outward postcode | outcode | address postcode | postcode district',
  ),
  field(
    'area',
    'Area',
    'area | district | local authority | la | ward | area of residence | home area | home town | borough | suburb | home district | lad | residence | local authority of residence',
  ),
  field('city', 'Town or city', 'city | town | town city | city town'),
  field('age', 'Age', 'age | age at arrest | age at event | age years | age at incident | age at death'),
  field('ageBand', 'Age band', 'age band | age range | age group'),
]

export const when = (label: string, aliases: string): FieldDefinition[] => [
  field('at', label, aliases),
  field(
    'time',
    'Time of day',
    'time | time of day | arrest time | test time | incident time | call time | time of arrest | time of test | event time',
  ),
]

export const position: readonly FieldDefinition[] = [
  field('latitude', 'Latitude', 'latitude | lat | incident latitude'),
  field('longitude', 'Longitude', 'longitude | long | lon | lng | incident longitude'),
  field('easting', 'Easting', 'easting | grid easting | incident easting'),
  field('northing', 'Northing', 'northing | grid northing | incident northing'),
]

export const openDataPlace: readonly FieldDefinition[] = [
  field('latitude', 'Latitude', 'latitude'),
  field('longitude', 'Longitude', 'longitude'),
  field('easting', 'Easting', 'easting'),
  field('northing', 'Northing', 'northing'),
]

/**
 * A kind's own fields, then those that it shares; one that both name takes the kind's label and the headers of both, but for those that the
 * kind has given to a field of its own.
 */
export function withShared(
  own: readonly FieldDefinition[],
  shared: readonly FieldDefinition[],
): FieldDefinition[] {
  const taken = new Set(own.flatMap(({ headers }) => headers))
  const free = (headers: readonly string[]) => headers.filter((header) => !taken.has(header))
  return [
    ...own.map((one) => {
      const other = shared.find((known) => known.field === one.field)
      return { ...one, headers: [...one.headers, ...free(other?.headers ?? [])] }
    }),
    ...shared
      .filter((known) => !own.some((one) => one.field === known.field))
      .map((known) => ({ ...known, headers: free(known.headers) })),
  ]
}
