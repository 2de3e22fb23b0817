import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { defaultLayout, writeLayout } from '../../renderer/state/saved-layout.ts'
import { violations } from '../support/axe.ts'
import { caseOf, openWindow } from '../support/window.ts'

const smallCase = join(projectFolder, 'sample-data/small')

describe('somebody who has never seen it', () => {
  it.each(['light', 'dark', 'contrast'] as const)(
    'finds help on each view under F1, and no view breaks a rule of access, in %s',
    async (theme) => {
      const { page } = await openWindow(await caseOf(smallCase))
      const layout = writeLayout({ ...defaultLayout, theme, tourSeen: true, changedAt: Date.now() })
      await page.evaluate((text) => localStorage.setItem('hubline-layout', text), layout)
      await page.reload()
      await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
      const rail = page.getByRole('navigation', { name: 'Views' }).getByRole('button')
      const seen: string[] = []
      for (const entry of await rail.all()) {
        await entry.click()
        await page.waitForFunction(
          () => !/Reading [a-z]/.test(document.body.textContent ?? ''),
          undefined,
          {},
        )
        await page.keyboard.press('F1')
        const help = page.getByRole('dialog', { name: 'How to read this view' })
        await help.waitFor()
        seen.push((await help.textContent()) ?? '')
        expect(await violations(page), (await entry.textContent()) ?? '').toEqual([])
        await page.keyboard.press('Escape')
        await help.waitFor({ state: 'detached' })
      }
      expect(seen.length).toBeGreaterThanOrEqual(8)
      expect(new Set(seen).size).toBe(seen.length)
      for (const words of seen) expect(words.length).toBeGreaterThan(200)
    },
  )

  it.each([
    ['Enforcement lead', ['People', 'Map', 'Journeys', 'Profile']],
    ['Reader', ['Map', 'Profile']],
  ] as const)('as %s reads what is open, and of the rest why not and where to go', async (role, open) => {
    const { page, complaints } = await openWindow(await caseOf(smallCase))
    await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
    await page.locator('.top-role').click()
    await page.getByRole('menuitemcheckbox', { name: new RegExp(role) }).click()
    await page.getByRole('button', { name: 'Change role' }).click()
    await page.getByText(`You work as ${role.toLowerCase()}`).waitFor()
    expect(await violations(page)).toEqual([])
    const rail = page.getByRole('navigation', { name: 'Views' }).getByRole('button')
    const seen: string[] = []
    for (const entry of await rail.all()) {
      const isClosed = /not shown to your role/.test((await entry.textContent()) ?? '')
      await entry.click()
      await page.waitForFunction(() => !/Reading [a-z]/.test(document.body.textContent ?? ''))
      if (!isClosed) seen.push((await entry.locator('.rail-words').textContent()) ?? '')
      await expect.poll(() => page.locator('.closed-view').count()).toBe(isClosed ? 1 : 0)
      await expect.poll(() => page.getByRole('alert').count()).toBe(0)
      expect(await violations(page), (await entry.textContent()) ?? '').toEqual([])
    }
    expect(seen).toEqual(open)
    await rail.filter({ hasText: 'Lines' }).click()
    await page.getByRole('region', { name: 'Canvas' }).getByRole('button', { name: 'Profile' }).click()
    await page.getByRole('heading', { name: 'Market profile' }).waitFor()
    expect(complaints.filter((words) => !words.includes('422'))).toEqual([])
  })

  it('at twice the size of a laptop’s screen scrolls down only, and breaks no rule of access', async () => {
    const { page } = await openWindow(await caseOf(smallCase))
    await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
    await page.setViewportSize({ width: 683, height: 384 })
    for (const entry of await page.getByRole('navigation', { name: 'Views' }).getByRole('button').all()) {
      await entry.click()
      await page.waitForFunction(() => !/Reading [a-z]/.test(document.body.textContent ?? ''))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(683)
      expect(await violations(page), (await entry.textContent()) ?? '').toEqual([])
    }
  })
})
