import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openWindow } from '../support/window.ts'

it('shots', async () => {
  const path = join(temporaryFolder(), 'county.hubline')
  copyFileSync('/tmp/bk/b.hubline', path)
  const { page } = await openWindow(path)
  const shot = async (name: string) => {
    for (const [w, h] of [
      [1366, 768],
      [2560, 1440],
    ] as const)
      for (const theme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width: w, height: h })
        await page.emulateMedia({ colorScheme: theme })
        await page.waitForTimeout(150)
        await page.screenshot({ path: `/tmp/bk/shots/${name}-${w}-${theme}.png` })
      }
    await page.setViewportSize({ width: 1366, height: 768 })
  }
  await page.waitForTimeout(1500)
  await page.locator('.top-case-menu').click()
  await shot('menu')
  await page.getByRole('menuitem', { name: 'Copies of this case' }).click()
  await page.getByText('No verified copy').waitFor()
  await shot('empty')
  await page.getByRole('button', { name: 'Make a copy now' }).click()
  await page.getByText(/^Last verified copy/).waitFor({ timeout: 60000 })
  await page.getByRole('button', { name: 'Make a copy now' }).click()
  await page.waitForTimeout(4000)
  await page
    .getByRole('button', { name: /^Restore the copy/ })
    .first()
    .click()
  await shot('copies')
  await page.keyboard.press('Escape')
  await page.locator('.top-case-menu').click()
  await page.getByRole('menuitem', { name: 'Check this case' }).click()
  await page.getByText(/The case is whole/).waitFor({ timeout: 60000 })
  await shot('check')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Jobs' }).getByRole('button', { name: /Audit/ }).click()
  await page.waitForTimeout(1500)
  await shot('audit')
}, 200_000)
