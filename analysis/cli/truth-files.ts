import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedError } from '../platform/errors.ts'

export type TruthRow = Readonly<Record<string, string>>

function cellsOf(line: string): string[] {
  const cells: string[] = []
  for (const [, quoted, bare] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
  return cells
}

/**
 * One table of a synthetic county's truth.
 * @throws ExpectedError `TRUTH_UNREADABLE`
 */
export async function readTruth(folder: string, file: string): Promise<TruthRow[]> {
  const subject = join(folder, file)
  const text = await readFile(subject, 'utf8').catch((cause) => {
    throw new ExpectedError('TRUTH_UNREADABLE', { subject, detail: String(cause.code ?? cause) }, { cause })
  })
  const [header, ...lines] = text.replaceAll('\r', '').trim().split('\n')
  const names = cellsOf(header ?? '')
  return lines.map((line) => {
    const cells = cellsOf(line)
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}
