import { expect, it } from 'vitest'
import { role } from '../../analysis/contract/index.ts'
import { sessionAsText, sessionOfText, undeclaredSession } from '../../analysis/platform/first-session.ts'

it.each(role.options)('the desktop window opens in the declared role: %s', (declared) => {
  const session = {
    person: 'Zoë "Z" O’Hara --case=/x',
    role: declared,
    purpose: 'review; 2026',
    purposeStated: true,
  }
  const text = sessionAsText(session)
  expect(text).toMatch(/^[\w-]+$/)
  expect(sessionOfText(text)).toEqual(session)
})

it('a window without a declared session is undeclared, one with a damaged one is a reader’s', () => {
  expect(sessionOfText('')).toEqual(undeclaredSession())
  const whole = sessionAsText({ ...undeclaredSession(), role: 'police' })
  for (const damaged of [whole.slice(0, -9), 'x', '%%', Buffer.from('{"role":"king"}').toString('base64url')])
    expect(sessionOfText(damaged).role).toBe('reader')
})
