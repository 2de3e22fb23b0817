import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseOf, openWindow } from '../support/window.ts'

const smallCase = join(projectFolder, 'sample-data/small')
const marking = 'OFFICIAL-SENSITIVE'

const go = (page: Page, view: string) =>
  page
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .first()
    .click()

async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const path = join(temporaryFolder(), 'saved')
  await download.saveAs(path)
  return { name: download.suggestedFilename(), bytes: await readFile(path) }
}

const choose = (page: Page, entry: string) =>
  page.getByRole('menuitem', { name: new RegExp(`^${entry}`) }).click()
const rowsOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')
const cellsOf = (grid: Locator) => grid.getByRole('row').nth(1).getByRole('gridcell').allInnerTexts()

it('copies and saves tables through the engine, marked, and the log says so', async () => {
  const { page, complaints, workbench } = await openWindow(await caseOf(smallCase))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: workbench.origin })
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await go(page, 'Lines')
  const grid = page.getByRole('grid', { name: 'Candidate lines' })
  await grid.getByRole('gridcell').first().click()
  const [line] = await cellsOf(grid)

  await page.keyboard.press('Control+c')
  await page.getByText('1 row copied; the log says so.').waitFor()
  const one = (await clipboard()).split('\n')
  expect(one).toHaveLength(3)
  expect(one[0]).toContain(`${marking}\tCandidate lines\tcase Sample, synthetic data\ttaken out as hub`)
  expect(one[2]).toContain(line!.trim().split('\n')[0])

  await page.evaluate(() => navigator.clipboard.writeText(''))
  const lines = (await grid.getByRole('row').count()) - 1
  await page.keyboard.press('Shift+F10')
  await choose(page, 'Copy the table')
  await expect.poll(async () => (await clipboard()).split('\n')).toHaveLength(lines + 2)

  const csv = await saved(page, async () => {
    await page.getByRole('button', { name: 'Export candidate lines' }).click()
    await choose(page, 'Save as CSV')
  })
  expect(csv.name).toBe('Candidate lines.csv')
  const rows = rowsOf(csv.bytes.toString('utf8'))
  expect(rows[0]).toContain(`${marking},Candidate lines,`)
  expect(rows.length - 2).toBe((await grid.getByRole('row').count()) - 1)

  await go(page, 'Sources')
  const workbook = await saved(page, async () => {
    await page.getByRole('button', { name: 'Export source files' }).click()
    await choose(page, 'Save as a workbook')
  })
  expect(workbook.name).toBe('Source files.xlsx')
  const [sheet] = (await readXlsx(new Uint8Array(workbook.bytes))).sheets
  expect(sheet!.rows[0]![0]).toContain(`${marking}. Source files. case Sample`)
  expect(sheet!.rows.slice(2).map(([file]) => file)).toContain('small-custody.csv')

  await go(page, 'Profile')
  const table = page.getByRole('group', { name: /^People buying from the lines, by what services/ })
  await page.getByRole('button', { name: /Demand/ }).click()
  await table.waitFor()
  const shown = await table.getByRole('rowheader').allInnerTexts()
  await table.focus()
  await page.keyboard.press('Control+c')
  await expect
    .poll(async () =>
      (await clipboard())
        .split('\n')
        .slice(2)
        .map((row) => row.split('\t')[0]),
    )
    .toEqual(shown)

  await go(page, 'Audit')
  const entries = page.getByRole('grid', { name: 'Entries of the log' })
  await entries.getByText(/^identified export, table sources-files as xlsx, \d+ rows, 10 columns/).waitFor()
  await entries.getByText(/^anonymised export, table of profile/).waitFor()
  expect(complaints).toEqual([])
})

it('gives a lead the areas as they may be released, and no more', async () => {
  const { page } = await openWindow(await caseOf(smallCase))
  await page.getByRole('button', { name: /Hub analyst/ }).click()
  await page.getByRole('menuitemcheckbox', { name: /Enforcement lead/ }).click()
  await page.getByRole('button', { name: 'Change role' }).click()
  await go(page, 'Map')
  const csv = await saved(page, async () => {
    await page.getByRole('button', { name: 'Export rows by area and month' }).click()
    await choose(page, 'Save as CSV')
  })
  const [head, columns, ...rows] = rowsOf(csv.bytes.toString('utf8'))
  expect(head).toContain('taken out as lead')
  expect(columns).toMatch(/^Area,All months/)
  expect(rows.length).toBeGreaterThan(0)
  for (const count of rows.flatMap((row) => row.split(',').slice(1)))
    expect(count).toMatch(/^(not shown|\d*[05]|)$/)
})
