import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { tableWords } from './words.ts'

export function addSources(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('sources').description('list every file in the case and its rows').argument('<case>'),
  ).action((path: string, options: CommonOptions) =>
    shell.answer(
      options,
      shell.withCase(path, options, async ({ client, signal }) => {
        const files = await client.sources.list({}, { signal })
        const document = files.map((file) => ({ file: file.name, ...file }))
        const rows = files.map((file) => [
          file.name,
          file.kind,
          file.layout,
          file.rowsRead,
          file.rowsLoaded,
          file.rowsSetAside,
          file.rowsDuplicate,
        ])
        const header = ['file', 'kind', 'layout', 'read', 'loaded', 'set aside', 'duplicate']
        return { document, words: tableWords(header, rows) }
      }),
    ),
  )
}
