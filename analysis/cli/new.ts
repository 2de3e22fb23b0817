import { basename, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { type Command, Option } from 'commander'
import { createEngine } from '../app/create-engine.ts'
import { casePolicy } from '../contract/index.ts'
import { type CommonOptions, type Shell, sessionOf, withCommonOptions } from './shell.ts'

interface NewOptions extends CommonOptions {
  policy: 'open' | 'strict'
  name?: string
  marking: string
}

export function addNew(program: Command, shell: Shell): void {
  withCommonOptions(program.command('new').description('create a case').argument('<case>', 'the case file'))
    .addOption(
      new Option('--policy <policy>', 'strict: sources without a lawful basis are never combined')
        .choices(casePolicy.options)
        .default('open'),
    )
    .option('--name <name>', "the case's name (default: the file's)")
    .option('--marking <marking>', 'protective marking', 'OFFICIAL-SENSITIVE')
    .action((path: string, options: NewOptions) =>
      shell.answer(options, async () => {
        const session = sessionOf(options)
        const engine = createEngine()
        try {
          const name = options.name ?? basename(path).replace(/\.hubline$/, '')
          const { policy, marking } = options
          const client = createRouterClient(engine.router, { context: engine.context({ session }) })
          const document = await client.case.create({ path: resolve(path), name, policy, marking })
          return { document, words: `Made ${document.path}` }
        } finally {
          await engine.close()
        }
      }),
    )
}
