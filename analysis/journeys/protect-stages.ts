import { type Policy, protectRelease, type ReleaseInput } from '../disclosure/index.ts'
import type { StageRow } from './queries-journeys.ts'
import { type Stage, stages, type Test, tests } from './stages.ts'

export interface ProtectedStages {
  readonly arrested: number | null
  readonly tested: number | null
  readonly positive: number | null
  readonly positiveByStage: ReadonlyMap<Stage, number | null>
  readonly suppressed: { readonly primary: number; readonly secondary: number }
  readonly refused: string | null
}

const everybody = 'everybody'
const tested = 'tested'
const testCategories = [everybody, tested, ...tests]

function releaseOf(rows: readonly StageRow[], cutOff: string): ReleaseInput {
  const people = (wanted: readonly Test[], stage: Stage | null) =>
    rows.reduce(
      (sum, row) =>
        wanted.includes(row.test) && (stage === null || row.stage === stage) ? sum + row.people : sum,
      0,
    )
  const byTest: Record<string, readonly Test[]> = {
    [everybody]: tests,
    [tested]: ['positive', 'negative'],
    ...Object.fromEntries(tests.map((test) => [test, [test]])),
  }
  return {
    cutOff,
    measures: [{ name: 'people', unit: 'people' }],
    dimensions: [
      {
        name: 'test',
        leaves: [...tests],
        groups: { [everybody]: [...tests], [tested]: ['positive', 'negative'] },
      },
      { name: 'stage', leaves: [...stages] },
    ],
    tables: [
      {
        tableId: 'test',
        title: 'People arrested by drug test',
        measure: 'people',
        dimensions: [{ name: 'test', categories: testCategories }],
        values: testCategories.map((category) => people(byTest[category]!, null)),
      },
      {
        tableId: 'stage',
        title: 'People who tested positive by what followed',
        measure: 'people',
        filter: { test: 'positive' },
        dimensions: [{ name: 'stage', categories: [...stages] }],
        values: stages.map((stage) => people(['positive'], stage)),
      },
    ],
  }
}

/** The counts of journeys as a role under disclosure control may see them; all hidden if they cannot be protected together. */
export async function protectStages(
  rows: readonly StageRow[],
  policy: Policy,
  cutOff: string,
): Promise<ProtectedStages> {
  const hidden = {
    arrested: null,
    tested: null,
    positive: null,
    positiveByStage: new Map<Stage, number | null>(),
    suppressed: { primary: stages.length, secondary: 0 },
  }
  if (rows.length === 0)
    return {
      arrested: 0,
      tested: 0,
      positive: 0,
      positiveByStage: new Map(stages.map((stage) => [stage, 0])),
      suppressed: { primary: 0, secondary: 0 },
      refused: null,
    }
  const protection = await protectRelease({ release: releaseOf(rows, cutOff), policy })
  if (protection.outcome === 'refused')
    return { ...hidden, refused: protection.reasons[0]?.words ?? protection.code }
  const shown = new Map(
    protection.tables.map((table) => [table.tableId, table.cells.map((cell) => cell?.shown ?? null)]),
  )
  const ofTest = (category: string) => shown.get('test')?.[testCategories.indexOf(category)] ?? null
  return {
    arrested: ofTest(everybody),
    tested: ofTest(tested),
    positive: ofTest('positive'),
    positiveByStage: new Map(stages.map((stage, index) => [stage, shown.get('stage')?.[index] ?? null])),
    suppressed: protection.suppressed,
    refused: null,
  }
}
