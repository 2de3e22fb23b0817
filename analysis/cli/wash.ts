import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { counted } from './words.ts'

export function addLinkage(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('wash').description('find which records are about one person').argument('<case>'),
  ).action((path: string, options: CommonOptions) =>
    shell.answer(
      options,
      shell.withCase(path, options, async ({ client, signal }) => {
        const document = await client.people.wash({}, { signal })
        const words = `${counted(document.records, 'record')} are about ${counted(document.persons, 'person', 'people')}: ${counted(
          document.pairsCompared,
          'pair',
        )} compared, ${counted(document.pairsLinked, 'pair')} linked, ${document.forReview} for review, in ${document.seconds.toFixed(1)} s.`
        return { document, words }
      }),
    ),
  )
}
