import { os } from '../engine/question.ts'
import { openSample } from './sample.ts'

export const sampleProcedures = os.sample.router({
  open: os.sample.open.handler(({ context, signal }) =>
    openSample(context.engine, context.holder.session, signal),
  ),
})
