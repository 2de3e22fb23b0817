import { recordFields } from './codes.ts'
import { additiveAxis, type CountTable, overlappingAxis } from './count-table.ts'
import { entriesByField } from './queries-coverage.ts'
import type { ProfileScope } from './scope.ts'

const recordKinds = ['custody', 'drug-tests', 'treatment', 'programme', 'harm', 'people']

/** Entries of each kind of source, and which of them hold each field. */
export function coverageTables(scope: ProfileScope): CountTable[] {
  const kinds = recordKinds.filter((kind) => scope.kinds.has(kind))
  if (kinds.length === 0) return []
  return [
    {
      tableId: 'gaps.fields',
      title: 'Entries that hold each field',
      unit: 'entries',
      source: 'All sources with entries about people',
      measure: 'entries held',
      counts: 'events',
      rows: { ...additiveAxis('source', kinds), coversAll: false, groups: {}, labels: kindNames },
      columns: overlappingAxis('field recorded', recordFields),
      facts: entriesByField(scope),
      restsOn: (rowCodes) => rowCodes,
      notes: [],
      printed: true,
    },
  ]
}

export const kindNames: Readonly<Record<string, string>> = {
  phone: 'Seized phones',
  calls: 'Call records',
  custody: 'Custody',
  'drug-tests': 'Drug tests on arrest',
  treatment: 'Treatment',
  programme: 'Programme list',
  harm: 'Overdoses and deaths',
  crime: 'Recorded crime',
  'stop-search': 'Stop and search',
  people: 'Other lists of people',
  boundaries: 'Area boundaries',
  seizures: 'Seizures',
  samples: 'Tested samples',
  hospital: 'Hospital admissions',
  prison: 'Prison receptions and releases',
  addresses: 'Addresses at risk of cuckooing',
  disruptions: 'Disruptions of groups',
  intelligence: 'Intelligence reports',
  'harm-reduction': 'Harm reduction',
  population: 'Residents by area',
  referrals: 'Referrals',
  services: 'Treatment services',
  'lines register': 'Register of closed lines',
  lines: 'Lines',
  wash: 'Matching of people',
  sources: 'Sources',
}
