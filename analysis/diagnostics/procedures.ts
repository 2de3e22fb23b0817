import type { OpenCase } from '../case/open-case.ts'
import { os } from '../engine/question.ts'
import { exportThrough } from '../exports/export-through.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type BundleParts, gatherBundle } from './bundle.ts'
import type { Recorder } from './recorder.ts'

const shown = new WeakMap<object, { digest: string; archive: Uint8Array<ArrayBuffer> }>()

export const diagnosticsProcedures = (
  recorder: Recorder,
  describeCopies: (openCase: OpenCase) => Promise<BundleParts['copies']>,
) =>
  os.diagnostics.router({
    show: os.diagnostics.show.handler(async ({ context, input }) => {
      const current = context.engine.current()
      const { bundle, archive } = await gatherBundle({
        current,
        recorded: recorder.recorded(),
        refusedElsewhere: input.refusedElsewhere ?? null,
        copies: current && (await describeCopies(current)),
      })
      shown.set(context.engine, { digest: bundle.digest, archive })
      return bundle
    }),
    save: os.diagnostics.save.handler(async ({ context, input }) => {
      const last = shown.get(context.engine)
      if (last?.digest !== input.digest)
        throw new ExpectedError('INPUT_INVALID', {
          detail: 'this is not the bundle that was shown last',
          remedy: 'Look at the bundle again, then save it.',
        })
      const from = { current: context.engine.current(), session: context.holder.session }
      const archive = await exportThrough('anonymised', from, {
        question: 'diagnostics.save',
        what: 'diagnostics',
        make: () => last.archive,
      })
      return { file: 'hubline-diagnostics.zip', bytes: new Blob([archive], { type: 'application/zip' }) }
    }),
  })
