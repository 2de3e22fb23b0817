import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow, unanswered } from '../support/window.ts'

const smallCase = join(projectFolder, 'sample-data/small')

it('somebody who has never seen it is shown a line, its customers and the profile in three clicks, by keyboard alone, once', async () => {
  const { page, complaints } = await openWindow(await caseOf(smallCase))
  const tour = page.getByRole('complementary', { name: 'Showing you round' })
  await tour.waitFor()
  expect(await violations(page)).toEqual([])
  const press = async (name: string) => {
    await tour.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }
  await press('Show me a line')
  await page.getByRole('heading', { name: 'Why it is here' }).waitFor()
  await tour.getByText(/is a deal line with \d+ customers/).waitFor()
  expect(await violations(page)).toEqual([])
  await press('Show me its customers')
  await page.getByRole('region', { name: 'Three groups' }).waitFor()
  expect(await violations(page)).toEqual([])
  await press('Show me the profile')
  await page.getByRole('heading', { name: /Summary/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await press('Done')
  await tour.waitFor({ state: 'detached' })
  let linesAsked = 0
  page.on('request', (request) => {
    if (request.url().includes('/rpc/lines/')) linesAsked += 1
  })
  const asked = unanswered(page, /\/rpc\/lines\//)
  await page.reload()
  await expect.poll(() => linesAsked).toBeGreaterThan(0)
  await expect.poll(() => asked.size).toBe(0)
  await page.getByRole('heading', { name: /Summary/ }).waitFor()
  await page.waitForSelector('html[data-layout=known]')
  expect(await tour.count()).toBe(0)
  expect(complaints).toEqual([])
})
