import { spawn } from 'node:child_process'

const script = `
const { createRequire } = require('node:module')
const { DuckDBInstance } = createRequire(process.argv[1])('@duckdb/node-api')
DuckDBInstance.create(process.argv[2], { access_mode: 'READ_ONLY' }).then(() => process.exit(0), () => process.exit(0))`

/** Signals of a crash; a kill from outside proves nothing. */
const ownEndings: readonly (NodeJS.Signals | null)[] = [
  'SIGABRT',
  'SIGSEGV',
  'SIGBUS',
  'SIGILL',
  'SIGFPE',
  'SIGTRAP',
]

/**
 * Whether opening this case crashes the process. A separate process tries it, read-only.
 * Where none can be started (the packaged shell), two unfinished openings count as proof.
 */
export async function endsTheProcess(casePath: string, unfinishedOpenings: number): Promise<boolean> {
  if (process.versions.electron) return unfinishedOpenings >= 2
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', script, import.meta.url, casePath], { stdio: 'ignore' })
    child.once('error', () => resolve(unfinishedOpenings >= 2))
    child.once('exit', (status, signal) => resolve(ownEndings.includes(signal) || (status ?? 0) !== 0))
  })
}
