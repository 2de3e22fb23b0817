import { declaredKinds, personKinds, titlesOf } from '../kinds/lists.ts'
import { recordFields } from './codes.ts'
import { additiveAxis, type CountTable, overlappingAxis } from './count-table.ts'
import { entriesByField } from './queries-coverage.ts'
import type { ProfileScope } from './scope.ts'

/** Entries of each kind of source, and which of them hold each field. */
export function coverageTables(scope: ProfileScope): CountTable[] {
  const kinds = personKinds.filter((kind) => scope.kinds.has(kind))
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

/** Kinds of source and what else a section can lack, as readers see them. */
export const kindNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(declaredKinds.map(({ kind }) => [kind, titlesOf(kind).source])),
  'lines register': 'Register of closed lines',
  lines: 'Lines',
  wash: 'Matching of people',
  sources: 'Sources',
}
