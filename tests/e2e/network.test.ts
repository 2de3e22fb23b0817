import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow } from '../support/window.ts'

const smallCase = () => caseOf(join(projectFolder, 'sample-data/small'))

const openNetwork = async (page: Page) => {
  await page
    .getByRole('button', { name: /^\d?\s*Network/ })
    .first()
    .click()
  await page.locator('.network-legend').waitFor()
  await settled(page)
}

const settled = (page: Page) =>
  page.waitForFunction(() => !/Reading /.test(document.querySelector('main')?.textContent ?? ''))

const picture = (page: Page) => page.locator('.network-canvas')
const shown = (page: Page, name: 'Picture' | 'Table' | 'Communities' | 'Rings') =>
  page.getByRole('button', { name, exact: true }).click()

const command = async (page: Page, words: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(words)
  await page.getByRole('option', { name: words }).first().waitFor()
  await page.keyboard.press('Enter')
}

/** Where the names stand in the picture, by name. */
const namesAt = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.network-decor text:not(.network-group)')].map((text) => [
        text.querySelector('.network-name')?.textContent ?? '',
        `${text.getAttribute('x')} ${text.getAttribute('y')}`,
      ]),
    ),
  )

const saved = async (page: Page, name: 'PNG' | 'SVG' | 'GraphML'): Promise<Buffer> => {
  const waiting = page.waitForEvent('download')
  await page.locator('[data-region=inspector]').getByRole('button', { name, exact: true }).click()
  return readFileSync(await (await waiting).path())
}

it('groups nodes chosen in the table, draws them as one, opens, renames and ungroups them, and undoes each', async () => {
  const { page, complaints } = await openWindow(await smallCase())
  await openNetwork(page)
  await shown(page, 'Table')
  const grid = page.getByLabel('Nodes that are drawn', { exact: true })
  await grid.focus()
  await grid.locator('.table-row').nth(1).waitFor()
  const rows = await grid.locator('.table-row').count()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press(' ')
  await page.keyboard.press(' ')
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => grid.locator('[aria-selected=true]').count()).toBe(2)
  await page.keyboard.press('g')
  const naming = page.getByRole('dialog', { name: 'Group 2 nodes' })
  await naming.waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.type('The two cousins')
  await page.keyboard.press('Enter')
  await page.getByText('2 nodes grouped as The two cousins.').first().waitFor()

  const inspector = page.locator('[data-region=inspector]')
  await inspector.getByRole('heading', { name: 'The two cousins' }).waitFor()
  await page.getByRole('treegrid', { name: 'Nodes that are drawn' }).waitFor()
  await expect.poll(() => grid.locator('.table-row').count()).toBe(rows + 1)
  await expect.poll(() => grid.locator('[aria-level="2"]').count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await inspector.getByRole('button', { name: /calls and messages of The two cousins/ }).click()
  const drawer = page.getByRole('dialog', { name: /calls and messages of The two cousins/ })
  await drawer
    .getByText(/\d rows?\b/)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')

  await shown(page, 'Picture')
  await page.locator('.network-decor').getByText('2 members').waitFor()
  await page.locator('.network-legend').getByText('group made by hand').waitFor()
  const closed = await namesAt(page)
  await picture(page).focus()
  await page.keyboard.press('o')
  await page.locator('.network-decor').getByText('2 members').waitFor({ state: 'detached' })
  await expect
    .poll(async () => Object.entries(await namesAt(page)).filter(([name, at]) => at !== (closed[name] ?? at)))
    .toEqual([])
  await page.keyboard.press('F2')
  await page.getByRole('dialog', { name: 'Name the group' }).waitFor()
  await page.keyboard.type('Two brothers')
  await page.keyboard.press('Enter')
  await inspector.getByRole('heading', { name: 'Two brothers' }).waitFor()
  await page.keyboard.press('Control+z')
  await inspector.getByRole('heading', { name: 'The two cousins' }).waitFor()
  await page.keyboard.press('Control+z')
  await page.locator('.network-decor').getByText('2 members').waitFor()
  await page.keyboard.press('Shift+G')
  await page.getByText('The two cousins ungrouped.').first().waitFor()
  await page.locator('.network-legend').getByText('group made by hand').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await page.locator('.network-decor').getByText('2 members').waitFor()
  await page
    .getByRole('button', { name: /^\d?\s*Lines/ })
    .first()
    .click()
  await page.getByRole('grid', { name: 'Candidate lines' }).waitFor()
  await openNetwork(page)
  await page.locator('.network-decor').getByText('2 members').waitFor()
  expect(complaints).toEqual([])
})

