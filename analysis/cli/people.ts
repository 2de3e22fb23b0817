import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { tableWords } from './words.ts'

export function addPeople(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('people').description('list each source record and its person').argument('<case>'),
  ).action((path: string, options: CommonOptions) =>
    shell.answer(
      options,
      shell.withCase(path, options, async ({ client, signal }) => {
        const document = await client.people.records({}, { signal })
        const rows = document.map((entry) => [
          entry.source,
          String(entry.row),
          entry.kind,
          entry.recordId,
          entry.person,
        ])
        return { document, words: tableWords(['source', 'row', 'kind', 'record', 'person'], rows) }
      }),
    ),
  )
}
