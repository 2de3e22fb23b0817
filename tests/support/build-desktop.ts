import type { TestProject } from 'vitest/node'
import { buildShell, projectFolder } from '../../analysis/cli/build.mjs'
import { findElectron } from '../../analysis/cli/electron-program.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    desktopFolder: string
  }
}

export async function setup(project: TestProject): Promise<void> {
  if (findElectron(projectFolder)) project.provide('desktopFolder', await buildShell())
  else
    process.stderr.write(
      'desktop: skipped, Electron’s program is not on this machine ("npx install-electron" fetches it)\n',
    )
}
