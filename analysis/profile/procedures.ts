import { may } from '../contract/index.ts'
import { caseOf, os } from '../engine/question.ts'
import { sightOf } from '../visibility/source-kinds.ts'
import { policyFor, withoutCounts } from './case-policy.ts'
import { makeDraft } from './draft.ts'
import { readEditorialState } from './editions.ts'
import { rowsOfFigure, withOpenFigures } from './figure-rows.ts'
import { deleteConfirmedWord, insertConfirmedWord, insertEdit } from './queries-editions.ts'
import { releaseProfile } from './release.ts'

export const profileProcedures = os.profile.router({
  draft: os.profile.draft.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Profile', signal, async (progress) => {
      const { role } = context.holder.session
      const policy = await policyFor(caseOf(context), role, input.policy, progress.signal)
      const draft = await makeDraft(caseOf(context), policy, progress, sightOf(role))
      const document = withOpenFigures(draft.document, draft.protectedFigures.scope, role)
      return may(role, 'edits') ? document : withoutCounts(document)
    }),
  ),
  edit: os.profile.edit.handler(async ({ context, input, signal }) => {
    const text = input.text?.trim() || null
    const { session } = context.holder
    await caseOf(context).database.write(signal, async (connection) => {
      const editId = await connection.nextIds('profile_edit', 1)
      await connection.run(insertEdit(editId, input.paragraphId, text, session, new Date()))
    })
    return { paragraphId: input.paragraphId }
  }),
  confirmWord: os.profile.confirmWord.handler(async ({ context, input, signal }) => {
    const { person } = context.holder.session
    await caseOf(context).database.write(signal, (connection) =>
      connection.run(
        input.confirmed
          ? insertConfirmedWord(input.word, person, new Date())
          : deleteConfirmedWord(input.word),
      ),
    )
    return { word: input.word }
  }),
  figureRows: os.profile.figureRows.handler(({ context, input, signal }) =>
    rowsOfFigure(caseOf(context), input.figureId, context.holder.session.role, input.limit, signal),
  ),
  release: os.profile.release.handler(({ context, input, signal }) =>
    context.engine.jobs.run('Release', signal, (progress) =>
      releaseProfile(caseOf(context), input, context.holder.session, progress, context.engine.knownReleases),
    ),
  ),
  releases: os.profile.releases.handler(async ({ context, signal }) => {
    const { editions } = await readEditorialState(caseOf(context), signal)
    return editions.map(({ published: _, ...edition }) => edition).reverse()
  }),
})
