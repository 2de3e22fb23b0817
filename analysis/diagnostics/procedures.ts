import { backupsOf } from '../backup/list-copies.ts'
import { ExpectedError } from '../engine/errors.ts'
import { os, type QuestionContext } from '../engine/question.ts'
import { gatherBundle } from './bundle.ts'

async function copiesOf({ engine }: QuestionContext) {
  const current = engine.current()
  if (!current) return null
  const { settings, copies, lastFailure } = await backupsOf(current, engine.knownCopies)
  return {
    schedule: settings.schedule,
    keep: settings.keep,
    ownFolder: settings.folder === null,
    verified: copies.filter((copy) => copy.verified).length,
    lastFailure: lastFailure?.code ?? null,
  }
}

const shown = new WeakMap<object, { digest: string; archive: Uint8Array<ArrayBuffer> }>()

export const diagnosticsProcedures = os.diagnostics.router({
  show: os.diagnostics.show.handler(async ({ context, input }) => {
    const { bundle, archive } = await gatherBundle({
      current: context.engine.current(),
      recorded: context.engine.recorder.recorded(),
      refusedElsewhere: input.refusedElsewhere ?? null,
      copies: await copiesOf(context),
    })
    shown.set(context.engine, { digest: bundle.digest, archive })
    return bundle
  }),
  save: os.diagnostics.save.handler(({ context, input }) => {
    const last = shown.get(context.engine)
    if (last?.digest !== input.digest)
      throw new ExpectedError('INPUT_INVALID', {
        detail: 'this is not the bundle that was shown last',
        remedy: 'Look at the bundle again, then save it.',
      })
    return { file: 'hubline-diagnostics.zip', bytes: new Blob([last.archive], { type: 'application/zip' }) }
  }),
})
