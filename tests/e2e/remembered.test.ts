import { existsSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseOf, openWindow } from '../support/window.ts'

const go = (page: Page, view: string) =>
  page
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .first()
    .click()

const header = (page: Page, name: string) =>
  page
    .getByRole('grid', { name: 'Candidate lines' })
    .getByRole('columnheader', { name: new RegExp(`^${name}`) })
const widthOf = async (page: Page, name: string) =>
  Math.round((await header(page, name).boundingBox())!.width)
const inspectorWidth = async (page: Page) =>
  Math.round((await page.getByRole('region', { name: 'Inspector' }).boundingBox())!.width)

async function dragBy(page: Page, from: { x: number; y: number }, by: number): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by, from.y, { steps: 4 })
  await page.mouse.up()
}

it('brings back sizes, folds, columns, theme and the last view after a restart, in a browser that remembers nothing', async () => {
  const original = await caseOf(join(projectFolder, 'sample-data/small'))
  const applicationFolder = temporaryFolder()
  const first = await openWindow(original, applicationFolder)
  const { page } = first
  await go(page, 'Lines')
  await header(page, 'Score').waitFor()
  const before = await widthOf(page, 'Score')

  const edge = (await header(page, 'Score').locator('.table-edge').boundingBox())!
  await dragBy(page, { x: edge.x + 4, y: edge.y + 10 }, 60)
  await expect.poll(() => widthOf(page, 'Score')).toBe(before + 60)
  await header(page, 'Reasons')
    .getByRole('button', { name: /^Filter/ })
    .click()
  const reasons = await widthOf(page, 'Reasons')
  await page.getByRole('button', { name: 'Wider' }).click()
  await expect.poll(() => widthOf(page, 'Reasons')).toBe(reasons + 24)
  await page.keyboard.press('Escape')

  const divide = (await page.getByRole('separator', { name: 'Width of the inspector' }).boundingBox())!
  const inspector = await inspectorWidth(page)
  await dragBy(page, { x: divide.x + divide.width / 2, y: divide.y + 40 }, -70)
  await expect.poll(() => inspectorWidth(page)).toBeGreaterThan(inspector + 60)
  const dragged = await inspectorWidth(page)

  const columns = page.getByRole('grid', { name: 'Candidate lines' }).getByRole('columnheader')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox').last().click()
  const shown = await columns.count()
  await page.getByRole('button', { name: /Hub analyst/ }).click()
  await page.getByRole('menuitemcheckbox', { name: /Dark/ }).click()
  const kept = join(applicationFolder, 'window-layout.json')
  await expect
    .poll(async () => JSON.parse(await readFile(kept, 'utf8')) as unknown)
    .toMatchObject({ version: 3, theme: 'dark', lastJob: 'lines' })
  await page.context().close()
  await first.workbench.close()

  const copy = join(temporaryFolder(), 'again.hubline')
  await copyFile(original, copy)
  const { page: again } = await openWindow(copy, applicationFolder)
  await header(again, 'Score').waitFor()
  await again.waitForSelector('html[data-layout=known]')
  const grid = again.getByRole('grid', { name: 'Candidate lines' })
  await expect
    .poll(async () => ({
      score: await widthOf(again, 'Score'),
      reasons: await widthOf(again, 'Reasons'),
      inspector: await inspectorWidth(again),
      theme: await again.evaluate(() => document.documentElement.dataset.theme),
      columns: await grid.getByRole('columnheader').count(),
    }))
    .toEqual({
      score: before + 60,
      reasons: reasons + 24,
      inspector: dragged,
      theme: 'dark',
      columns: shown,
    })
})

it('keeps what was changed in the last moment before the window went', async () => {
  const applicationFolder = temporaryFolder()
  const { page, workbench } = await openWindow(undefined, applicationFolder)
  await page.waitForSelector('html[data-layout=known]')
  await page.locator('.top-role').click()
  await page.getByRole('menuitemcheckbox', { name: /Dark/ }).click()
  await page.goto('about:blank')
  const kept = join(applicationFolder, 'window-layout.json')
  await expect.poll(() => existsSync(kept)).toBe(true)
  await workbench.close()
  const { page: again } = await openWindow(undefined, applicationFolder)
  await again.waitForSelector('html[data-layout=known]')
  await expect.poll(() => again.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
})
