import { existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { markerPath } from './duckdb/commit-marker.ts'
import { changesPath } from './duckdb/write-ahead-log.ts'

/** The bytes that a case takes on its disk, open or closed. */
export async function bytesOfCase(casePath: string): Promise<number> {
  const sizes = await Promise.all(
    [casePath, changesPath(casePath)].map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Whether a case, or a file left of one, has this path. */
export const isAnyOfCaseAt = (casePath: string): boolean =>
  existsSync(casePath) || existsSync(changesPath(casePath))

/** Renames a case that no process has open, with the files beside it, on the same disk. */
export async function moveCaseFiles(from: string, to: string): Promise<void> {
  // The write-ahead log first: a case without its log can be read, but one beside another case's log would be read wrongly.
  if (existsSync(changesPath(from))) await rename(changesPath(from), changesPath(to))
  if (!existsSync(from)) return
  await rename(from, to)
  // The commit marker belongs to the old case; for the copy that replaces it, it would report losses.
  if (existsSync(markerPath(from))) await rename(markerPath(from), markerPath(to))
}
