import { useChoices } from '../state/choices.ts'
import { useLayout, useLayoutKnown } from '../state/layout.ts'
import { readLayout, writeLayout } from '../state/saved-layout.ts'
import type { Engine } from './connect.ts'

const longestWait = 1500
const quiet = 250

const later = (milliseconds: number) => new Promise<null>((done) => setTimeout(done, milliseconds, null))

/**
 * An app window has a browser profile of its own at each start, so what it remembers is kept by the engine. What was
 * changed later counts: a page that is loaded again may know more than the engine was told.
 */
async function restore(engine: Engine): Promise<void> {
  const startView = useChoices.getState().view
  const { layout } = await engine.session.layout({})
  const kept = readLayout(layout)
  if (kept.changedAt >= useLayout.getState().changedAt && layout !== null) useLayout.setState(kept)
  useLayoutKnown.setState({ isKnown: true })
  const { lastJob } = useLayout.getState()
  if (lastJob === null || (await engine.case.describe({})) === null) return
  if (useChoices.getState().view === startView) useChoices.setState({ view: lastJob })
}

function keepWhatChanges(engine: Engine): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    waiting = undefined
    const { change: _, ...layout } = useLayout.getState()
    void engine.session.keepLayout({ layout: writeLayout(layout) }).catch(() => undefined)
  }
  useLayout.subscribe(({ changedAt }, before) => {
    if (changedAt === before.changedAt) return
    clearTimeout(waiting)
    waiting = setTimeout(send, quiet)
  })
  addEventListener('pagehide', () => {
    if (waiting === undefined) return
    clearTimeout(waiting)
    send()
  })
  useChoices.subscribe(({ view }) => {
    const { lastJob, change } = useLayout.getState()
    if (view !== lastJob) change({ lastJob: view })
  })
}

/**
 * Brings back the arrangement of the last start, and keeps this one from now on. A window whose engine is slow opens
 * without, and takes it over when it comes, unless something was changed meanwhile.
 */
export const rememberLayout = async (engine: Engine): Promise<void> => {
  const restored = restore(engine)
    .catch(() => undefined)
    .then(() => useLayoutKnown.setState({ isKnown: true }))
  await Promise.race([restored, later(longestWait)])
  keepWhatChanges(engine)
}
