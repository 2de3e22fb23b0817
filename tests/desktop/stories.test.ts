import { join } from 'node:path'
import { describe, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { electronProgram, openDesktop } from '../support/desktop-window.ts'
import { stories } from '../support/stories.ts'
import { caseOf } from '../support/window.ts'

describe.skipIf(!electronProgram)('the desktop window', () => {
  it.each(stories)('$name', async ({ opensWith, tell }) => {
    const casePath =
      opensWith === 'small' ? await caseOf(join(projectFolder, 'sample-data/small')) : undefined
    await tell(await openDesktop(casePath))
  })
})
