import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'

const small = join(import.meta.dirname, '../../sample-data/small')

async function answers(): Promise<{ file: string; read: number; kept: number }[]> {
  const text = await readFile(join(small, 'ANSWERS.md'), 'utf8')
  const lines = text.slice(text.indexOf('## Rows'), text.indexOf('## Numbers')).split('\n')
  return lines
    .filter((line) => /^\| \w+\//.test(line))
    .map((line) => {
      const [, file, read, loaded, aside, duplicate] = line.split('|').map((cell) => cell.trim())
      return { file: file!, read: Number(read), kept: Number(loaded) + Number(aside) + Number(duplicate) }
    })
}

describe('the small case', () => {
  it('has as many rows as its answers say, and the answers add up', async () => {
    const table = await answers()
    expect(table).toHaveLength(11)
    for (const answer of table) {
      const [file, sheetName] = answer.file.split(', ') as [string, string | undefined]
      const bytes = await readFile(join(small, file))
      const rows = sheetName
        ? (await readXlsx(new Uint8Array(bytes))).sheets.find((sheet) => sheet.name === sheetName)!.rows
            .length - 2
        : parseCsv(bytes.toString('utf8')).length - 1
      expect({ file: answer.file, rows }).toEqual({ file: answer.file, rows: answer.read })
      expect(answer.kept).toBe(answer.read)
    }
  })
})
