import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { startWindow } from '../support/start-window.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function startedCase() {
  const folder = temporaryFolder()
  const home = join(folder, 'home')
  const path = join(folder, 'case.hubline')
  expect((await runCommand(['new', path])).status).toBe(0)
  const window = await startWindow([path], { HUBLINE_HOME: home })
  const page = await window.page()
  const released = async () => {
    const result = await runCommand(['sources', path, '--json'])
    expect([result.status, existsSync(`${path}.lock`)]).toEqual([0, false])
    expect(readdirSync(home).filter((name) => name.startsWith('window-'))).toEqual([])
  }
  await expect.poll(() => existsSync(`${path}.lock`), { timeout: 20_000 }).toBe(true)
  return { window, page, released }
}

it('the window comes in by its first page, and sends nothing of its own elsewhere', async () => {
  const { window, page } = await startedCase()
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  const elsewhere = await page.evaluate(() =>
    fetch('/refused')
      .then((answer) => answer.json())
      .then((counts: { elsewhere: number }) => counts.elsewhere),
  )
  const other = await page.context().newPage()
  const tried = (await other.goto('http://203.0.113.7/'))?.status()
  expect(tried).toBe(403)
  const after = await page.evaluate(() => fetch('/refused').then((answer) => answer.json()))
  expect(after.elsewhere).toBeGreaterThan(elsewhere)
  await window.end()
}, 120_000)

it('ends with its window, after a reload that does not end it, and lets the case go', async () => {
  const { window, page, released } = await startedCase()
  await page.reload()
  await page.waitForSelector('.frame')
  await new Promise((done) => setTimeout(done, 10_000))
  expect(window.hasEnded()).toBe(false)
  await page.close()
  expect(await window.ended()).toBeLessThan(20_000)
  await released()
}, 120_000)

it('stays while one of two windows is there', async () => {
  const { window, page } = await startedCase()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.waitForSelector('.frame')
  await page.close()
  await new Promise((done) => setTimeout(done, 10_000))
  expect(window.hasEnded()).toBe(false)
  await other.close()
  expect(await window.ended()).toBeLessThan(20_000)
}, 120_000)

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'ends within seconds of a browser that is ended by %s',
  async (signal) => {
    const { window, released } = await startedCase()
    process.kill(window.browserProcessId, signal)
    expect(await window.ended()).toBeLessThan(20_000)
    await released()
  },
  120_000,
)
