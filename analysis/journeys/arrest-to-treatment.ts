import type { Connection } from '../case/store.ts'
import { monthEnd, type Runs, runsOf } from '../cohorts/index.ts'
import type { Funnel, JourneyCurve, Role } from '../contract/index.ts'
import { policies } from '../disclosure/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { chosenCell } from '../visibility/queries-chosen.ts'
import { seesTreatment } from '../visibility/source-kinds.ts'
import { atRiskOn, kaplanMeier } from './kaplan-meier.ts'
import { type ProtectedStages, protectStages } from './protect-stages.ts'
import {
  type Bounds,
  daysToTreatment,
  dropJourneys,
  type JourneyScope,
  journeyBounds,
  keepJourneys,
  medianDays,
  type StageRow,
  stageCounts,
} from './queries-journeys.ts'
import { type Stage, type StepDefinition, stepDefinitions, type Test } from './stages.ts'

interface JourneyInput {
  readonly range?: { readonly from: string; readonly to: string } | undefined
  readonly lineId?: string | undefined
  readonly cell?: string | undefined
}

export const journeyScope = (runs: Runs, { range, lineId, cell }: JourneyInput): JourneyScope => ({
  linkageRun: runs.linkage_run,
  linesRun: runs.lines_run,
  from: range?.from ?? null,
  to: range?.to ?? null,
  lineId: lineId ?? null,
  cell: chosenCell(cell),
})

const riskDays = [0, 28, 90, 180]

const sumOf = (
  rows: readonly StageRow[],
  tests: readonly Test[],
  stages: readonly Stage[],
  value: (row: StageRow) => number = (row) => row.people,
): number =>
  rows.reduce(
    (sum, row) => (tests.includes(row.test) && stages.includes(row.stage) ? sum + value(row) : sum),
    0,
  )

async function curveOf(connection: Connection, of: JourneyCurve['of']): Promise<JourneyCurve> {
  const counts = await connection.all(daysToTreatment(of === 'positive'))
  return {
    of,
    words: of === 'positive' ? 'Tested positive' : 'Everybody arrested',
    ...kaplanMeier(counts),
    atRisk: riskDays.map((day) => ({ day, people: atRiskOn(counts, day) })),
  }
}

function notesOf(bounds: Bounds | null, linkageRun: number | null, cell: string | undefined): string[] {
  const notes: string[] = []
  if (!bounds || bounds.custody === 0) notes.push('No custody records are loaded: nobody can be followed.')
  else if (linkageRun === null)
    notes.push('People are not washed yet: without it no arrest is tied to a treatment record.')
  else if (!bounds.first_day)
    notes.push(
      cell === undefined
        ? 'Nobody was arrested on the days asked for.'
        : 'No arrest that lies in the chosen cell falls on the days asked for.',
    )
  if (bounds && bounds.custody > 0 && bounds.tests === 0)
    notes.push('No drug tests are loaded: the steps from a positive test on are empty.')
  if (bounds && bounds.custody > 0 && bounds.treatment === 0)
    notes.push('No treatment records are loaded: whether anybody began treatment is not known.')
  return notes
}

function exactStep(definition: StepDefinition, rows: readonly StageRow[]) {
  const { tests, stages, outOf, notYet, completedOnly } = definition
  return {
    people: sumOf(rows, tests, stages, completedOnly ? (row) => row.completed : undefined),
    ofPeople:
      definition.of === 'arrested'
        ? sumOf(rows, ['positive', 'negative', 'none'], outOf)
        : definition.of === 'tested'
          ? sumOf(rows, ['positive', 'negative'], outOf)
          : sumOf(rows, tests, outOf),
    notYet: sumOf(rows, tests, notYet),
  }
}

function protectedStep(definition: StepDefinition, shown: ProtectedStages) {
  const { step, outOf, stages, notYet } = definition
  const total = (wanted: readonly Stage[]) => {
    const parts = wanted.map((stage) => shown.positiveByStage.get(stage) ?? null)
    return parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
  }
  if (step === 'arrested') return { people: shown.arrested, ofPeople: shown.arrested, notYet: 0 }
  if (step === 'tested') return { people: shown.tested, ofPeople: shown.arrested, notYet: 0 }
  if (step === 'positive') return { people: shown.positive, ofPeople: shown.tested, notYet: 0 }
  if (step === 'already-in-treatment') return { people: total(stages), ofPeople: shown.positive, notYet: 0 }
  if (step === 'completed') return { people: null, ofPeople: null, notYet: 0 }
  return { people: total(stages), ofPeople: total(outOf), notYet: total(notYet) }
}

