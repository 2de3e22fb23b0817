import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'

/** A window that a host opened: the same page, whatever carries its questions. */
export interface StoryWindow {
  page: Page
  /** What the browser complained of since it could be heard. */
  complaints: string[]
}

interface Story {
  name: string
  /** `small`: the case of `sample-data/small`; `none`: as a new user opens it. */
  opensWith: 'none' | 'small'
  tell(window: StoryWindow): Promise<void>
}

const go = (page: Page, job: string) =>
  page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(job) })
    .click()

const settled = (page: Page) =>
  page.waitForFunction(() => !/Reading [a-z]/.test(document.body.textContent ?? ''))

async function checked({ page, complaints }: StoryWindow): Promise<void> {
  await settled(page)
  expect(await violations(page)).toEqual([])
  expect(complaints).toEqual([])
}

/** What a user does, told once and done in every window that Hubline has. */
export const stories: readonly Story[] = [
  {
    name: 'shows a new user the sample county by itself, and what to do first',
    opensWith: 'none',
    async tell(window) {
      const { page } = window
      const ends = page.getByRole('region', { name: 'Where to go' })
      await ends.waitFor()
      await page
        .getByText(/[1-9]\d* proposed/)
        .first()
        .waitFor()
      await expect
        .poll(() => page.getByRole('heading', { level: 1 }).first().textContent())
        .toMatch(/Wendmarsh/)
      await page.getByText('OFFICIAL').first().waitFor()
    },
  },
  {
    name: 'opens the small case with its marking, and a line with its reasons and the rows behind them',
    opensWith: 'small',
    async tell(window) {
      const { page } = window
      await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
      await go(page, 'Lines')
      const lines = page.getByRole('grid', { name: 'Candidate lines' })
      await lines.getByRole('row').nth(1).click()
      await page.getByRole('heading', { name: 'Why it is here' }).waitFor()
      await checked(window)
      const customers = lines
        .getByRole('row')
        .nth(1)
        .getByRole('button', { name: /customers of/ })
      await customers.click()
      const rows = page.getByRole('dialog', { name: /^customers of/i })
      await rows.getByRole('grid').waitFor()
      await expect.poll(() => rows.getByRole('row').count()).toBeGreaterThan(1)
      await page.keyboard.press('Escape')
    },
  },
  {
    name: 'draws the network round a line, and lists it for the keyboard',
    opensWith: 'small',
    async tell(window) {
      const { page } = window
      await go(page, 'Lines')
      await page.getByRole('grid', { name: 'Candidate lines' }).getByRole('row').nth(1).click()
      await page.getByRole('heading', { name: 'Why it is here' }).waitFor()
      await go(page, 'Network')
      await page.getByRole('heading', { level: 1, name: /^Around / }).waitFor()
      await page.locator('.network-drawing canvas').first().waitFor()
      await checked(window)
    },
  },
  {
    name: 'drafts the profile, with its figures protected',
    opensWith: 'small',
    async tell(window) {
      const { page } = window
      await go(page, 'Profile')
      await page.getByRole('heading', { name: /Summary/ }).waitFor()
      await checked(window)
    },
  },
  {
    name: 'holds no part of Node, opens no window, reaches no other address, and counts what was refused',
    opensWith: 'small',
    async tell({ page }) {
      await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
      await go(page, 'Audit')
      const network = page.locator('.section').filter({ hasText: 'Tried and refused' })
      const count = async () =>
        Number(/refused([\d,]+) request/.exec((await network.textContent()) ?? '')?.[1])
      await network.waitFor()
      await expect.poll(count).not.toBeNaN()
      const before = await count()
      const reached = await page.evaluate(async () => {
        const named = globalThis as unknown as Record<string, unknown>
        const other = await fetch('http://203.0.113.7/').then(
          () => 'answered',
          () => 'refused',
        )
        const opened = window.open('http://203.0.113.7/', '_blank', 'noopener')
        return { node: [typeof named.require, typeof named.process, typeof named.Buffer], other, opened }
      })
      expect(reached).toEqual({
        node: ['undefined', 'undefined', 'undefined'],
        other: 'refused',
        opened: null,
      })
      await expect.poll(count).toBeGreaterThanOrEqual(before + 1)
      await expect.poll(() => network.textContent()).toContain('Nothing')
    },
  },
]
