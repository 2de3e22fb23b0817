import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { findElectron } from '../../analysis/cli/electron-program.mjs'
import { patience } from './patience.ts'
import type { StoryWindow } from './stories.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const electronProgram = findElectron(projectFolder)

/** The desktop shell as it is built, in Electron's own program: the engine in its utility process, over its ports. */
export async function openDesktop(casePath?: string): Promise<StoryWindow> {
  const folder = temporaryFolder()
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const shell = await _electron.launch({
    timeout: patience,
    executablePath: electronProgram!,
    args: [
      join(inject('desktopFolder'), 'main.mjs'),
      `--user-data-dir=${join(folder, 'browser')}`,
      ...(casePath ? [`--case=${casePath}`] : []),
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, HUBLINE_HOME: join(folder, 'home') } as Record<string, string>,
  })
  onTestFinished(() => shell.close())
  const complaints: string[] = []
  const page = await shell.firstWindow()
  page.setDefaultTimeout(patience)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.waitForSelector('.frame')
  return { page, complaints }
}
