import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { patience } from './patience.ts'

/** Takes a folder away, again where a process that is just ending has written into it meanwhile. */
export async function removeFolder(folder: string): Promise<void> {
  for (const until = Date.now() + patience; ; await delay(100))
    try {
      return await rm(folder, { recursive: true, force: true })
    } catch (error) {
      if (Date.now() > until) throw error
    }
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubline-test-'))
  onTestFinished(() => removeFolder(folder))
  return folder
}
