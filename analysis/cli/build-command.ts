import type { Command } from 'commander'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'

export function addBuild(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('build').description('build the engine and the window where their sources changed'),
  )
    .option('--desktop', 'also build the desktop shell into dist/desktop, for packaging')
    .action((options: CommonOptions) =>
      shell.answer(options, async () => {
        const { engineFolder, rendererFolder } = shell.places
        return {
          document: { engine: engineFolder, window: rendererFolder },
          words: `${engineFolder}\n${rendererFolder}`,
        }
      }),
    )
}
