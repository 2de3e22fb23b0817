import { mkdtempSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { afterAll, inject, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { filesOf } from '../../analysis/cli/import.ts'
import { serveWorkbench, type Workbench } from '../../analysis/server/serve.ts'
import { launchBrowser } from './browser.ts'
import { askEngine, testSession } from './hosts.ts'
import { patience } from './patience.ts'
import { tellWhenFailed } from './tell-when-failed.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

export interface OpenWindow {
  page: Page
  workbench: Workbench
  /** What the browser complained of: errors, refusals of the policy. */
  complaints: string[]
  /** Kills the engine's process and waits until another answers. */
  engineDies(): Promise<void>
}

async function makeCase(folder: string): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'hubline-test-')), 'case.hubline')
  const engine = createEngine({ applicationFolder: temporaryFolder() })
  const details = { name: 'Sample', policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true } as const
  await engine.create(path, details, testSession)
  const client = askEngine(engine)
  const files = await filesOf(folder)
  await client.sources.import({ sources: files.map((file) => ({ path: file })) })
  await client.people.wash({})
  await client.lines.find({})
  await engine.close()
  return path
}

const made = new Map<string, Promise<string>>()
afterAll(async () => {
  for (const path of await Promise.all(made.values())) await removeFolder(dirname(path))
})

/** A case of this folder of files, imported, washed, with its lines found: made once for a file of tests, then copied. */
export async function caseOf(folder: string): Promise<string> {
  const making = made.get(folder) ?? makeCase(folder)
  made.set(folder, making)
  const path = join(temporaryFolder(), 'case.hubline')
  await copyFile(await making, path)
  return path
}

/** The real page in a real browser, over the real engine. */
export async function openWindow(
  casePath?: string,
  applicationFolder = temporaryFolder(),
): Promise<OpenWindow> {
  const workbench = await serveWorkbench({
    engineEntry: join(inject('engineFolder'), 'engine-process.mjs'),
    rendererFolder: inject('rendererFolder'),
    applicationFolder,
    casePath,
    firstSession: testSession,
  })
  onTestFinished(() => workbench.close())
  await workbench.host.ready(patience)
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(patience)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  tellWhenFailed(page, complaints)
  await page.goto(workbench.address())
  await page.waitForSelector('.frame')
  return {
    page,
    workbench,
    complaints,
    async engineDies() {
      const { processId } = workbench.host
      process.kill(processId!, 'SIGKILL')
      const until = Date.now() + patience
      while (workbench.host.processId === processId && Date.now() < until)
        await new Promise((done) => setTimeout(done, 20))
      if (!(await workbench.host.ready(patience))) throw new Error('the engine did not come back')
    },
  }
}

/** Which questions that `question` fits the page now shown has asked and not been answered; an answer that it drops counts as given. */
export function unanswered(page: Page, question: RegExp): ReadonlySet<Request> {
  const asked = new Set<Request>()
  page.on('request', (request) => {
    if (question.test(request.url())) asked.add(request)
  })
  page.on('requestfinished', (request) => void asked.delete(request))
  page.on('requestfailed', (request) => void asked.delete(request))
  page.on('framenavigated', () => asked.clear())
  return asked
}
