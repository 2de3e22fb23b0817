import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow } from '../support/window.ts'

async function goAndSettle(page: Page, view: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(view) })
    .first()
    .click()
  await page.waitForFunction(() => !/Reading [a-z]/.test(document.body.textContent ?? ''))
}

async function namesInGrid(page: Page, grid: string): Promise<string[]> {
  const names = await page.getByRole('grid', { name: grid }).locator('.table-name').allTextContents()
  return names.map((name) => name.toLowerCase())
}

it('a person and a hexagon that are chosen narrow every view, which says so and shows all again with one key', async () => {
  const { page, complaints } = await openWindow(await caseOf(join(projectFolder, 'sample-data/small')))
  await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
  const go = (name: string) => goAndSettle(page, name)
  const narrowed = page.getByRole('region', { name: 'What this view is narrowed to' })
  const chips = () => narrowed.getByRole('listitem').allTextContents()
  const namesIn = (grid: string) => namesInGrid(page, grid)

  await go('People')
  await page.getByRole('combobox', { name: 'Whose' }).selectOption('everyone')
  await page.getByRole('gridcell', { name: /mark tordoff/i }).click()
  await go('Lines')
  await page.getByText(/None of the candidate lines has a call or text with mark tordoff/i).waitFor()

  await go('People')
  await page.getByRole('gridcell', { name: /daniel mottram/i }).click()
  await expect.poll(() => narrowed.count()).toBe(0)

  await go('Lines')
  await expect.poll(async () => (await chips()).join()).toMatch(/daniel mottram/i)
  await expect.poll(() => namesIn('Candidate lines')).toHaveLength(1)
  await page.getByRole('gridcell', { name: 'buys from it' }).waitFor()
  expect(await violations(page)).toEqual([])

  await go('Network')
  await page.getByRole('heading', { level: 1, name: /Around daniel mottram/i }).waitFor()
  await expect.poll(async () => (await chips()).join()).toMatch(/daniel mottram/i)

  await go('Journeys')
  await page.getByRole('heading', { name: 'Journey of one person' }).waitFor()
  await page.getByRole('grid', { name: /Records of daniel mottram/i }).waitFor()

  await go('Map')
  await page
    .getByText(/Only those of daniel mottram/i)
    .first()
    .waitFor()
  await page.locator('.map-deck canvas').first().waitFor()
  await page.locator('.map-surface').focus()
  await page.keyboard.press('PageDown')
  await page.getByRole('region', { name: 'Inspector' }).getByText('one hexagon,').waitFor()

  await go('People')
  await expect.poll(chips).toEqual([expect.stringMatching(/the hexagon chosen on the map/)])
  await expect
    .poll(async () => (await namesIn('People and numbers')).filter((name) => /mottram/.test(name)))
    .toHaveLength(1)
  await expect
    .poll(async () => (await namesIn('People and numbers')).join())
    .toMatch(/^(?!.*(ottley|halliwell)).*mottram/)

  await go('Lines')
  await page
    .getByText(/None of the candidate lines has a call or text with daniel mottram, in the chosen hexagon/i)
    .waitFor()
  await expect.poll(chips).toHaveLength(2)
  expect(await violations(page)).toEqual([])
  await narrowed.getByRole('button', { name: /the hexagon chosen on the map/ }).click()
  await expect.poll(() => namesIn('Candidate lines')).toHaveLength(1)

  await page.keyboard.press('Control+z')
  await expect.poll(chips).toHaveLength(2)
  await page.keyboard.press('Backspace')
  await narrowed.waitFor({ state: 'detached' })
  await expect.poll(() => namesIn('Candidate lines')).toHaveLength(1)
  await page.keyboard.press('Control+z')
  await expect.poll(chips).toHaveLength(2)

  await go('Profile')
  await narrowed.getByText('This view is about the whole case').waitFor()
  await narrowed.getByRole('button', { name: 'Show all' }).click()
  await narrowed.waitFor({ state: 'detached' })
  expect(complaints.filter((words) => !/^Failed to load resource|GL Driver/.test(words))).toEqual([])
})

it('a node that is picked in the network is named there as what other views follow, and let go with Escape or from an empty map', async () => {
  const { page, complaints } = await openWindow(await caseOf(join(projectFolder, 'sample-data/small')))
  await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
  const go = (name: string) =>
    page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .click()
  const bar = page.getByRole('region', { name: 'What this view is narrowed to' })
  const chip = bar.getByRole('button', { name: /, remove$/ })
  const inspector = page.getByRole('region', { name: 'Inspector' })

  await go('Network')
  await bar.getByText('Lines, Map and Journeys follow the node that you choose.').waitFor()
  const picture = page.locator('.network-canvas')
  await page.locator('.network-legend').waitFor()
  const heightOfBar = async () => (await bar.boundingBox())?.height
  const before = await heightOfBar()
  await picture.focus()
  const chosen = async () => ((await chip.locator('span').first().textContent()) ?? '').trim()
  for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('ArrowRight')
  await chip.waitFor()
  let name = ''
  await expect
    .poll(
      async () => {
        const before = name
        name = await chosen()
        return name !== '' && name === before
      },
      { interval: 500 },
    )
    .toBe(true)
  await expect.poll(heightOfBar).toBe(before)
  expect(await violations(page)).toEqual([])

  await page.keyboard.press('Escape')
  await chip.waitFor({ state: 'detached' })
  await inspector.getByRole('heading', { name }).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  await chip.waitFor()

  await go('Map')
  const without = page.getByRole('button', { name: /^Show without / })
  await page
    .getByText(/the layer holds [\d,]+ rows with a position in all/)
    .first()
    .waitFor()
  await expect.poll(() => page.getByText(/is loaded\. Add a source of this kind/).count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await without.click()
  await without.waitFor({ state: 'detached' })
  await page.getByText(/the layer holds/).waitFor({ state: 'detached' })
  await expect.poll(() => chip.count()).toBe(0)
  expect(complaints.filter((words) => !/^Failed to load resource|GL Driver/.test(words))).toEqual([])
})
