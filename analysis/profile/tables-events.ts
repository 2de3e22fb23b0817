import {
  ageBands,
  arrestReasons,
  crimeTypes,
  dayParts,
  ethnicGroups,
  harmKinds,
  notRecorded,
  otherSubstances,
  positive,
  restOfCounty,
  searchOutcomes,
  testResults,
  weekdays,
} from './codes.ts'
import { type Axis, additiveAxis, type CountTable, overlappingAxis, total } from './count-table.ts'
import { monthWords } from './months.ts'
import { type EventFacts, eventFacts } from './queries-events.ts'
import type { ProfileScope } from './scope.ts'

interface ProfileEvent {
  tableId: string
  title: string
  unit: string
  source: string
  measure: string
  rows: Axis
  columns?: Axis
  notes?: readonly string[]
  printed?: boolean
}

type MakeTable = (about: ProfileEvent, facts: EventFacts) => CountTable

const monthAxis = (scope: ProfileScope): Axis => ({
  ...additiveAxis('month', scope.months),
  labels: Object.fromEntries(scope.months.map((month) => [month, monthWords(month)])),
})
const areaAxis = (scope: ProfileScope): Axis =>
  additiveAxis('place', [...scope.homeAreas, restOfCounty, notRecorded])
const arrestReasonAxis: Axis = {
  ...additiveAxis('reason for arrest', arrestReasons),
  printedCodes: [arrestReasons[0], arrestReasons[1], total],
}

const tablesOfKind: Readonly<Record<string, (scope: ProfileScope, table: MakeTable) => CountTable[]>> = {
  'drug-tests': testTables,
  harm: harmTables,
  crime: crimeTables,
  custody: custodyTables,
  'stop-search': searchTables,
}

/** Tests, harm, treatment, crime, custody and stop-search: one table per division of their events. */
export function eventTables(scope: ProfileScope): CountTable[] {
  const table: MakeTable = (about, facts) => ({
    counts: 'events',
    columns: null,
    notes: [],
    printed: true,
    ...about,
    facts: eventFacts(scope, facts),
    restsOn: [facts.kind],
  })
  return Object.entries(tablesOfKind).flatMap(([kind, tablesOf]) =>
    scope.kinds.has(kind) ? tablesOf(scope, table) : [],
  )
}

function testTables(scope: ProfileScope, table: MakeTable): CountTable[] {
  const tests = { unit: 'tests completed', source: 'Drug tests on arrest', measure: 'drug tests completed' }
  const results = additiveAxis('test result', testResults, { [positive]: testResults.slice(1) })
  return [
    table(
      {
        ...tests,
        tableId: 'commodities.tests',
        title: 'Drug tests on arrest by result',
        rows: results,
        notes: [
          'Tests refused, void or not taken are left out: positivity is positives over tests completed.',
        ],
      },
      { kind: 'drug-tests', rows: 'testResult' },
    ),
    table(
      {
        ...tests,
        tableId: 'commodities.test-months',
        title: 'Drug tests on arrest by month and result',
        rows: monthAxis(scope),
        columns: { ...results, printedCodes: [testResults[0], positive, total] },
        printed: false,
      },
      { kind: 'drug-tests', rows: 'month', columns: 'testResult', where: { testResult: testResults } },
    ),
  ]
}

