import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCounty } from '../../sample-data/generate/index.ts'
import type { OpenCase } from '../case/open-case.ts'
import type { CaseDescription, Session } from '../contract/index.ts'
import type { EngineState } from '../engine/question.ts'
import { findLines } from '../lines/find-lines.ts'
import { linkRecords } from '../linkage/link-records.ts'
import { filesOf, importFiles } from '../sources/import-files.ts'
import { wholeSight } from '../visibility/source-kinds.ts'

const sample = { name: 'Wendmarsh county', seed: 20250601, size: 'small' } as const

async function make(engine: EngineState, openCase: OpenCase, session: Session, signal?: AbortSignal) {
  const county = await mkdtemp(join(tmpdir(), 'hubline-county-'))
  try {
    await engine.jobs.run('Writing the sample county', signal, (progress) => {
      let said = ''
      return generateCounty({
        seed: sample.seed,
        size: sample.size,
        outDirectory: county,
        signal: progress.signal,
        onProgress: ({ step, done, total }) => {
          if (step !== said) progress.step(step, total)
          said = step
          progress.advance(done)
        },
      })
    })
    const files = await filesOf(county)
    const provenance = { controller: 'Synthetic: nobody', basis: 'Synthetic data', agreement: 'none needed' }
    await engine.jobs.run(`Loading the sample county: ${files.length} files`, signal, (progress) =>
      importFiles(openCase, { files, provenance, person: session.person }, progress),
    )
  } finally {
    await rm(county, { recursive: true, force: true })
  }
  await engine.jobs.run('Washing people', signal, (progress) => linkRecords(openCase, progress, wholeSight))
  await engine.jobs.run('Finding lines', signal, (progress) => findLines(openCase.database, progress))
}

const placesIn = (applicationFolder: string) => {
  const folder = join(applicationFolder, 'cases')
  const path = join(folder, `${sample.name}.hubline`)
  return { folder, path, mark: `${path}.unfinished` }
}

/** The case of the sample county once it is complete; null before. */
export function finishedSample(applicationFolder: string): string | null {
  const { path, mark } = placesIn(applicationFolder)
  return existsSync(path) && !existsSync(mark) ? path : null
}

/**
 * Opens the sample county in Hubline's own folder and makes what is missing. A marker file beside the case says
 * that it is unfinished. Loading the same files again changes nothing, so an interrupted run simply continues.
 * @throws ExpectedError `CASE_LOCKED`, `DISK_FULL`, `FOLDER_NOT_WRITABLE`; CancelledError, which leaves what is loaded.
 */
export async function openSample(
  engine: EngineState,
  session: Session,
  signal?: AbortSignal,
): Promise<CaseDescription> {
  const { folder, path, mark } = placesIn(engine.applicationFolder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) await writeFile(mark, '')
  const openCase = existsSync(path)
    ? await engine.open(path, session)
    : await engine.create(
        path,
        { name: sample.name, policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true },
        session,
      )
  if (existsSync(mark)) {
    await make(engine, openCase, session, signal)
    await rm(mark, { force: true })
  }
  return openCase.describe(session)
}
