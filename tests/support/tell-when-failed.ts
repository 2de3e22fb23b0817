import type { Page, Request } from 'playwright-core'
import { onTestFinished } from 'vitest'

const kept = 60

/** Prints what a page last asked, what of it was never answered, and what it shows, when the test that opened it has failed. */
export function tellWhenFailed(page: Page, complaints: readonly string[]): void {
  const began = Date.now()
  const said: string[] = []
  const open = new Set<Request>()
  const say = (word: string, request: Request) => {
    const { pathname } = new URL(request.url())
    said.push(`${((Date.now() - began) / 1000).toFixed(2)} s  ${word}  ${pathname}`)
    if (said.length > kept) said.shift()
  }
  page.on('request', (request) => {
    open.add(request)
    say('asked', request)
  })
  page.on('response', (response) => say(String(response.status()), response.request()))
  page.on('requestfinished', (request) => {
    open.delete(request)
    say('whole', request)
  })
  page.on('requestfailed', (request) => {
    open.delete(request)
    say(request.failure()?.errorText ?? 'failed', request)
  })
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    const shown = await page
      .locator('body')
      .ariaSnapshot()
      .catch((error: Error) => `it cannot be read: ${error.message}`)
    console.error(
      [
        'The page last asked:',
        ...said,
        'Not answered:',
        ...[...open].map((request) => new URL(request.url()).pathname),
        'It complained of:',
        ...complaints,
        'It shows:',
        shown.slice(0, 6000),
      ].join('\n'),
    )
  })
}
