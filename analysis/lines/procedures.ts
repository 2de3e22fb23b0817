import { totalsOf } from '../case/totals.ts'
import { caseOf, os } from '../engine/question.ts'
import { ExpectedError } from '../platform/errors.ts'
import { chosenCell, somebodyOf } from '../visibility/queries-chosen.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { concerningLines } from './concerning-lines.ts'
import { decideLine } from './decide-line.ts'
import { findLines } from './find-lines.ts'
import { defaultThreshold } from './line-decisions.ts'
import { inContactWith } from './queries-concern.ts'
import { customersTable } from './queries-customers-table.ts'
import { evidenceCount, evidenceTable } from './queries-evidence-table.ts'
import { loadedPhonesAndCallFiles } from './queries-results.ts'
import { lineNotFound, readLineDetail, readLines } from './read-lines.ts'
import { searchCase } from './search-case.ts'
import { activity, timelineNotes } from './timeline-answers.ts'

export const linesProcedures = os.lines.router({
  find: os.lines.find.handler(({ context, signal }) => {
    const { database } = caseOf(context)
    return context.engine.jobs.run('Finding lines', signal, (progress) => findLines(database, progress))
  }),
  candidates: os.lines.candidates.handler(({ context, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      const loaded = await connection.one(loadedPhonesAndCallFiles())
      return {
        threshold: defaultThreshold,
        phones: loaded?.phones ?? 0,
        callFiles: loaded?.call_files ?? 0,
        lines: await readLines(connection),
      }
    }),
  ),
  concerning: os.lines.concerning.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      concerningLines(connection, input),
    ),
  ),
  detail: os.lines.detail.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      readLineDetail(connection, input.lineId),
    ),
  ),
  customers: os.lines.customers.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      if ((await readLines(connection, input.lineId)).length === 0) throw lineNotFound(input.lineId)
      const days = { from: input.range?.from ?? null, to: input.range?.to ?? null }
      const among =
        input.range || input.cell
          ? inContactWith(input.lineId, { ...days, cell: chosenCell(input.cell) })
          : null
      return connection.table(
        customersTable(input.lineId, sightOf(context.holder.session.role).groups, among),
      )
    }),
  ),
  evidence: os.lines.evidence.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, async (connection) => {
      if ((await readLines(connection, input.lineId)).length === 0) throw lineNotFound(input.lineId)
      const asked = {
        lineId: input.lineId,
        feature: input.feature ?? null,
        number: input.number ?? null,
        fileId: input.fileId ?? null,
      }
      return {
        ...(await connection.table(evidenceTable({ ...asked, offset: input.offset, limit: input.limit }))),
        totals: await totalsOf(connection, evidenceCount(asked)),
      }
    }),
  ),
  decide: os.lines.decide.handler(({ context, input, signal }) =>
    decideLine(caseOf(context).database, context.holder.session, input, signal),
  ),
})

export const timelineProcedures = os.timeline.router({
  activity: os.timeline.activity.handler(({ context, input, signal }) => {
    const asked = [input.lineId, input.number, input.person, input.cell].filter((one) => one !== undefined)
    if (asked.length > 1)
      throw new ExpectedError('INPUT_INVALID', {
        detail: 'ask for one of a line, a number, a person and a cell',
      })
    return caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      activity(
        connection,
        {
          lineId: input.lineId ?? null,
          somebody: somebodyOf(input),
          cell: chosenCell(input.cell),
          from: input.range?.from ?? null,
          to: input.range?.to ?? null,
        },
        input.grain,
      ),
    )
  }),
  notes: os.timeline.notes.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      timelineNotes(connection, input.lineId ?? null),
    ),
  ),
})

export const searchProcedures = os.search.router({
  find: os.search.find.handler(({ context, input, signal }) =>
    caseOf(context).database.read(sightOf(context.holder.session.role), signal, (connection) =>
      searchCase(connection, context.holder.session.role, input.text, input.limit),
    ),
  ),
})
