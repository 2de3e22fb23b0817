import { engineClient } from '../server/engine-client.ts'
import type { Workbench } from '../server/serve.ts'
import { watchProgress } from './progress.ts'
import { readFailure } from './shell.ts'

/** Reports that the sample county, which the engine opened at its start, is ready. */
export async function announceSample({ host }: Workbench): Promise<void> {
  if (!(await host.ready(60_000))) return
  const description = await engineClient(host, 'start').case.describe({})
  if (description) process.stderr.write(`${description.name} is ready.\n`)
}

/** Makes or completes the sample county in the running engine; the window shows the progress. */
export async function openSampleCounty({ host }: Workbench, signal: AbortSignal): Promise<void> {
  if (!(await host.ready(60_000))) return
  const client = engineClient(host, 'start')
  const progress = watchProgress({ watch: (ending) => client.jobs.watch({}, { signal: ending }) })
  try {
    const { name } = await client.sample.open({}, { signal })
    progress.stop()
    process.stderr.write(`${name} is ready.\n`)
  } catch (error) {
    if (signal.aborted) return
    const { code, message } = readFailure(error)
    process.stderr.write(
      code === 'CANCELLED'
        ? 'The sample county was left unfinished; the next start goes on with it.\n'
        : `The sample county could not be made: ${message}\n`,
    )
  } finally {
    progress.stop()
  }
}
