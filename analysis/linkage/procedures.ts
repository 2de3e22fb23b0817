import { countGroups, runsOf, sightOfGroups, tableOfPeople } from '../cohorts/index.ts'
import { caseOf, os } from '../engine/question.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { describePerson } from './describe-person.ts'
import { linkRecords } from './link-records.ts'
import { recordsWithPersons } from './queries-people.ts'
import { decidePair, pairsForReview } from './review-pairs.ts'

export const peopleProcedures = os.people.router({
  wash: os.people.wash.handler(({ context, signal }) => {
    const openCase = caseOf(context)
    const sight = sightOf(context.holder.session.role)
    return context.engine.jobs.run('Washing people', signal, (progress) =>
      linkRecords(openCase, progress, sight),
    )
  }),
  records: os.people.records.handler(({ context, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      const runs = await runsOf(connection)
      return connection.all(recordsWithPersons(runs.linkage_run))
    }),
  ),
  groups: os.people.groups.handler(({ context, input, signal }) => {
    const { role } = context.holder.session
    return caseOf(context).database.read(sightOfGroups(role, input), signal, (connection) =>
      countGroups(connection, role, input),
    )
  }),
  table: os.people.table.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      tableOfPeople(connection, context.holder.session.role, input),
    ),
  ),
  detail: os.people.detail.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      describePerson(connection, context.holder.session.role, input),
    ),
  ),
  reviews: os.people.reviews.handler(({ context, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      pairsForReview(connection),
    ),
  ),
  decide: os.people.decide.handler(({ context, input, signal }) => {
    const { session } = context.holder
    return caseOf(context).database.write(signal, (connection) => decidePair(connection, session, input), {
      sees: sightOf(session.role),
    })
  }),
})
