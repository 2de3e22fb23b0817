import { caseOf, os } from '../engine/question.ts'
import { measureCase } from './measure-case.ts'

export const networkProcedures = os.network.router({
  measure: os.network.measure.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Network', signal, (progress) =>
      measureCase(caseOf(context).database, context.holder.session.role, input, progress),
    ),
  ),
})
