import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'

export type Cell = string | number

type CsvWriter = {
  row: (cells: readonly Cell[]) => Promise<void>
  raw: (text: string) => Promise<void>
  close: () => Promise<void>
  rows: () => number
}

export async function openCsv(path: string, delimiter = ','): Promise<CsvWriter> {
  await mkdir(dirname(path), { recursive: true })
  const stream = createWriteStream(path, { highWaterMark: 1 << 20 })
  const mustQuote = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`)
  const quoted = (cell: Cell): string => {
    const text = String(cell)
    return mustQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  let pending: string[] = []
  let rows = 0
  const flush = async (): Promise<void> => {
    const text = pending.join('')
    pending = []
    if (!stream.write(text)) await new Promise<void>((resolve) => stream.once('drain', resolve))
  }
  const raw = async (text: string): Promise<void> => {
    pending.push(text)
    if (pending.length >= 4096) await flush()
  }
  return {
    raw,
    row: (cells) => {
      rows += 1
      return raw(`${cells.map(quoted).join(delimiter)}\r\n`)
    },
    rows: () => rows,
    close: async () => {
      await flush()
      stream.end()
      await finished(stream)
    },
  }
}

export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  delimiter = ',',
): Promise<number> {
  const writer = await openCsv(path, delimiter)
  await writer.row(header)
  for (const row of rows) await writer.row(row)
  await writer.close()
  return writer.rows() - 1
}
