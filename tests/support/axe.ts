import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page as it stands: one line for each rule broken, with where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe }
    return (await checker.run()).violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`,
    )
  })
}
