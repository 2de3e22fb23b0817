import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type ProfileFormat, policyName, profileFormat } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type CommonOptions, type Shell, withCommonOptions } from './shell.ts'

interface ProfileOptions extends CommonOptions {
  out: string
  format: string
  policy: (typeof policyName.options)[number]
  recipient?: string
}

function formatsOf(text: string): ProfileFormat[] {
  const parsed = profileFormat
    .array()
    .min(1)
    .safeParse(text.split(',').map((format) => format.trim()))
  if (parsed.success) return parsed.data
  throw new ExpectedError('INPUT_INVALID', {
    subject: `--format ${text}`,
    detail: `this version writes ${profileFormat.options.join(', ')}`,
  })
}

const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const leftoverWords = (folder: string): string =>
  `An earlier release was cut short and left files in ${folder}. Files that it was replacing may lie there under "before": put those back where you need them, then remove that folder.`

export function addProfile(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('profile').description('write the market profile as a release').argument('<case>'),
  )
    .requiredOption('--out <folder>', 'where to write it')
    .option('--format <formats>', 'html, pdf, docx, csv, json, with commas', 'html,pdf,docx,csv')
    .addOption(
      new Option('--policy <name>', 'disclosure policy').choices(policyName.options).default('ndtms'),
    )
    .option('--recipient <name>', 'who receives it')
    .action((path: string, options: ProfileOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const formats = formatsOf(options.format)
          const { recipient, policy } = options
          const folder = resolve(options.out)
          const why = options.purpose
          const { contents, ...document } = await client.profile.release(
            { folder, formats, policy, recipient, why },
            { signal },
          )
          const words = document.refused
            ? [
                'Refused. Nothing was written or registered.',
                ...document.refused.reasons.map(asSentence),
              ].join('\n')
            : [
                ...document.files.map((file) => `${file.sha256}  ${file.file}`),
                `${document.suppressed.primary} cells suppressed, ${document.suppressed.secondary} more to protect them.`,
                ...(document.leftovers ?? []).map(leftoverWords),
              ].join('\n')
          return { document, words, failed: Boolean(document.refused) }
        }),
      ),
    )
}
