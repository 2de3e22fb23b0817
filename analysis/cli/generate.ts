import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type CountySize, generateCounty } from '../../sample-data/generate/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { showStep } from './progress.ts'
import { type CommonOptions, type Shell, wholeNumber, withCommonOptions } from './shell.ts'
import { counted } from './words.ts'

interface GenerateOptions extends CommonOptions {
  seed: number
  size: CountySize
  out: string
}

export function addGenerate(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('generate').description('generate a synthetic county: source files and their truth'),
  )
    .requiredOption('--seed <number>', 'the same seed gives the same bytes', wholeNumber)
    .addOption(
      new Option('--size <size>', 'how large').choices(['small', 'county', 'region']).makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'where to write; the truth goes to its folder "truth"')
    .action((options: GenerateOptions) =>
      shell.answer(options, async () => {
        const folder = resolve(options.out)
        try {
          const made = await generateCounty({
            seed: options.seed,
            size: options.size,
            outDirectory: folder,
            signal: shell.signal,
            onProgress: ({ step, done, total }) => showStep('Synthetic county', step, done, total),
          })
          const words = `${counted(made.files, 'file')} with ${counted(made.events, 'event')} in ${folder}, in ${made.seconds.toFixed(1)} s.`
          return { document: { folder, ...made }, words }
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
            throw new ExpectedError(
              'FOLDER_NOT_WRITABLE',
              { subject: folder, detail: code },
              { cause: error },
            )
          if (code === 'ENOSPC') throw new ExpectedError('DISK_FULL', { subject: folder }, { cause: error })
          throw error
        }
      }),
    )
}
