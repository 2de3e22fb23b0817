import { join } from 'node:path'
import { describe, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { startWindow } from '../support/start-window.ts'
import { type StoryWindow, stories } from '../support/stories.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseOf } from '../support/window.ts'

/** What `npm start` opens by itself where there is no Electron. */
async function openAppWindow(casePath?: string): Promise<StoryWindow> {
  const home = join(temporaryFolder(), 'home')
  const page = await (await startWindow(casePath ? [casePath] : [], { HUBLINE_HOME: home })).page()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

describe('the browser’s app window', () => {
  it.each(stories)('$name', async ({ opensWith, tell }) => {
    const casePath =
      opensWith === 'small' ? await caseOf(join(projectFolder, 'sample-data/small')) : undefined
    await tell(await openAppWindow(casePath))
  })
})
