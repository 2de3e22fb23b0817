import { selectOnly } from '../case/duckdb/read-only-query.ts'
import type { OpenCase } from '../case/open-case.ts'
import { type CaseDescription, may, type Session } from '../contract/index.ts'
import { caseOf, jobViewer, os } from '../engine/question.ts'
import { sharedSight, sightOf } from '../visibility/source-kinds.ts'
import { openSample } from './sample.ts'
import { keepWindowLayout, readWindowLayout } from './window-layout.ts'

/** The numbers of people and records are those that the role sees, and the days those of what it or every analyst sees: totals of the whole case would reveal the others. */
const describeTo = (openCase: OpenCase, session: Session): Promise<CaseDescription> => {
  const people = sightOf(session.role)
  if (people.kinds === null) return openCase.describe(session)
  return openCase.describe(session, {
    people,
    days: may(session.role, 'readsRows') ? people : sharedSight,
  })
}

export const caseProcedures = os.case.router({
  describe: os.case.describe.handler(async ({ context }) => {
    const current = context.engine.current()
    return current ? describeTo(current, context.holder.session) : null
  }),
  recent: os.case.recent.handler(({ context }) => context.engine.recent()),
  create: os.case.create.handler(async ({ context, input }) => {
    const created = await context.engine.create(input.path, input, context.holder.session)
    return describeTo(created, context.holder.session)
  }),
  open: os.case.open.handler(async ({ context, input }) => {
    const opened = await context.engine.open(input.path, context.holder.session)
    return describeTo(opened, context.holder.session)
  }),
  noticeRead: os.case.noticeRead.handler(async ({ context, input }) => {
    const current = caseOf(context)
    await current.noticeRead(input.at, context.holder.session.person)
    return describeTo(current, context.holder.session)
  }),
})

export const sampleProcedures = os.sample.router({
  open: os.sample.open.handler(({ context, signal }) =>
    openSample(context.engine, context.holder.session, signal),
  ),
})

export const sessionProcedures = os.session.router({
  watch: os.session.watch.handler(({ context, signal }) =>
    context.engine.watch(signal, () => jobViewer(context)),
  ),
  declare: os.session.declare.handler(({ context, input }) => {
    const { holder } = context
    holder.session = {
      person: input.person ?? holder.session.person,
      role: input.role,
      purpose: input.purpose?.trim() || 'unspecified',
      purposeStated: Boolean(input.purpose?.trim()),
    }
    return holder.session
  }),
  layout: os.session.layout.handler(async ({ context }) => ({
    layout: await readWindowLayout(context.engine.applicationFolder),
  })),
  keepLayout: os.session.keepLayout.handler(async ({ context, input }) => ({
    kept: await keepWindowLayout(context.engine.applicationFolder, input.layout),
  })),
})

export const jobsProcedures = os.jobs.router({
  watch: os.jobs.watch.handler(({ context, signal }) =>
    context.engine.jobs.watch(signal, () => jobViewer(context)),
  ),
  cancel: os.jobs.cancel.handler(({ context, input }) => ({
    cancelled: context.engine.jobs.cancel(input.jobId, jobViewer(context)),
  })),
})

export const logProcedures = os.log.router({
  entries: os.log.entries.handler(async ({ context, input }) => {
    const { log } = caseOf(context)
    const { limit, ...filter } = input
    const [found, check, head] = await Promise.all([log.entries(filter, limit), log.verify(), log.head()])
    return { ...found, ...check, head }
  }),
})

export const queryProcedures = os.query.router({
  select: os.query.select.handler(({ context, input, signal }) =>
    caseOf(context).database.readAsStored(signal, (connection) =>
      selectOnly(connection, input.sql, input.limit),
    ),
  ),
})
