import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { tableWords } from './words.ts'

interface CohortOptions extends CommonOptions {
  line?: string
  at?: string
  exact?: boolean
}

export function addCohorts(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('cohorts')
      .description('customers by group: not known, mainstream treatment, programme')
      .argument('<case>'),
  )
    .option('--line <id>', 'only customers of this line (default: all accepted lines)')
    .option('--at <date>', 'groups on this day, e.g. 2025-06-30')
    .option('--exact', 'exact counts, which must not leave the hub (hub and health only)')
    .action((path: string, options: CohortOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const document = await client.people.groups(
            { lineId: options.line, at: options.at, protect: !options.exact },
            { signal },
          )
          const rows = document.groups.map((group) => [group.group, group.count ?? 'suppressed'])
          return { document, words: `At ${document.at}:\n${tableWords(['group', 'people'], rows)}` }
        }),
      ),
    )
}
