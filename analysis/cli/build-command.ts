import type { Command } from 'commander'
import { faultsOfKinds } from '../kinds/check-kinds.ts'
import { foreseenKinds, readKinds } from '../kinds/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'

export function addBuild(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('build').description('build the engine and the window where their sources changed'),
  )
    .option('--desktop', 'also build the desktop shell into dist/desktop, for packaging')
    .action((options: CommonOptions) =>
      shell.answer(options, async () => {
        const faults = faultsOfKinds([...readKinds, ...foreseenKinds])
        if (faults.length > 0)
          throw new ExpectedError('INPUT_INVALID', {
            subject: 'analysis/kinds',
            detail: faults.join(' '),
            remedy: 'Correct the declaration, then build again.',
          })
        const { engineFolder, rendererFolder } = shell.places
        return {
          document: { engine: engineFolder, window: rendererFolder },
          words: `${engineFolder}\n${rendererFolder}`,
        }
      }),
    )
}
