import { groupKinds } from '../visibility/source-kinds.ts'
import {
  ageBands,
  ethnicGroups,
  groups,
  identified,
  knownGroups,
  notRecorded,
  outsideCounty,
  restOfCounty,
  sexes,
} from './codes.ts'
import { type Axis, additiveAxis, type CountTable, overlappingAxis, total } from './count-table.ts'
import { type BuyerTrait, buyersBy, buyersByMonth, harmedPeople } from './queries-people.ts'
import type { ProfileScope } from './scope.ts'

const groupAxis: Axis = additiveAxis('what services know', Object.values(groups), {
  [identified]: knownGroups,
})

/** What was known at the end of each month: a person can pass from one group to another between months. */
const groupThenAxis: Axis = { ...groupAxis, name: 'what services knew at the month’s end' }

/** Columns of tables over people whose identity is established; the same division, without the last group. */
const knownAxis: Axis = { ...groupAxis, printedCodes: [...knownGroups, identified] }

const buying = {
  measure: 'people buying from the lines',
  counts: 'people',
  source: 'Seized phones and call records, washed through custody, treatment and programme records',
  restsOn: groupKinds,
} as const

const known = 'people whose identity is established, each counted once'

/** People buying from the lines: groups, demographics, months; and what services knew of people harmed. */
export function demandTables(scope: ProfileScope): CountTable[] {
  const tables: CountTable[] = []
  const byTrait = (tableId: string, title: string, trait: BuyerTrait, rows: Axis): CountTable => ({
    ...buying,
    tableId,
    title,
    unit: known,
    rows,
    columns: knownAxis,
    facts: buyersBy(scope, trait, false),
    notes: [],
    printed: true,
  })
  if (scope.linesRun !== null) {
    tables.push({
      ...buying,
      tableId: 'demand.groups',
      title: 'People buying from the lines, by what services know of them',
      unit: 'people, each counted once; a number that no source ties to a person counts as one',
      rows: groupAxis,
      columns: null,
      facts: buyersBy(scope, 'known_group', true),
      notes: [],
      printed: true,
    })
  }
  if (scope.linesRun !== null && scope.linkageRun !== null) {
    tables.push(
      {
        ...buying,
        tableId: 'demand.months',
        title: 'People buying from the lines, by what services know of them',
        unit: 'people, and numbers that nobody is tied to, a month',
        rows: overlappingAxis('month active', scope.months),
        columns: { ...groupThenAxis, printedCodes: [...Object.values(groups), total] },
        facts: buyersByMonth(scope),
        notes: ['A person is counted once a month, in the group of the month’s end.'],
        printed: false,
      },
      byTrait(
        'demand.areas',
        'Where people buying from the lines live',
        'home_area',
        additiveAxis('home area', [...scope.homeAreas, restOfCounty, outsideCounty, notRecorded]),
      ),
      byTrait(
        'demand.ages',
        'People buying from the lines by age',
        'age_band',
        additiveAxis('age', ageBands),
      ),
      byTrait('demand.sexes', 'People buying from the lines by sex', 'sex', additiveAxis('sex', sexes)),
      byTrait(
        'demand.ethnicity',
        'People buying from the lines by ethnic group',
        'ethnic_group',
        additiveAxis('ethnicity', ethnicGroups),
      ),
    )
  }
  if (scope.linkageRun !== null && scope.kinds.has('harm')) {
    tables.push({
      tableId: 'harm.known',
      title: 'People in overdose and death reports, by what services know of them',
      unit: 'people, each counted once',
      source: 'Overdose and death reports, washed through treatment and programme records',
      measure: 'people harmed',
      counts: 'people',
      rows: {
        ...additiveAxis('what services know of people harmed', knownGroups),
      },
      columns: null,
      facts: harmedPeople(scope),
      restsOn: ['harm', ...groupKinds],
      notes: ['Only reports that name a person can be washed.'],
      printed: true,
    })
  }
  return tables
}