/**
 * From arrest to treatment, each person once, at the first arrest of the range: who was tested, who was positive, who was in treatment already, who
 * began within 28 and 90 days. People whose days have not run out yet are counted separately, never as failures. `hub` and `health` get exact counts unless they
 * ask for protected ones; other roles get the whole case through disclosure control (policy `ndtms`), without curves.
 * @throws ExpectedError `INPUT_INVALID` for an invalid cell; `ROLE_FORBIDDEN` for one line's customers or a cell under disclosure control
 */
export async function arrestToTreatment(
  connection: Connection,
  role: Role,
  input: JourneyInput & { protect?: boolean },
): Promise<Funnel> {
  const runs = await runsOf(connection)
  const mayChoose = seesTreatment(role)
  const isExact = mayChoose && !input.protect
  const range = mayChoose ? input.range : undefined
  if (!isExact && (input.lineId !== undefined || input.cell !== undefined))
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: 'journeys.funnel',
      detail: 'counts under disclosure control are of the whole case, never of one line or cell',
      remedy: 'Ask without them.',
    })
  try {
    await connection.run(keepJourneys(journeyScope(runs, { ...input, range })))
    return await funnelOfKept(connection, runs, isExact, { range, cell: input.cell })
  } finally {
    await connection.run(dropJourneys())
  }
}

async function funnelOfKept(
  connection: Connection,
  runs: Runs,
  isExact: boolean,
  { range, cell }: JourneyInput,
): Promise<Funnel> {
  const bounds = await connection.one(journeyBounds())
  const rows = await connection.all(stageCounts())
  const notes = notesOf(bounds, runs.linkage_run, cell)
  const hasTreatment = (bounds?.treatment ?? 0) > 0
  const answer = {
    range:
      range ??
      (bounds?.first_day && bounds.last_day ? { from: bounds.first_day, to: bounds.last_day } : null),
    observedUntil: bounds?.observed_until ?? null,
  }
  const isTold = (definition: StepDefinition) =>
    hasTreatment || ['arrested', 'tested', 'positive'].includes(definition.step)
  const unknown = { people: null, ofPeople: null, notYet: null }
  if (!isExact) {
    const shown = await protectStages(rows, policies.ndtms, bounds?.last_day ?? '1970-01-01')
    if (shown.refused)
      notes.push(`These counts cannot be protected together and are not shown: ${shown.refused}`)
    return {
      ...answer,
      // The day itself would reveal one person: on it an episode began or ended.
      observedUntil: answer.observedUntil === null ? null : monthEnd(answer.observedUntil),
      steps: stepDefinitions.map((definition) => ({
        step: definition.step,
        words: definition.words,
        of: definition.of,
        ...(isTold(definition) ? protectedStep(definition, shown) : unknown),
        medianDays: null,
      })),
      curves: [],
      notes,
      suppressed: shown.suppressed,
      policy: policies.ndtms.name,
    }
  }
  const medians = await connection.one(medianDays())
  const medianOf = (definition: StepDefinition): number | null =>
    definition.step === 'within-28-days'
      ? (medians?.days_28 ?? null)
      : definition.step === 'within-90-days'
        ? (medians?.days_90 ?? null)
        : null
  const hasCurves = hasTreatment && rows.length > 0
  return {
    ...answer,
    steps: stepDefinitions.map((definition) => ({
      step: definition.step,
      words: definition.words,
      of: definition.of,
      ...(isTold(definition) ? exactStep(definition, rows) : unknown),
      medianDays: medianOf(definition),
    })),
    curves: hasCurves ? [await curveOf(connection, 'arrested'), await curveOf(connection, 'positive')] : [],
    notes,
    suppressed: { primary: 0, secondary: 0 },
    policy: null,
  }
}