it('chooses by a lasso of the keyboard and of the pointer, pins, hides, shows and finds a path', async () => {
  const { page } = await openWindow(await smallCase())
  await openNetwork(page)
  const inspector = page.locator('[data-region=inspector]')
  await picture(page).focus()
  await page.keyboard.press('Shift+L')
  const lasso = page.getByLabel(/^Lasso/)
  await lasso.waitFor()
  const go = async (key: string, times: number) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
  }
  for (const [key, times] of [
    ['Shift+ArrowUp', 9],
    ['Shift+ArrowRight', 16],
    ['Shift+ArrowDown', 18],
  ] as const) {
    await go(key, times)
    await page.keyboard.press(' ')
  }
  await go('Shift+ArrowLeft', 7)
  await page.keyboard.press(' ')
  await lasso.getByText(/4 corners; [1-9]\d* inside/).waitFor()
  await page.keyboard.press('Enter')
  await lasso.waitFor({ state: 'detached' })
  await inspector.getByRole('heading', { name: /^\d+ chosen/ }).waitFor()

  await page.getByRole('button', { name: 'Lasso' }).click()
  const box = (await lasso.boundingBox())!
  await page.mouse.move(box.x + 4, box.y + 4)
  await page.mouse.down()
  for (const [x, y] of [
    [box.width - 4, 4],
    [box.width - 4, box.height - 4],
    [4, box.height - 4],
    [4, 4],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
  await lasso.waitFor({ state: 'detached' })
  const chosen = inspector.getByRole('heading', { name: /^\d+ chosen/ })
  await expect.poll(async () => Number((await chosen.textContent())?.split(' ')[0])).toBeGreaterThan(6)

  await picture(page).focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+P')
  await page
    .getByText(/pinned where it stands/)
    .first()
    .waitFor()
  await page.locator('.network-legend').getByText('pinned by you').waitFor()
  const before = await namesAt(page)
  await page.keyboard.press('Enter')
  await page
    .getByText(/brought in/)
    .first()
    .waitFor()
  await settled(page)
  expect(Object.keys(before).length).toBeGreaterThan(1)
  await expect.poll(() => namesAt(page)).toMatchObject(before)
  await page.locator('.network-legend').getByText('pinned by you').waitFor()

  const scope = page.locator('.view-scope')
  await page.keyboard.press('Delete')
  await scope.getByText('1 hidden by you').waitFor()
  await command(page, 'Show what is hidden')
  await scope.getByText('hidden by you').waitFor({ state: 'detached' })

  await shown(page, 'Table')
  const grid = page.getByLabel('Nodes that are drawn', { exact: true })
  await grid.focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
  await command(page, 'Path between the two')
  await inspector
    .getByText(/A chain of|No chain/)
    .first()
    .waitFor()
  expect(await violations(page)).toEqual([])
})

it('saves PNG, SVG and GraphML with the marking, and a lead gets no network', async () => {
  const { page } = await openWindow(await smallCase())
  await openNetwork(page)
  const svg = (await saved(page, 'SVG')).toString('utf8')
  expect(svg.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
  expect(svg).toContain('recorded in rows')
  expect((await saved(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG')
  expect((await saved(page, 'GraphML')).toString('utf8')).toContain('<graphml')
  await page.getByText(/saved as graphml; the log says so/).waitFor()
  await page.locator('.top-role').click()
  await page.getByRole('menuitemcheckbox', { name: /lead/i }).click()
  await page.getByRole('button', { name: 'Change role' }).click()
  await page
    .getByText(/not shown to this role/)
    .first()
    .waitFor()
  await expect.poll(() => page.locator('.network-legend').count()).toBe(0)
  expect(await violations(page)).toEqual([])
})
