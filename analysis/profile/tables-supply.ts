import { dayParts, elsewhere, inCounty, methodNames, notRecorded, numberChanges, weekdays } from './codes.ts'
import { additiveAxis, type CountTable, overlappingAxis } from './count-table.ts'
import {
  detainedByHome,
  lineHours,
  linesByExporter,
  linesByMethod,
  linesByMonth,
  linesByNumberChanges,
} from './queries-supply.ts'
import { hasKinds, type ProfileScope } from './scope.ts'

const phones = 'Seized phones and call records'

/** Lines and exporters. */
export const supplyTables = (scope: ProfileScope): CountTable[] => [
  ...(scope.linesRun === null ? [] : lineTables(scope)),
  ...(hasKinds(scope, 'custody') ? [homesTable(scope)] : []),
]

function lineTables(scope: ProfileScope): CountTable[] {
  const lines = {
    measure: 'deal lines',
    counts: 'events',
    unit: 'lines',
    source: phones,
    columns: null,
    restsOn: ['phone', 'calls'],
  } as const
  return [
    {
      ...lines,
      tableId: 'supply.lines',
      title: 'Lines by the area that they lead back to',
      rows: additiveAxis('exporter area', [...scope.lineAreas, elsewhere, inCounty, notRecorded]),
      facts: linesByExporter(scope),
      notes: ['An area is named where an upstream number or cell sites lead there.'],
      printed: true,
    },
    {
      ...lines,
      tableId: 'supply.changes',
      title: 'Lines by changes of number',
      rows: additiveAxis('changes of number', numberChanges),
      facts: linesByNumberChanges(scope),
      notes: [],
      printed: true,
    },
    {
      ...lines,
      tableId: 'supply.methods',
      title: 'What was seen of how the lines work',
      rows: { ...overlappingAxis('method seen', Object.keys(methodNames)), labels: methodNames },
      facts: linesByMethod(scope, Object.keys(methodNames)),
      notes: ['A line can work in several of these ways.'],
      printed: true,
    },
    {
      ...lines,
      tableId: 'supply.months',
      title: 'Lines working, by month',
      rows: overlappingAxis('month active', scope.months),
      facts: linesByMonth(scope),
      notes: [],
      printed: false,
    },
    {
      tableId: 'places.line-hours',
      title: 'When the lines are busy',
      unit: 'calls and messages of the lines, local time',
      source: phones,
      measure: 'calls and messages of the lines',
      counts: 'events',
      rows: additiveAxis('weekday', weekdays),
      columns: additiveAxis('part of the day', dayParts),
      facts: lineHours(scope),
      restsOn: ['phone', 'calls'],
      notes: [],
      printed: true,
    },
  ]
}

const homesTable = (scope: ProfileScope): CountTable => ({
  tableId: 'supply.homes',
  title: 'Home areas of people detained',
  unit: 'people, each counted once',
  source: 'Custody records',
  measure: 'people detained',
  counts: 'people',
  rows: additiveAxis(
    'home area of detained people',
    [...scope.exporterAreas, elsewhere, inCounty, notRecorded],
    { [outsideHome]: [...scope.exporterAreas, elsewhere] },
  ),
  columns: null,
  facts: detainedByHome(scope),
  restsOn: ['custody'],
  notes: ['The latest home area that custody recorded. A home address does not prove where drugs come from.'],
  printed: true,
})

export const outsideHome = 'All homes outside the county'
