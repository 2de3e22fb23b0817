import { type Command, Option } from 'commander'
import { type NetworkMetric, type NetworkUnit, networkMetric, networkUnit } from '../contract/index.ts'
import { type CommonOptions, type Shell, wholeNumber, withCommonOptions } from './shell.ts'
import { counted, tableWords } from './words.ts'

interface NetworkOptions extends CommonOptions {
  metric: NetworkMetric
  nodes: NetworkUnit
  line?: string
  person?: string
  number?: string
  from?: string
  to?: string
  seed: number
}

const shownInWords = 50
const [beforeEverything, afterEverything] = ['0001-01-01', '9999-12-31']

export function addNetwork(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('network')
      .description('one network measure for every number or person, highest first')
      .argument('<case>'),
  )
    .addOption(
      new Option('--metric <metric>', 'what to measure').choices(networkMetric.options).makeOptionMandatory(),
    )
    .addOption(
      new Option('--nodes <unit>', 'telephone numbers, or the people they were washed to')
        .choices(networkUnit.options)
        .default('numbers'),
    )
    .option('--line <id>', 'only the network round one line')
    .option('--person <id>', 'only the network round one person')
    .option('--number <e164>', 'only the network round one number')
    .option('--from <date>', 'from this day on')
    .option('--to <date>', 'up to this day')
    .option('--seed <number>', 'for communities and samples', wholeNumber, 1)
    .action((path: string, options: NetworkOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const isDated = options.from !== undefined || options.to !== undefined
          const found = await client.network.measure(
            {
              metric: options.metric,
              unit: options.nodes,
              lineId: options.line,
              person: options.person,
              number: options.number,
              seed: options.seed,
              range: isDated
                ? { from: options.from ?? beforeEverything, to: options.to ?? afterEverything }
                : undefined,
            },
            { signal },
          )
          const size = `${counted(found.nodes, 'node')}, ${counted(found.edges, 'contact')}, ${counted(found.components, 'part')}.`
          const said = [
            found.method,
            ...(found.errorBound === null ? [] : [`Off by at most ${found.errorBound} (19 times in 20).`]),
            ...(found.modularity === null ? [] : [`Modularity ${found.modularity.toFixed(4)}.`]),
            ...found.notes,
          ]
          process.stderr.write(`${size} ${said.join(' ')}\n`)
          const rows = found.values.slice(0, shownInWords).map(({ node, value }) => [node, value])
          return { document: found.values, words: tableWords(['node', options.metric], rows) }
        }),
      ),
    )
}
