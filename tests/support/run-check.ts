import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from './temporary-folder.ts'

/** Has one of the project's checks read a folder; the project itself where none is named. */
export function runCheckOn(
  check: string,
  ...folder: readonly string[]
): { status: number | null; stderr: string } {
  const program = join(projectFolder, `tests/${check}.mjs`)
  const { status, stderr } = spawnSync(process.execPath, [program, ...folder], { encoding: 'utf8' })
  return { status, stderr }
}

/**
 * Writes these files into a folder of its own and has one of the project's checks read it.
 * @returns its exit status, and the places that it names
 */
export function runCheck(
  check: string,
  files: Readonly<Record<string, string | Buffer>>,
  prepare?: (folder: string) => void,
): { status: number | null; places: (string | undefined)[] } {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  prepare?.(folder)
  const { status, stderr } = runCheckOn(check, folder)
  const places = stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(': ')[0])
  return { status, places }
}
