/** The codes of the profile's axes: what readers see, and what the facts select. */
export const groups = {
  notKnown: 'Not known to any service',
  mainstream: 'In mainstream treatment',
  programme: 'In the programme',
  unattributed: 'Identity not established',
} as const

export const knownGroups = [groups.notKnown, groups.mainstream, groups.programme] as const
export const identified = 'Identity established'

export const notRecorded = 'Not recorded'
export const outsideCounty = 'Outside the county'
export const elsewhere = 'Elsewhere'
export const inCounty = 'In the county'
/** Places of the county that have no name which a profile may print. */
export const restOfCounty = 'Elsewhere in the county'
/** Substances that have no name which a profile may print. */
export const otherSubstances = 'Other substances'

export const ageBands = [
  'Under 18',
  '18 to 24',
  '25 to 34',
  '35 to 44',
  '45 to 54',
  '55 and over',
  notRecorded,
] as const
export const sexes = ['Female', 'Male', notRecorded] as const
export const ethnicGroups = ['Asian', 'Black', 'Mixed', 'White', 'Other', notRecorded] as const
export const testResults = [
  'Negative',
  'Opiates only',
  'Cocaine only',
  'Opiates and cocaine',
  'Positive, drug not stated',
] as const
export const positive = 'Positive'
export const harmKinds = [
  'Suspected or confirmed death',
  'Non-fatal overdose',
  'Ambulance or naloxone call',
  'Other',
] as const
export const dischargeReasons = [
  'Completed',
  'Transferred',
  'Left before completing',
  'Other or not stated',
] as const
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
export const dayParts = ['00 to 04', '04 to 08', '08 to 12', '12 to 16', '16 to 20', '20 to 24'] as const
export const numberChanges = ['Kept its number', 'Changed once', 'Changed twice or more'] as const
export const crimeTypes = [
  'Drugs',
  'Possession of weapons',
  'Robbery',
  'Burglary',
  'Vehicle crime',
  'Theft and shoplifting',
  'Violence and sexual offences',
  'Anti-social behaviour',
  'Other',
] as const
export const arrestReasons = [
  'Drug supply or production',
  'Drug possession',
  'Weapons',
  'Robbery',
  'Burglary',
  'Theft and fraud',
  'Violence',
  'Other or not stated',
] as const
export const searchOutcomes = [
  'Nothing found',
  'Community resolution or warning',
  'Caution, penalty or summons',
  'Arrest',
  'Other or not stated',
] as const
export const methodNames: Readonly<Record<string, string>> = {
  'bulk-texts': 'Bulk texts to many numbers at once',
  burst: 'Bursts of calls after a bulk text',
  'call-backs': 'Calls answered by calling back',
  'one-offs': 'Many one-off contacts',
  'shift-hours': 'Working in shifts',
  'sim-swaps': 'Several SIM cards in one handset',
  upstream: 'Contact with an upstream number',
  'contact-book': 'A kept list of contacts',
}
export const recordFields = [
  'All entries',
  'Date of birth',
  'Home area',
  'Ethnicity',
  'Sex',
  'Substance',
] as const
export const treatedGroups = [
  'Adults using opiates or crack',
  'Other adults',
  'Under 18',
  'Age not recorded',
] as const
export const adults = 'Adults'
