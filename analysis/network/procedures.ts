import { totalsOf } from '../case/totals.ts'
import { caseOf, os } from '../engine/question.ts'
import { exportThrough, markOf } from '../exports/export-through.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { aroundStart, describeNamed } from './around-start.ts'
import { askNetwork } from './ask-network.ts'
import { graphMlOf } from './export-part.ts'
import { findPath } from './find-path.ts'
import { measureCase } from './measure-case.ts'
import { contactCount, contactEvidence } from './queries-evidence.ts'

export const networkProcedures = os.network.router({
  measure: os.network.measure.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Network', signal, (progress) =>
      measureCase(caseOf(context).database, sightOf(context.holder.session.role), input, progress),
    ),
  ),
  around: os.network.around.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      aroundStart(connection, sightOf(context.holder.session.role), input),
    ),
  ),
  path: os.network.path.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Path', signal, (progress) =>
      findPath(caseOf(context).database, sightOf(context.holder.session.role), input, progress),
    ),
  ),
  evidence: os.network.evidence.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      const { scope } = await askNetwork(connection, {
        unit: input.unit,
        range: input.range,
        cell: input.cell,
      })
      const asked = {
        nodes: [input.node, ...input.members],
        others: input.other === undefined ? null : [input.other, ...input.otherMembers],
      }
      const { offset, limit } = input
      return {
        ...(await connection.table(contactEvidence(scope, { ...asked, offset, limit }))),
        totals: await totalsOf(connection, contactCount(scope, asked)),
      }
    }),
  ),
  export: os.network.export.handler(async ({ context, input, signal }) => {
    const current = caseOf(context)
    const { session } = context.holder
    const { asked, part } = await current.database.read(sightOf(session.role), signal, async (connection) => {
      const asked = await askNetwork(connection, input)
      return { asked, part: await describeNamed(connection, sightOf(session.role), asked, input.nodes) }
    })
    const days = input.range
      ? `${input.range.from} to ${input.range.to}`
      : `${asked.firstDay} to ${asked.lastDay}`
    const { marking, origin } = await markOf(current, session)
    const caption = `Network round ${asked.title}, ${days}; ${origin.join(', ')}. Made by ${session.person} for: ${session.purpose}.`
    const answer = { marking, caption, nodes: part.nodes.length, edges: part.edges.length }
    if (input.format !== 'graphml') return { ...answer, text: '' }
    const text = await exportThrough(
      'identified',
      { current, session },
      {
        question: 'network.export',
        what: `network as graphml, ${answer.nodes} nodes, ${answer.edges} edges`,
        make: () => graphMlOf(part, input.groups, marking, caption),
      },
    )
    return { ...answer, text }
  }),
})
