import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { tableWords } from './words.ts'

interface JourneyOptions extends CommonOptions {
  from?: string
  to?: string
  exact?: boolean
}

export function addJourneys(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('journeys')
      .description('from arrest through drug test to treatment: people at each step')
      .argument('<case>'),
  )
    .option('--from <date>', 'arrests from this day; with --to')
    .option('--to <date>', 'arrests to this day; with --from')
    .option('--exact', 'exact counts, which must not leave the hub (hub and health only)')
    .action((path: string, options: JourneyOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const range = options.from && options.to ? { from: options.from, to: options.to } : undefined
          const document = await client.journeys.funnel({ range, protect: !options.exact }, { signal })
          for (const note of document.notes) process.stderr.write(`${note}\n`)
          const rows = document.steps.map((step) => [
            step.words,
            step.people ?? 'not shown',
            step.of ? (step.ofPeople ?? 'not shown') : '',
            step.medianDays ?? '',
            step.notYet ?? '',
          ])
          const heading = document.range
            ? `Arrests from ${document.range.from} to ${document.range.to}; treatment is known until ${document.observedUntil ?? 'no day'}.`
            : 'Nobody to follow.'
          return {
            document,
            words: `${heading}\n${tableWords(['step', 'people', 'of', 'median days', 'too early to say'], rows)}`,
          }
        }),
      ),
    )
}
