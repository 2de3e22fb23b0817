import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ExpectedError } from '../platform/errors.ts'
import { withoutCase } from './copies.ts'
import {
  type Answer,
  type CommandContext,
  type CommonOptions,
  type Shell,
  withCommonOptions,
} from './shell.ts'
import { counted } from './words.ts'

interface DiagnosticsOptions extends CommonOptions {
  out: string
  show?: boolean
}

async function saveBundle(
  { client, signal }: Pick<CommandContext, 'client' | 'signal'>,
  out: string,
  isOnlyShown: boolean,
): Promise<Answer> {
  const bundle = await client.diagnostics.show({}, { signal })
  const list = bundle.files.map(({ file, says, text }) =>
    isOnlyShown ? `--- ${file}: ${says}\n${text}` : `  ${file}: ${says}`,
  )
  const searched =
    bundle.searchedFor === null
      ? 'No case was open to search it for.'
      : `It was searched for ${counted(bundle.searchedFor, 'identifier')} of the case: none is in it.`
  if (isOnlyShown) return { document: bundle, words: [...list, `${searched} Nothing was saved.`].join('\n') }
  const saved = await client.diagnostics.save({ digest: bundle.digest }, { signal })
  await writeFile(out, new Uint8Array(await saved.bytes.arrayBuffer()), { flag: 'wx', mode: 0o600 }).catch(
    (cause) => {
      const { code } = cause as NodeJS.ErrnoException
      if (code === 'EEXIST')
        throw new ExpectedError(
          'CASE_ALREADY_EXISTS',
          { subject: out, remedy: 'Choose another name.' },
          { cause },
        )
      throw new ExpectedError('FOLDER_NOT_WRITABLE', { subject: out, detail: code }, { cause })
    },
  )
  const { files: _, ...rest } = bundle
  return {
    document: { ...rest, path: out, files: bundle.files.map(({ file, says }) => ({ file, says })) },
    words: [`Saved ${out}:`, ...list, searched].join('\n'),
  }
}

export function addDiagnostics(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('diagnostics')
      .description('save versions, sizes, timings and failures for maintainers of Hubline; no identity')
      .argument('[case]'),
  )
    .requiredOption('--out <file>', 'the ZIP archive to write')
    .option('--show', 'print the contents and write nothing')
    .action((path: string | undefined, options: DiagnosticsOptions) => {
      const save = (context: Pick<CommandContext, 'client' | 'signal'>) =>
        saveBundle(context, resolve(options.out), options.show ?? false)
      return shell.answer(
        options,
        path === undefined ? withoutCase(options, shell, save) : shell.withCase(path, options, save),
      )
    })
}
