import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import packed from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { expect, inject, it, onTestFinished } from 'vitest'
import { findBrowser } from '../../analysis/cli/app-window.ts'
import { serveWorkbench } from '../../analysis/server/serve.ts'
import { writeCalls } from '../support/command.ts'
import { askOver, enter, testSession } from '../support/hosts.ts'
import { patience } from '../support/patience.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it.skipIf(process.platform === 'win32')(
  'a window that is killed in the middle of an import: the import is rolled back, the engine goes on, and the case is closed in order',
  async () => {
    const folder = temporaryFolder()
    const large = writeCalls(folder, 'large.csv', 300_000)
    const path = join(folder, 'case.hubline')
    const workbench = await serveWorkbench({
      engineEntry: join(inject('engineFolder'), 'engine-process.mjs'),
      rendererFolder: inject('rendererFolder'),
      applicationFolder: join(folder, 'application'),
      firstSession: testSession,
    })
    onTestFinished(() => workbench.close())
    expect(await workbench.host.ready(patience)).toBe(true)
    const watcher = askOver(workbench, await enter(workbench))
    await watcher.case.create({ name: 'case', path })
    const small = writeCalls(folder, 'small.csv', 200)
    const [kept] = await watcher.sources.import({ sources: [{ path: small }], kind: 'calls' })
    expect(kept?.rowsLoaded).toBe(200)
    const window = await chromium.launchServer({
      executablePath: findBrowser() ?? (await packed.executablePath()),
      args: ['--no-sandbox'],
      timeout: patience,
    })
    onTestFinished(() => window.kill())
    const page = await (await chromium.connect(window.wsEndpoint())).newPage()
    page.setDefaultTimeout(patience)
    await page.goto(workbench.address())
    await page.waitForSelector('.frame')
    const watching = new AbortController()
    const watched = await watcher.jobs.watch({}, { signal: watching.signal })
    await watched.next()
    await page.evaluate((place) => {
      void fetch('/rpc/sources/import', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { sources: [{ path: place }], kind: 'calls' } }),
      })
    }, large)
    const { processId } = workbench.host
    let isKilled = false
    for await (const jobs of watched) {
      const job = jobs.find(({ title }) => /large\.csv/.test(title))
      if (job?.state === 'running' && /loading/.test(job.step) && !isKilled) {
        isKilled = true
        process.kill(window.process().pid!, 'SIGKILL')
      }
      if (isKilled && job?.state !== 'running') {
        expect(job?.state).toBe('cancelled')
        break
      }
    }
    watching.abort()
    expect(workbench.host.processId).toBe(processId)
    expect((await watcher.sources.list({})).map(({ name }) => name)).toEqual(['small.csv'])
    expect(await watcher.sources.verify({})).toMatchObject({ ok: true, rowsRead: 200 })
    await workbench.close()
    const left = readdirSync(dirname(path)).filter(
      (name) => name.startsWith('case.') || name.startsWith('.case'),
    )
    expect(left).toEqual(['case.hubline'])
    expect(existsSync(`${path}.lock`)).toBe(false)
  },
)
