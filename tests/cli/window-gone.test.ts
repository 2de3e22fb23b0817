import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { startWindow } from '../support/start-window.ts'
import { keeperOf, nothingIsLeft, processesOf, startedCase } from '../support/started-case.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

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
})

it('ends with its window, after a reload that does not end it, and lets the case go', async () => {
  const { window, page, released } = await startedCase()
  await page.reload()
  await page.waitForSelector('.frame')
  await new Promise((done) => setTimeout(done, 10_000))
  expect(window.hasEnded()).toBe(false)
  await page.close()
  await window.ended()
  await released()
})

it('stays while one of two windows is there', async () => {
  const { window, page } = await startedCase()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.waitForSelector('.frame')
  await page.close()
  await new Promise((done) => setTimeout(done, 10_000))
  expect(window.hasEnded()).toBe(false)
  await other.close()
  await window.ended()
})

describe.runIf(process.platform === 'linux')('a browser and its profile go', () => {
  it('with their keeper', async () => {
    const { window, home, released } = await startedCase()
    process.kill(keeperOf(home), 'SIGKILL')
    await window.ended()
    await released()
    await expect.poll(() => processesOf(home)).toEqual([])
  })

  it('at the next start, when host and keeper were killed at once', async () => {
    const { window, home } = await startedCase()
    process.kill(keeperOf(home), 'SIGKILL')
    process.kill(window.processId, 'SIGKILL')
    await window.ended()
    expect(readdirSync(home).filter((name) => name.startsWith('window-'))).toHaveLength(1)
    const path = join(temporaryFolder(), 'other.hubline')
    expect((await runCommand(['new', path])).status).toBe(0)
    const next = await startWindow([path], { HUBLINE_HOME: home })
    await next.page()
    await expect.poll(() => readdirSync(home).filter((name) => name.startsWith('window-')).length).toBe(1)
    await next.end()
    await nothingIsLeft(home)
  })
})
