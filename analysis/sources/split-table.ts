import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { TextTable } from './read-table.ts'
import { splitRecords } from './split-records.ts'

const heldBytes = 1024 * 1024

/**
 * The table with its records split from each other: those that can be read in a file of their own, the others set aside with their lines.
 * @throws CancelledError
 */
export async function splitTable(
  table: TextTable,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<TextTable> {
  const [path, lostPath] = [join(folder, 'records'), join(folder, 'lost.json')]
  const lostFile = openSync(lostPath, 'w', 0o600)
  let held: string[] = []
  let size = 0
  let lost = 0
  const flush = () => {
    writeSync(lostFile, held.join(''))
    held = []
    size = 0
  }
  try {
    const records = await splitRecords(table.path, path, {
      delimiter: table.delimiter,
      skippedLines: table.skippedLines,
      columns: table.headers.length,
      signal,
      onLost: (one) => {
        const line = `${JSON.stringify(one)}\n`
        held.push(line)
        size += line.length
        lost += 1
        if (size > heldBytes) flush()
      },
    })
    flush()
    return { ...table, split: { path, lostPath: lost > 0 ? lostPath : null, records } }
  } finally {
    closeSync(lostFile)
  }
}
