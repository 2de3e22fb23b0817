import { afterEach, expect, it, vi } from 'vitest'
import { bugWords } from '../../analysis/server/engine-service.ts'

afterEach(() => vi.unstubAllEnvs())

const failure = () => new TypeError("Could not convert string '07700900123' of Jo Bloggs")

it('a host prints of a failure its class and where it arose, and never its message', () => {
  vi.stubEnv('HUBLINE_ERRORS', '')
  const words = bugWords(failure())
  expect(words).toMatch(/^TypeError\n {4}at failure \(bug-words\.test\.ts:\d+:\d+\)/)
  expect(words).not.toMatch(/07700|Bloggs|\//)
  expect(bugWords('07700900123')).toBe('Error')
})

it('prints it whole where whoever debugs asks for that', () => {
  vi.stubEnv('HUBLINE_ERRORS', 'whole')
  expect(bugWords(failure())).toContain('07700900123')
  expect(bugWords('in words')).toBe('in words')
})
