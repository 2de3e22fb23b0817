import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { counted } from './words.ts'

export function addVerify(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('verify')
      .description('read the whole case: its tables, the rows of every file, the chain of its log')
      .argument('<case>'),
  ).action((path: string, options: CommonOptions) =>
    shell.answer(
      options,
      shell.withCase(path, options, async ({ client, signal }) => {
        const document = await client.sources.verify({}, { signal })
        const words = document.ok
          ? `Whole: ${counted(document.files, 'file')} with ${counted(document.rowsRead, 'row')} read, ${counted(document.tables.length, 'table')} and ${counted(document.logEntries, 'log entry', 'log entries')} checked.`
          : document.problems.map((problem) => `${problem}.`).join('\n')
        return { document, words, failed: !document.ok }
      }),
    ),
  )
}
