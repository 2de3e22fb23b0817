import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { serveWorkbench } from '../../analysis/server/serve.ts'
import { heldEngine } from '../support/held-engine.ts'
import { askOver, enter, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('answers what was asked before the engine was there', async () => {
  const { engineEntry, hold, letGo } = heldEngine()
  hold()
  const workbench = await serveWorkbench({
    engineEntry,
    rendererFolder: inject('rendererFolder'),
    applicationFolder: temporaryFolder(),
    firstSession: testSession,
  })
  onTestFinished(() => workbench.close())
  const headers = await enter(workbench)
  const ready = vi.spyOn(workbench.host, 'ready')
  const asked = askOver(workbench, headers).case.describe({})
  await expect.poll(() => ready.mock.calls.length).toBe(1)
  expect(workbench.host.isAnswering).toBe(false)
  letGo()
  expect(await asked).toBeNull()
})
