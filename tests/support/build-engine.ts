import type { TestProject } from 'vitest/node'
import { buildEngine } from '../../analysis/cli/build.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    engineFolder: string
    rendererFolder: string
  }
}

export async function setup(project: TestProject): Promise<void> {
  project.provide('engineFolder', await buildEngine())
}
