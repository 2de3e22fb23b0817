import type { Page, Request } from 'playwright-core'

/** Which questions that `question` fits the page now shown has asked and not been answered; an answer that it drops counts as given. */
export function unanswered(page: Page, question: RegExp): ReadonlySet<Request> {
  const asked = new Set<Request>()
  page.on('request', (request) => {
    if (question.test(request.url())) asked.add(request)
  })
  page.on('requestfinished', (request) => void asked.delete(request))
  page.on('requestfailed', (request) => void asked.delete(request))
  page.on('framenavigated', () => asked.clear())
  return asked
}
