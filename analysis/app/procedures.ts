import { casePathOf } from '../case/case-path.ts'
import { selectOnly } from '../case/duckdb/read-only-query.ts'
import { caseOf, os, type QuestionContext } from '../engine/question.ts'
import { ExpectedError } from '../platform/errors.ts'
import { openSample } from './sample.ts'
import { keepWindowLayout, readWindowLayout } from './window-layout.ts'

/**
 * Those who see finished counts alone open the case that they were given, or one that was open here before: of another file nothing is to
 * be learnt by trying, and a case that others have open in their windows is not taken from them.
 */
async function refuseOtherCase({ engine, holder }: QuestionContext, path: string): Promise<void> {
  const { role } = holder.session
  const current = engine.current()
  const place = casePathOf(path)
  if ((role !== 'lead' && role !== 'reader') || !current || current.path === place) return
  if ((await engine.recent()).some((recent) => recent.path === place)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'another case',
    detail: `the role "${role}" may open a case that was open here before, and no other while one is open`,
    remedy: 'Ask an analyst to open it first.',
  })
}

export const caseProcedures = os.case.router({
  describe: os.case.describe.handler(async ({ context }) => {
    const current = context.engine.current()
    return current ? current.describe(context.holder.session) : null
  }),
  recent: os.case.recent.handler(({ context }) => context.engine.recent()),
  create: os.case.create.handler(async ({ context, input }) => {
    const created = await context.engine.create(input.path, input, context.holder.session)
    return created.describe(context.holder.session)
  }),
  open: os.case.open.handler(async ({ context, input }) => {
    await refuseOtherCase(context, input.path)
    const opened = await context.engine.open(input.path, context.holder.session)
    return opened.describe(context.holder.session)
  }),
  noticeRead: os.case.noticeRead.handler(async ({ context, input }) => {
    const current = caseOf(context)
    await current.noticeRead(input.at, context.holder.session.person)
    return current.describe(context.holder.session)
  }),
})

export const sampleProcedures = os.sample.router({
  open: os.sample.open.handler(({ context, signal }) =>
    openSample(context.engine, context.holder.session, signal),
  ),
})

export const sessionProcedures = os.session.router({
  watch: os.session.watch.handler(({ context, signal }) => context.engine.watch(signal)),
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
  watch: os.jobs.watch.handler(({ context, signal }) => context.engine.jobs.watch(signal)),
  cancel: os.jobs.cancel.handler(({ context, input }) => ({
    cancelled: context.engine.jobs.cancel(input.jobId),
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
