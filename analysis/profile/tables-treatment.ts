import { adults, dischargeReasons, otherSubstances, treatedGroups } from './codes.ts'
import { additiveAxis, type CountTable, overlappingAxis } from './count-table.ts'
import { endedEpisodes, treatedByGroup, treatedByMonth, treatedBySubstance } from './queries-events.ts'
import type { ProfileScope } from './scope.ts'

/** People in treatment by month, group and substance, and how episodes ended. */
export function treatmentTables(scope: ProfileScope): CountTable[] {
  if (!scope.kinds.has('treatment')) return []
  const tables: CountTable[] = []
  const people = {
    unit: 'people, each counted once',
    source: 'Treatment records',
    measure: 'people in treatment',
    counts: 'people',
    columns: null,
    restsOn: ['treatment'],
  } as const
  tables.push(
    {
      ...people,
      tableId: 'treatment.months',
      title: 'People in treatment by month',
      unit: 'people a month',
      rows: overlappingAxis('month in treatment', scope.months),
      facts: treatedByMonth(scope),
      notes: [],
      printed: false,
    },
    {
      ...people,
      tableId: 'treatment.people',
      title: 'People treated in the period',
      rows: additiveAxis('treatment group', treatedGroups, { [adults]: treatedGroups.slice(0, 2) }),
      facts: treatedByGroup(scope),
      notes: [],
      printed: true,
    },
    {
      tableId: 'treatment.ends',
      title: 'How treatment episodes ended',
      unit: 'episodes that ended in the period',
      source: 'Treatment records',
      measure: 'treatment episodes ended',
      counts: 'people',
      rows: additiveAxis('end of episode', dischargeReasons),
      columns: null,
      facts: endedEpisodes(scope),
      restsOn: ['treatment'],
      notes: ['Completion omits return within twelve months.'],
      printed: true,
    },
  )
  if (scope.substances.length > 0)
    tables.push({
      ...people,
      tableId: 'commodities.treatment',
      title: 'Substances of people in treatment',
      rows: overlappingAxis('substance', [...scope.substances, otherSubstances]),
      facts: treatedBySubstance(scope),
      notes: ['A person can use several substances.'],
      printed: true,
    })
  return tables
}
