import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type CaseContent, contentOfCopy } from '../case/copy-content.ts'
import { storeMessage } from '../case/store.ts'
import { CancelledError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'

const chunkBytes = 4 * 1024 * 1024

/** The SHA-256 of a file that no process has open. @throws CancelledError, and errors of the file system. */
export async function digestOf(
  path: string,
  progress: JobProgress,
): Promise<{ sha256: string; sizeBytes: number }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    progress.step('Reading the copy again', size)
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let done = 0
    for (;;) {
      throwIfCancelled(progress.signal)
      const { bytesRead } = await file.read(chunk, 0, chunkBytes)
      if (bytesRead === 0) break
      hash.update(chunk.subarray(0, bytesRead))
      done += bytesRead
      progress.advance(done)
    }
    return { sha256: hash.digest('hex'), sizeBytes: done }
  } finally {
    await file.close()
  }
}

/** How a copy differs from the case, one sentence for each difference. */
function contentDifferences(expected: CaseContent, found: CaseContent): string[] {
  const problems: string[] = []
  const there = new Map(found.tables.map((table) => [table.name, table]))
  for (const table of expected.tables) {
    const copied = there.get(table.name)
    if (!copied) problems.push(`The table ${table.name} is missing`)
    else if (copied.rows !== table.rows)
      problems.push(`The table ${table.name} has ${copied.rows} rows instead of ${table.rows}`)
    else if (copied.fingerprint !== table.fingerprint)
      problems.push(`The table ${table.name} has other values than the case`)
  }
  if (found.log.head !== expected.log.head) problems.push('The log ends with another entry')
  if (found.dataVersion !== expected.dataVersion) problems.push('The data version differs')
  return problems
}

/** Reads the finished copy and compares it with the case. @returns one sentence for each problem, including an unreadable copy. @throws CancelledError */
export async function checkAgainst(
  expected: CaseContent,
  path: string,
  progress: JobProgress,
): Promise<string[]> {
  try {
    return contentDifferences(expected, await contentOfCopy(path, progress))
  } catch (error) {
    if (error instanceof CancelledError) throw error
    return [`The copy cannot be read: ${storeMessage(error)}`]
  }
}
