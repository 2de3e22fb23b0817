import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildEngine, buildRenderer, bundle, projectFolder } from '../../analysis/cli/build.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    engineFolder: string
    rendererFolder: string
    shellFolder: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('engineFolder', await buildEngine())
  project.provide('rendererFolder', await buildRenderer())
  const shellFolder = join(projectFolder, 'dist', `.shell-tests-${process.pid}-${project.name}`)
  await bundle(shellFolder, {
    'engine-thread': 'tests/support/engine-thread.ts',
    'engine-child': 'tests/support/engine-child.ts',
    'graph-worker': 'analysis/network/graph-worker.ts',
  })
  project.provide('shellFolder', shellFolder)
  return () => rm(shellFolder, { recursive: true, force: true })
}
