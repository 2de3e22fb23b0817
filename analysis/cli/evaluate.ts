import { resolve } from 'node:path'
import type { Command } from 'commander'
import { askedBeside } from '../engine/question.ts'
import { evaluatePeople } from '../linkage/evaluate.ts'
import { auditEditions } from '../profile/audit-editions.ts'
import { evaluateLines } from './evaluate-lines.ts'
import { evaluateRelease } from './evaluate-release.ts'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'
import { type Cell, tableWords } from './words.ts'

interface EvaluateOptions extends CommonOptions {
  truth: string
  release?: string
}

export function addEvaluate(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('evaluate')
      .description('compare results with the truth of a synthetic county')
      .argument('<case>'),
  )
    .requiredOption('--truth <folder>', 'the folder "truth" of the county')
    .option('--release <folder>', 'a written profile, searched for every identifier of the truth')
    .action((path: string, options: EvaluateOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, engine, session, signal }) => {
          await askedBeside(engine.context({ session }), {
            question: 'evaluate',
            capability: 'asksFreeQueries',
          })
          const truth = resolve(options.truth)
          const described = await client.case.describe({}, { signal })
          if (!described?.fresh.wash) await client.people.wash({}, { signal })
          if (!described?.fresh.lines) await client.lines.find({}, { signal })
          const { lines: found } = await client.lines.candidates({}, { signal })
          const { lines, customers, succession } = await evaluateLines(found, truth)
          const people = await evaluatePeople(engine.current()!, truth)
          const profile = options.release ? await evaluateRelease(resolve(options.release), truth) : undefined
          const editions = await auditEditions(engine.current()!)
          const { pairwise } = people
          const rows: Cell[][] = [
            ['deal lines', lines.precision, lines.recall, `${lines.lookAlikesAccepted} look-alikes accepted`],
            ['customers', customers.precision, customers.recall, ''],
            ['changes of number', succession.precision, succession.recall, ''],
            ['people, pairwise', pairwise.precision, pairwise.recall, `F1 ${pairwise.f1.toFixed(4)}`],
            ['three groups', people.groups.agreement, null, 'share of numbers in their true group'],
          ]
          if (editions.editions > 0)
            rows.push([
              'cells recovered',
              editions.cellsRecovered,
              null,
              `of ${editions.cellsAttacked} attacked in ${editions.editions} editions`,
            ])
          if (profile) rows.push(['identifiers leaked', profile.identifiersLeaked, null, ''])
          const words = tableWords(['what', 'precision', 'recall', ''], rows)
          return { document: { lines, customers, succession, people, profile, editions }, words }
        }),
      ),
    )
}
