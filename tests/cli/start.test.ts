import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('start says the address before the sample county is there, and goes on with one that was broken off', async () => {
  const folder = temporaryFolder()
  const environment = { HUBLINE_HOME: join(folder, 'home'), HUBLINE_BROWSER: join(folder, 'no-browser') }
  const startUntil = async (pattern: RegExp) => {
    let isSent = false
    const result = await runCommand(['start'], {
      cwd: folder,
      environment,
      onMessage: (words, child) => {
        if (isSent || !pattern.test(words)) return
        isSent = true
        child.kill('SIGINT')
      },
    })
    expect(isSent).toBe(true)
    expect(result.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\?token=[0-9a-f]{64}\n$/)
    expect(result.status).toBe(0)
    return result
  }
  const broken = await startUntil(/EXH-\d+\.xlsx: loading/)
  expect(broken.messages).not.toContain('is ready')
  const whole = join(folder, 'home', 'cases', 'Wendmarsh county.hubline')
  const loaded = await runCommand(['sources', whole, '--json'], { environment })
  expect(loaded.status).toBe(0)
  const gone = await startUntil(/Wendmarsh county is ready/)
  expect(gone.messages).not.toMatch(/could not be made|bug /)
  const lines = await runCommand(['lines', whole, '--json'], { environment })
  expect(lines.json<unknown[]>().length).toBeGreaterThan(0)
})
