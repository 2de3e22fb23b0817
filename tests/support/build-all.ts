import type { TestProject } from 'vitest/node'
import { buildEngine, buildRenderer } from '../../analysis/cli/build.mjs'

export async function setup(project: TestProject): Promise<void> {
  project.provide('engineFolder', await buildEngine())
  project.provide('rendererFolder', await buildRenderer())
}