function harmTables(scope: ProfileScope, table: MakeTable): CountTable[] {
  const harm = {
    unit: 'reports',
    source: 'Overdose and death reports',
    measure: 'overdose and death reports',
  }
  const kinds = additiveAxis('kind of harm', harmKinds)
  return [
    table(
      {
        ...harm,
        tableId: 'harm.kinds',
        title: 'Overdoses, deaths and calls by month',
        rows: monthAxis(scope),
        columns: kinds,
        notes: ['Suspected and confirmed deaths together; registration is delayed.'],
      },
      { kind: 'harm', rows: 'month', columns: 'harmKind' },
    ),
    table(
      {
        ...harm,
        tableId: 'harm.areas',
        title: 'Overdoses, deaths and calls by area',
        rows: areaAxis(scope),
        columns: kinds,
      },
      { kind: 'harm', rows: 'area', columns: 'harmKind' },
    ),
    table(
      {
        ...harm,
        tableId: 'harm.ages',
        title: 'Overdoses, deaths and calls by age',
        rows: additiveAxis('age', ageBands),
      },
      { kind: 'harm', rows: 'ageBand' },
    ),
    table(
      {
        ...harm,
        tableId: 'places.harm-hours',
        title: 'When harm is reported',
        unit: 'reports whose time is known, local time',
        measure: 'overdose and death reports with a time',
        rows: additiveAxis('weekday', weekdays),
        columns: additiveAxis('part of the day', dayParts),
      },
      { kind: 'harm', rows: 'weekday', columns: 'dayPart', timed: true },
    ),
    ...(scope.substances.length > 0
      ? [
          table(
            {
              ...harm,
              tableId: 'commodities.harm',
              title: 'Substances in overdose and death reports',
              rows: overlappingAxis('substance', [...scope.substances, otherSubstances]),
              notes: ['A report can name several substances.'],
            },
            { kind: 'harm', rows: 'substance' },
          ),
        ]
      : []),
  ]
}

function crimeTables(scope: ProfileScope, table: MakeTable): CountTable[] {
  const crime = {
    unit: 'crimes and incidents',
    source: 'Recorded crime and incidents',
    measure: 'recorded crimes',
  }
  const types = additiveAxis('crime type', crimeTypes)
  return [
    table(
      { ...crime, tableId: 'crime.types', title: 'Recorded crime by type', rows: types },
      { kind: 'crime', rows: 'crimeType' },
    ),
    table(
      {
        ...crime,
        tableId: 'crime.months',
        title: 'Drug crimes recorded by month',
        unit: 'drug crimes',
        measure: 'recorded drug crimes',
        rows: monthAxis(scope),
        printed: false,
      },
      { kind: 'crime', rows: 'month', where: { crimeType: ['Drugs'] } },
    ),
    table(
      {
        ...crime,
        tableId: 'crime.areas',
        title: 'Drug crimes recorded by area',
        unit: 'drug crimes',
        measure: 'recorded drug crimes',
        rows: areaAxis(scope),
      },
      { kind: 'crime', rows: 'area', where: { crimeType: ['Drugs'] } },
    ),
  ]
}

function custodyTables(scope: ProfileScope, table: MakeTable): CountTable[] {
  const custody = { unit: 'detentions', source: 'Custody records', measure: 'detentions' }
  return [
    table(
      {
        ...custody,
        tableId: 'enforcement.reasons',
        title: 'Detentions by reason for arrest',
        rows: additiveAxis('reason for arrest', arrestReasons),
      },
      { kind: 'custody', rows: 'arrestReason' },
    ),
    table(
      {
        ...custody,
        tableId: 'enforcement.months',
        title: 'Detentions by month and reason',
        rows: monthAxis(scope),
        columns: arrestReasonAxis,
        printed: false,
      },
      { kind: 'custody', rows: 'month', columns: 'arrestReason' },
    ),
    table(
      {
        ...custody,
        tableId: 'vulnerability.ages',
        title: 'Detentions for drug offences and all detentions, by age',
        rows: additiveAxis('age', ageBands),
        columns: arrestReasonAxis,
      },
      { kind: 'custody', rows: 'ageBand', columns: 'arrestReason' },
    ),
  ]
}

function searchTables(_scope: ProfileScope, table: MakeTable): CountTable[] {
  return [
    table(
      {
        tableId: 'enforcement.searches',
        title: 'Stop and search by ethnic group and outcome',
        unit: 'searches',
        source: 'Stop and search records',
        measure: 'stop and searches',
        rows: additiveAxis('ethnicity', ethnicGroups),
        columns: additiveAxis('search outcome', searchOutcomes),
      },
      { kind: 'stop-search', rows: 'ethnicGroup', columns: 'searchOutcome' },
    ),
  ]
}
