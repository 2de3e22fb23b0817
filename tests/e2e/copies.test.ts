import { closeSync, openSync, readdirSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow } from '../support/window.ts'

const go = (page: Page, view: string) =>
  page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(view) })
    .click()

async function figures(page: Page): Promise<string[]> {
  await go(page, 'Sources')
  const grid = page.getByRole('grid', { name: 'Source files' })
  await grid.getByRole('row').nth(1).waitFor()
  return grid.getByRole('row').allInnerTexts()
}

const fromMenu = async (page: Page, words: string) => {
  await page.getByRole('button', { name: /Sample/ }).click()
  await page.getByRole('menuitem', { name: words }).click()
}

it('copies a case, finds that it is damaged, and restores it in two clicks with the same figures', async () => {
  const path = await caseOf(join(projectFolder, 'sample-data/small'))
  const first = await openWindow(path)
  const before = await figures(first.page)
  await fromMenu(first.page, 'Copies of this case')
  const copies = first.page.getByRole('dialog', { name: 'Copies of this case' })
  await copies.getByText('No verified copy of this case is known.').waitFor()
  await copies.getByRole('button', { name: 'Make a copy now' }).click()
  await copies.getByText(/^Last verified copy: /).waitFor()
  await copies.getByText('verified', { exact: true }).waitFor()
  expect(await violations(first.page)).toEqual([])
  await first.page.keyboard.press('Escape')
  await fromMenu(first.page, 'Check this case')
  const check = first.page.getByRole('dialog', { name: 'Check this case' })
  await check.getByText('The case is whole.').waitFor()
  await check.getByText(/compared with 1 copy/).waitFor()
  expect(await violations(first.page)).toEqual([])
  await first.page.keyboard.press('Escape')
  await fromMenu(first.page, 'Save diagnostics')
  const diagnostics = first.page.getByRole('dialog', { name: 'Save diagnostics' })
  await diagnostics.getByText(/It was searched for [\d,]+ identifiers of this case: none is in it/).waitFor()
  await diagnostics.getByText('machine.json').click()
  await diagnostics.getByText(/"processors"/).waitFor()
  expect(await violations(first.page)).toEqual([])
  const saving = first.page.waitForEvent('download')
  await diagnostics.getByRole('button', { name: /^Save / }).click()
  expect((await saving).suggestedFilename()).toBe('hubline-diagnostics.zip')
  expect(first.complaints).toEqual([])
  await first.workbench.close()

  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(16_000, 'damage'), 0, 16_000, 0)
  closeSync(file)
  const again = await openWindow()
  const { page } = again
  await page.getByRole('button', { name: 'Open a case' }).first().click()
  await page.getByLabel('Path of a case file').fill(path)
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click()
  const found = page.getByRole('dialog', { name: 'Copies of a case that does not open' })
  await found.getByText('The case cannot be opened.').waitFor()
  expect(await violations(page)).toEqual([])
  await found.getByRole('button', { name: /^Restore the copy of / }).click()
  await found.getByRole('button', { name: 'Put it in place of the case' }).click()
  await page.getByText(/The case before is kept as/).waitFor()
  await expect.poll(() => figures(page)).toEqual(before)
  expect(readdirSync(dirname(path)).filter((name) => / set aside /.test(name))).toHaveLength(1)
})
