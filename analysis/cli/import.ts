import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { type ImportResult, type Mapping, mapping, type SourceKind, sourceKind } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { filesOf as filesIn } from '../sources/import-files.ts'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { tableWords } from './words.ts'

interface ImportOptions extends CommonOptions {
  as?: SourceKind
  mapping?: string
  controller?: string
  basis?: string
  agreement?: string
  handling?: string
  retainUntil?: string
}

const largestMapping = 1_000_000

async function readMapping(path: string): Promise<Mapping> {
  const found = await stat(path).catch((cause) => {
    throw new ExpectedError('FILE_NOT_FOUND', { subject: path, remedy: 'Check the path.' }, { cause })
  })
  const invalid = (detail: string, cause?: unknown) =>
    new ExpectedError(
      'MAPPING_INVALID',
      { subject: path, detail, remedy: 'Save the mapping again from the window, or correct what is named.' },
      { cause },
    )
  if (!found.isFile() || found.size > largestMapping)
    throw invalid('it is not a mapping: not a file, or too large')
  const text = new TextDecoder(undefined, { ignoreBOM: false }).decode(await readFile(path))
  let tree: unknown
  try {
    tree = JSON.parse(text)
  } catch (cause) {
    throw invalid(`its JSON breaks off or is damaged (${(cause as Error).message})`, cause)
  }
  const read = mapping.safeParse(tree)
  if (!read.success) throw invalid(z.prettifyError(read.error).replaceAll(/\s+/g, ' '), read.error)
  return read.data
}

/** The files of a folder and its subfolders, in order of name; a folder named `truth` is left out. */
export const filesOf = async (path: string): Promise<string[]> =>
  (await filesIn(path)).map((file) => file.path)

function importWords(results: readonly ImportResult[]): string {
  const rows = results.map((result) => [
    result.file,
    result.kind ?? 'unknown',
    result.rowsRead,
    result.rowsLoaded,
    result.rowsSetAside,
    result.rowsDuplicate,
    result.error ? `${result.error.code}: ${result.error.message}` : '',
  ])
  const table = tableWords(['file', 'kind', 'read', 'loaded', 'set aside', 'duplicate', ''], rows)
  const notes = results.flatMap(({ file, notes: said }) =>
    (said ?? []).map(({ detail }) => `${file}: ${detail}`),
  )
  return notes.length > 0 ? `${table}\n\n${notes.join('\n')}` : table
}

export function addImport(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('import')
      .description('load files or folders; each file is its own transaction')
      .argument('<case>')
      .argument('<paths...>'),
  )
    .addOption(new Option('--as <kind>', 'what they are (default: recognised)').choices(sourceKind.options))
    .option('--mapping <file>', 'which column is which, as JSON')
    .option('--controller <name>', 'who controls the data')
    .option('--basis <text>', 'the lawful basis')
    .option('--agreement <text>', 'the sharing agreement')
    .option('--handling <text>', 'handling conditions')
    .option('--retain-until <date>', 'when it must be removed')
    .action((casePath: string, paths: string[], options: ImportOptions) =>
      shell.answer(
        options,
        shell.withCase(casePath, options, async ({ client, signal }) => {
          const chosen = options.mapping ? await readMapping(options.mapping) : undefined
          const { controller, basis, agreement, handling, retainUntil } = options
          const document = await client.sources.import(
            {
              sources: paths.map((path) => ({ path: resolve(path) })),
              kind: options.as,
              mapping: chosen,
              provenance: { controller, basis, agreement, handling, retainUntil },
            },
            { signal },
          )
          return {
            document,
            words: importWords(document),
            failed: document.some((result) => result.error),
          }
        }),
      ),
    )
}
