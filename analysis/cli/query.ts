import { tableFromIPC } from 'apache-arrow'
import type { Command } from 'commander'
import type { Table } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type CommonOptions, type Shell, wholeNumber, withCommonOptions } from './shell.ts'
import { type Cell, counted, tableWords } from './words.ts'

interface QueryOptions extends CommonOptions {
  limit: number
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (ArrayBuffer.isView(value)) return String(value)
  if (typeof value === 'object' && value !== null && 'toJSON' in value)
    return plain((value as { toJSON(): unknown }).toJSON())
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]))
  return value
}

/** An Arrow table as plain objects: dates and instants in ISO form, integers beyond 2^53 as text. */
async function plainRows(table: Table): Promise<Record<string, unknown>[]> {
  const arrow = tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
  const columns = arrow.schema.fields.map((field, index) => ({
    name: field.name,
    type: String(field.type),
    vector: arrow.getChildAt(index)!,
  }))
  return Array.from({ length: arrow.numRows }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, type, vector }) => {
        try {
          const value: unknown = vector.get(row)
          if (value !== null && /^Date/.test(type))
            return [name, new Date(Number(value)).toISOString().slice(0, 10)]
          if (value !== null && /^Timestamp/.test(type)) return [name, new Date(Number(value)).toISOString()]
          return [name, plain(value)]
        } catch (error) {
          // An infinite or far away date: neither Arrow's numbers nor a Date can hold it.
          if (!(error instanceof RangeError || error instanceof TypeError)) throw error
          throw new ExpectedError('INPUT_INVALID', {
            subject: name,
            detail: `row ${row + 1} holds a value that cannot be written here, such as an infinite date`,
            remedy: 'Cast the column to varchar.',
          })
        }
      }),
    ),
  )
}

export function addQuery(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('query')
      .description('one read-only SELECT, for the role hub; logged')
      .argument('<case>')
      .argument('<sql>'),
  )
    .option('--limit <rows>', 'at most this many rows', wholeNumber, 10_000)
    .action((path: string, text: string, options: QueryOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const table = await client.query.select({ sql: text, limit: options.limit }, { signal })
          const document = await plainRows(table)
          const header = Object.keys(document[0] ?? {})
          const rows = document.map((row) =>
            header.map((name): Cell => {
              const value = row[name]
              return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)
            }),
          )
          const words = header.length > 0 ? tableWords(header, rows) : 'No rows.'
          return { document, words: `${words}\n${counted(document.length, 'row')}` }
        }),
      ),
    )
}
