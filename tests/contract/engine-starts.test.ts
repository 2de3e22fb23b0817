import { join } from 'node:path'
import { expect, inject, it, onTestFinished } from 'vitest'
import { serveWorkbench } from '../../analysis/server/serve.ts'
import { askOver, enter, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('answers what was asked before the engine was there', async () => {
  const folder = temporaryFolder()
  const workbench = await serveWorkbench({
    engineEntry: join(inject('engineFolder'), 'engine-process.mjs'),
    rendererFolder: inject('rendererFolder'),
    applicationFolder: folder,
    firstSession: testSession,
  })
  onTestFinished(() => workbench.close())
  const ask = askOver(workbench, await enter(workbench))
  expect(workbench.host.isAnswering).toBe(false)
  expect(await ask.case.describe({})).toBeNull()
})
