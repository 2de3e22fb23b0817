import { useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import { readLayout, writeLayout } from '../state/saved-layout.ts'
import type { Engine } from './connect.ts'

const longestWait = 1500
const quiet = 250

const later = (milliseconds: number) => new Promise<null>((done) => setTimeout(done, milliseconds, null))

/** An app window has a browser profile of its own at each start, so what it remembers is kept by the engine. */
async function restore(engine: Engine): Promise<void> {
  const { layout } = await engine.session.layout({})
  if (layout !== null) useLayout.setState(readLayout(layout))
  const { lastJob } = useLayout.getState()
  if (lastJob !== null && (await engine.case.describe({})) !== null) useChoices.setState({ job: lastJob })
}

function keepWhatChanges(engine: Engine): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  useLayout.subscribe(({ change: _, ...layout }) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      void engine.session.keepLayout({ layout: writeLayout(layout) }).catch(() => undefined)
    }, quiet)
  })
  useChoices.subscribe(({ job }) => {
    const { lastJob, change } = useLayout.getState()
    if (job !== lastJob) change({ lastJob: job })
  })
}

/** Brings back the arrangement of the last start, and keeps this one from now on; a window whose engine is slow opens without. */
export const rememberLayout = async (engine: Engine): Promise<void> => {
  await Promise.race([restore(engine).catch(() => undefined), later(longestWait)])
  keepWhatChanges(engine)
}
