import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { counted, tableWords } from './words.ts'

export function addLines(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('lines').description('deal lines, best first, with their reasons').argument('<case>'),
  )
    .option('--again', 'search again even if nothing has changed')
    .action((path: string, options: CommonOptions & { again?: boolean }) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const described = await client.case.describe({}, { signal })
          if (options.again || !described?.fresh.lines) await client.lines.find({}, { signal })
          const { lines, threshold } = await client.lines.candidates({}, { signal })
          const rows = lines.map((line) => [
            line.line,
            line.score,
            line.accepted ? 'accepted' : '',
            line.numbers.at(-1) ?? '',
            line.customers.length,
            line.reasons
              .slice(0, 3)
              .map((reason) => reason.feature)
              .join(', '),
          ])
          const header = ['line', 'score', '', 'number now', 'customers', 'strongest reasons']
          const closing = `${counted(lines.filter((line) => line.accepted).length, 'line')} accepted at ${threshold}.`
          return { document: lines, words: `${tableWords(header, rows)}\n${closing}` }
        }),
      ),
    )
}
