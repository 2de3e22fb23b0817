import { existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { markerPath } from './duckdb/commit-marker.ts'
import { changesPath } from './duckdb/write-ahead-log.ts'

/** What a case takes on its disk, in bytes, open or not. */
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

/** Whether a case, or what is left of one, bears this name. */
export const isAnyOfCaseAt = (casePath: string): boolean =>
  existsSync(casePath) || existsSync(changesPath(casePath))

/** Gives a case that nobody has open another name on the same disk, with all that lies beside it. */
export async function moveCaseFiles(from: string, to: string): Promise<void> {
  // The log of changes first: a case beside a log that is not its own would be read wrongly, one without its log is not.
  if (existsSync(changesPath(from))) await rename(changesPath(from), changesPath(to))
  if (!existsSync(from)) return
  await rename(from, to)
  // What was acknowledged last belongs to the case that goes; of the copy that comes it would say that much was lost.
  if (existsSync(markerPath(from))) await rename(markerPath(from), markerPath(to))
}
