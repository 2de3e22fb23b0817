import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { generateCounty } from '../../sample-data/generate/index.ts'
import type { Contract, Session } from '../contract/index.ts'
import { createEngine, defaultApplicationFolder } from '../engine/create-engine.ts'
import { filesOf } from './import.ts'
import { clearStep, showStep, watchProgress } from './progress.ts'

const sample = { name: 'Wendmarsh county', seed: 20250601, size: 'small' } as const

export function sampleCasePath(): string {
  return join(defaultApplicationFolder(), 'cases', `${sample.name}.hubline`)
}

/**
 * Makes the sample case once: generated, imported, washed, its lines found. It is made under another name and renamed
 * when it is whole, so that a start that was broken off leaves no half of one.
 * @returns the case's path
 */
export async function makeSampleCase(session: Session, signal: AbortSignal): Promise<string> {
  const path = sampleCasePath()
  if (existsSync(path)) return path
  const folder = join(defaultApplicationFolder(), 'cases')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const county = await mkdtemp(join(tmpdir(), 'hubline-county-'))
  const making = await mkdtemp(join(folder, '.making-'))
  const unfinished = join(making, basename(path))
  const engine = createEngine({ applicationFolder: making })
  const progress = watchProgress(engine.jobs)
  try {
    await generateCounty({
      seed: sample.seed,
      size: sample.size,
      outDirectory: county,
      signal,
      onProgress: ({ step, done, total }) => showStep('Making the sample county', step, done, total),
    })
    clearStep()
    const details = {
      name: sample.name,
      policy: 'open',
      marking: 'OFFICIAL-SENSITIVE',
      synthetic: true,
    } as const
    await engine.create(unfinished, details, session)
    const client = createRouterClient(engine.router, {
      context: engine.context({ session }),
    }) as unknown as ContractRouterClient<Contract>
    const files = await filesOf(county)
    const provenance = { controller: 'Synthetic: nobody', basis: 'Synthetic data', agreement: 'none needed' }
    await client.sources.import({ sources: files.map((file) => ({ path: file })), provenance }, { signal })
    await client.people.wash({}, { signal })
    await client.lines.find({}, { signal })
    await engine.close()
    await rename(unfinished, path)
    return path
  } finally {
    progress.stop()
    await engine.close()
    await rm(county, { recursive: true, force: true })
    await rm(making, { recursive: true, force: true })
  }
}
