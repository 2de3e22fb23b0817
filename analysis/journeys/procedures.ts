import { runsOf } from '../cohorts/index.ts'
import { caseOf, os } from '../engine/question.ts'
import { arrestToTreatment } from './arrest-to-treatment.ts'
import { peopleAtStages } from './queries-journeys.ts'
import { stepDefinitions } from './stages.ts'

export const journeysProcedures = os.journeys.router({
  funnel: os.journeys.funnel.handler(({ context, input, signal }) =>
    caseOf(context).database.read(signal, (connection) =>
      arrestToTreatment(connection, context.holder.session.role, input),
    ),
  ),
  people: os.journeys.people.handler(({ context, input, signal }) =>
    caseOf(context).database.read(signal, async (connection) => {
      const { wash_run: washRun } = await runsOf(connection)
      const scope = { washRun, from: input.range?.from ?? null, to: input.range?.to ?? null }
      const { tests, stages, completedOnly } = stepDefinitions.find(({ step }) => step === input.step)!
      return connection.table(peopleAtStages(scope, tests, stages, completedOnly ?? false))
    }),
  ),
})
