import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

interface HeldEngine {
  /** The built engine, which starts only while it is not held back. */
  engineEntry: string
  /** Keeps every engine that is launched from now on from starting. */
  hold(): void
  /** Lets it start. */
  letGo(): void
}

/** An engine whose start a test decides, so that what happens before it is certain. */
export function heldEngine(): HeldEngine {
  const folder = temporaryFolder()
  const held = join(folder, 'held')
  const engineEntry = join(folder, 'engine-process.mjs')
  const real = pathToFileURL(join(inject('engineFolder'), 'engine-process.mjs')).href
  writeFileSync(
    engineEntry,
    `import { existsSync } from 'node:fs'
while (existsSync(${JSON.stringify(held)}) && process.connected) await new Promise((done) => setTimeout(done, 20))
await import(${JSON.stringify(real)})
`,
  )
  return { engineEntry, hold: () => writeFileSync(held, ''), letGo: () => rmSync(held, { force: true }) }
}
