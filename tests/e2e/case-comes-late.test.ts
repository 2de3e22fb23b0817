import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { engineClient } from '../../analysis/server/engine-client.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type OpenWindow, openWindow, unanswered } from '../support/window.ts'

const none = (page: Page) => page.getByRole('heading', { name: 'No case is open.' })
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** Holds what the page asks of `question` back, on its way there or back, until it is let go. */
async function hold(page: Page, question: string, on: 'way there' | 'way back') {
  let letGo: () => void = () => undefined
  let arrive: () => void = () => undefined
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const held = new Promise<void>((resolve) => {
    arrive = resolve
  })
  onTestFinished(() => letGo())
  await page.route(`**/rpc/${question}`, async (route) => {
    if (on === 'way there') {
      arrive()
      await free
      return route.continue().catch(() => undefined)
    }
    const response = await route.fetch()
    const body = await response.body()
    arrive()
    await free
    return route.fulfill({ response, body }).catch(() => undefined)
  })
  return { held, letGo }
}

/** Opens and makes cases as `start` itself and other windows do, past this page. */
function elsewhere({ workbench }: OpenWindow) {
  const client = engineClient(workbench.host, 'start')
  const folder = temporaryFolder()
  return (name: string) => client.case.create({ name, path: join(folder, `${name}.hubline`) })
}

it('a case that is opened between the page’s first answer and the moment it follows the engine is shown', async () => {
  const window = await openWindow()
  const { page } = window
  const { held, letGo } = await hold(page, '*/watch', 'way there')
  await page.reload()
  await none(page).waitFor()
  await held
  await elsewhere(window)('Opened late')
  letGo()
  await title(page, 'Opened late').waitFor()
  await expect.poll(() => page.title()).toBe('Opened late - Hubline')
})

it('a case that is opened while the answer that knows none is on its way is shown, and stays', async () => {
  const window = await openWindow()
  const { page } = window
  const { held, letGo } = await hold(page, 'case/describe', 'way back')
  const asked = unanswered(page, /\/rpc\/case\/describe$/)
  await page.reload()
  await held
  await elsewhere(window)('Opened late')
  // Lets the page hear of the case first, as a rule; it must show it either way.
  await new Promise((done) => setTimeout(done, 1000))
  letGo()
  await title(page, 'Opened late').waitFor()
  await expect.poll(() => asked.size).toBe(0)
  await page.evaluate(async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await fetch('/refused')
      await new Promise((done) => requestAnimationFrame(done))
    }
  })
  expect(await title(page, 'Opened late').count()).toBe(1)
})

it('a case that another window opens is shown, also by an engine that was started again', async () => {
  const window = await openWindow()
  const { page } = window
  const open = elsewhere(window)
  await none(page).waitFor()
  await open('First')
  await title(page, 'First').waitFor()
  await open('Second')
  await title(page, 'Second').waitFor()
  const { held, letGo } = await hold(page, '*/watch', 'way there')
  await window.engineDies()
  await held
  await open('Third')
  letGo()
  await title(page, 'Third').waitFor()
})
