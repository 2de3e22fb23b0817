import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow } from '../support/window.ts'

it('draws the small case, chooses cells by the keyboard, tells the same as a table, and asks nobody else; the slider steps through months', async () => {
  const { page, complaints, workbench } = await openWindow(
    await caseOf(join(projectFolder, 'sample-data/small')),
  )
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
  await page
    .getByRole('button', { name: /^\d?\s*Map/ })
    .first()
    .click()
  const map = page.locator('.map-surface')
  await map.waitFor({ timeout: 60_000 })
  await page.locator('.map-overlay').first().waitFor({ timeout: 60_000 })
  await page.locator('.map-deck canvas').first().waitFor()
  const leftOf = (place: string) =>
    page
      .locator(place)
      .last()
      .evaluate((element) => element.getBoundingClientRect().left)
  expect(await leftOf('.map-deck canvas')).toBe(await leftOf('.map-surface'))
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await inspector.getByText('Choose a cell to see what is there').waitFor()
  await map.focus()
  await page.keyboard.press('PageDown')
  await inspector.getByText('one cell,').waitFor()
  const first = await inspector.locator('.mono').first().textContent()
  await page.keyboard.press('PageDown')
  await expect.poll(() => inspector.locator('.mono').first().textContent()).not.toBe(first)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Cells of the map' })
  await grid.waitFor()
  expect(await grid.getByRole('row').count()).toBeGreaterThan(1)
  const slider = page.getByRole('slider', { name: 'Month' })
  const words = page.locator('.map-time-words')
  const canvas = page.locator('[data-region=canvas]')
  await canvas.getByRole('button', { name: 'Map', exact: true }).click()
  await slider.focus()
  expect(await words.textContent()).toMatch(/^All days, \d+ months?/)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => words.textContent()).toMatch(/^(1–|\d)/)
  const brushed = await words.textContent()
  await page.locator('.timeline').getByText('brushed').first().waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => words.textContent()).toMatch(/^All days/)
  expect(brushed).not.toBe(await words.textContent())
  expect(await page.getByRole('button', { name: 'Play months' }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const points = page.waitForResponse(/places\/points/)
  await page.getByRole('menuitemcheckbox', { name: /^Points/ }).click()
  expect((await points).ok()).toBe(true)
  await canvas.getByRole('button', { name: 'Flows', exact: true }).click()
  await page
    .getByText(/names both a home postcode and a custody suite/)
    .or(page.getByRole('grid', { name: 'Flows from home to place of arrest' }))
    .first()
    .waitFor()
  expect(await violations(page)).toEqual([])
  expect([...hosts].filter((origin) => !/^(data:|blob:|null)/.test(origin))).toEqual([workbench.origin])
  expect(complaints.filter((words) => !/^Failed to load resource|GL Driver/.test(words))).toEqual([])
})
