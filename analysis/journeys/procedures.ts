import { runsOf, sightOfGroups } from '../cohorts/index.ts'
import { caseOf, os } from '../engine/question.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { arrestToTreatment, journeyScope } from './arrest-to-treatment.ts'
import { peopleAtStages } from './queries-journeys.ts'
import { stepDefinitions } from './stages.ts'

export const journeysProcedures = os.journeys.router({
  funnel: os.journeys.funnel.handler(({ context, input, signal }) => {
    const { role } = context.holder.session
    return caseOf(context).database.read(sightOfGroups(role, input), signal, (connection) =>
      arrestToTreatment(connection, role, input),
    )
  }),
  people: os.journeys.people.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      const scope = journeyScope(await runsOf(connection), input)
      const { tests, stages, completedOnly } = stepDefinitions.find(({ step }) => step === input.step)!
      return connection.table(peopleAtStages(scope, tests, stages, completedOnly ?? false))
    }),
  ),
})
