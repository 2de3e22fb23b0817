import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { filesOf } from '../../analysis/cli/import.ts'
import { generateCounty } from '../../sample-data/generate/index.ts'
import { violations } from '../support/axe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openWindow } from '../support/window.ts'

const go = (page: Page, view: string) =>
  page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`${view}`) })
    .click()

const settled = (page: Page) =>
  page.waitForFunction(() => !/Reading [a-z]/.test(document.body.textContent ?? ''))

/** Waits for what is being read, and looks for what axe and the console complain of. */
type Checked = (step: string) => Promise<void>

async function makeCase(page: Page, checked: Checked): Promise<void> {
  await page.getByRole('button', { name: 'New case' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New case' })
  await dialog.getByLabel('Name').fill('Wendmarsh')
  await dialog.getByLabel('Lawful basis').selectOption('open')
  await checked('new case')
  await dialog.getByRole('button', { name: 'Make the case' }).click()
  await page.getByRole('heading', { name: 'Wendmarsh' }).waitFor()
}

async function loadFiles(page: Page, checked: Checked, files: readonly string[]): Promise<void> {
  await go(page, 'Sources')
  await page.getByText('This case holds no files yet.').waitFor()
  await checked('empty sources')
  await page.getByTestId('files').setInputFiles(files)
  const load = page.getByRole('button', { name: `Load ${files.length} files` })
  await load.and(page.locator(':not([aria-disabled=true])')).click()
  await page.getByRole('region', { name: 'Files waiting to be loaded' }).waitFor({ state: 'detached' })
  const sources = page.getByRole('grid', { name: 'Source files' })
  await sources.waitFor()
  await expect.poll(() => sources.getAttribute('aria-rowcount')).toBe(String(files.length + 1))
  await sources.getByRole('row').nth(1).click()
  await page.getByRole('heading', { name: 'Rows add up' }).waitFor()
  await checked('loaded sources')
}

/** From records to people and lines, down to the rows behind one figure. */
async function washAndFindLines(page: Page, checked: Checked): Promise<void> {
  await go(page, 'People')
  await page.getByRole('button', { name: 'Wash', exact: true }).click()
  await page.getByText(/records are about [\d,]+ people/).waitFor()

  await go(page, 'Lines')
  await page.getByRole('button', { name: 'Find lines', exact: true }).click()
  await page.getByText(/candidate lines, [\d,]+ proposed/).waitFor()
  const lines = page.getByRole('grid', { name: 'Candidate lines' })
  await lines.getByRole('row').nth(1).click()
  await page.getByRole('heading', { name: 'Why it is here' }).waitFor()
  await checked('a line')
  await lines
    .getByRole('row')
    .nth(1)
    .getByRole('button', { name: /customers of/ })
    .click()
  const rows = page.getByRole('dialog', { name: /^customers of/i })
  await rows.getByRole('grid').waitFor()
  await checked('the rows behind a figure')
  await page.keyboard.press('Escape')
}

async function seeGroupsAndMap(page: Page, checked: Checked): Promise<void> {
  await go(page, 'People')
  const groups = page.getByRole('region', { name: 'Three groups' })
  await groups.getByText('Not known').first().waitFor()
  await checked('three groups')

  await go(page, 'Map')
  await page
    .getByText(/of [\d,]+ rows placed/)
    .first()
    .waitFor()
  await checked('map')
  await page
    .getByRole('radio', { name: 'Areas' })
    .or(page.getByText('Areas', { exact: true }))
    .first()
    .click()
  await page.getByText('Rates are a year per 1,000 residents').waitFor()
  await checked('areas')
}

/** From arrest to treatment: the people behind a step, and one person. */
async function followJourneys(page: Page, checked: Checked): Promise<void> {
  await go(page, 'Journeys')
  const steps = page.getByRole('table', { name: 'People at each step from arrest to treatment' })
  await steps.getByRole('button', { name: /rows behind Tested positive/ }).click()
  await page.getByRole('dialog', { name: 'Tested positive' }).getByRole('grid').waitFor()
  await checked('the people behind a step')
  await page.keyboard.press('Escape')
  await page.getByText('One person', { exact: true }).click()
  await page.getByText('Nobody is chosen.').waitFor()
  await go(page, 'People')
  await page.getByRole('grid').first().getByRole('row').nth(3).click()
  await go(page, 'Journeys')
  await page.getByRole('grid', { name: /^Records of/ }).waitFor()
  await checked('journey of one person')
}

/** Releases the profile and saves all its files as one. */
async function releaseProfile(page: Page, checked: Checked): Promise<void> {
  await go(page, 'Profile')
  await page.getByRole('heading', { name: /Summary/ }).waitFor()
  await page.getByText('passed: each may still be anything from 1 to 4').waitFor()
  await checked('profile')
  await page.getByRole('button', { name: 'Release', exact: true }).click()
  const release = page.getByRole('dialog')
  const button = release.getByRole('button', { name: 'Release' })
  const stood = await button.boundingBox()
  await release.getByLabel('Recipient').fill('Combating Drugs Partnership')
  await release.getByLabel('Why').fill('quarterly report')
  await checked('release')
  await expect.poll(() => button.boundingBox()).toEqual(stood)
  await button.click()
  const save = release.getByRole('button', { name: /Save all \d+ files/ })
  await save.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
  const saved = join(temporaryFolder(), download.suggestedFilename())
  await download.saveAs(saved)
  expect(saved).toMatch(/\.zip$/)
  expect(readFileSync(saved).subarray(0, 2).toString()).toBe('PK')
  await page.keyboard.press('Escape')
}

it('takes partners’ files to lines, three groups and a profile that identifies no one', async () => {
  const folder = temporaryFolder()
  await generateCounty({ seed: 2, size: 'small', outDirectory: folder })
  const files = (await filesOf(folder)).filter((file) => !/crime|stop|EXH-00[1-4]/.test(file))
  const { page, complaints } = await openWindow()
  const checked = async (step: string) => {
    await settled(page)
    expect(await violations(page), step).toEqual([])
    expect(complaints, step).toEqual([])
  }

  await makeCase(page, checked)
  await loadFiles(page, checked, files)
  await washAndFindLines(page, checked)
  await seeGroupsAndMap(page, checked)
  await followJourneys(page, checked)
  await releaseProfile(page, checked)

  await go(page, 'Audit')
  await page.getByRole('gridcell', { name: 'Disclosure', exact: true }).first().waitFor()
  await checked('audit')
})
