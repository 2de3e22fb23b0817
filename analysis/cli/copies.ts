import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Command } from 'commander'
import { createEngine } from '../app/create-engine.ts'
import type { Backups, CaseCopy } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { watchProgress } from './progress.ts'
import {
  type Answer,
  type Client,
  type CommandContext,
  type CommonOptions,
  type Shell,
  sessionOf,
  withCommonOptions,
} from './shell.ts'
import { counted, tableWords } from './words.ts'

interface BackupOptions extends CommonOptions {
  to?: string
}

interface BackupsOptions extends CommonOptions {
  check?: boolean
}

interface RestoreOptions extends CommonOptions {
  as: string
}

const unencrypted = 'It is unencrypted and names people: keep it as you keep the case.'

const clock = (instant: string): string => instant.slice(0, 19).replace('T', ' ')

/** Runs without opening the case: a damaged case must not block access to its copies. */
export function withoutCase(
  options: CommonOptions,
  shell: Shell,
  ask: (context: Omit<CommandContext, 'engine'>) => Promise<Answer>,
) {
  return async () => {
    const session = sessionOf(options)
    const engine = createEngine()
    const progress = watchProgress(engine.jobs)
    try {
      const context = engine.context({ session })
      const client = createRouterClient(engine.router, { context }) as unknown as Client
      return await ask({ client, session, signal: shell.signal })
    } finally {
      progress.stop()
      await engine.close()
    }
  }
}

function copyWords(copy: CaseCopy): string {
  const size = `${counted(copy.rows, 'row')}, ${counted(Math.ceil(copy.sizeBytes / 1e6), 'MB', 'MB')}`
  return copy.verified
    ? `Copied and verified: ${copy.path} (${size}). ${unencrypted}`
    : `Not a good copy: ${copy.path}\n${copy.problems.map((problem) => `${problem}.`).join('\n')}`
}

function listWords(document: Backups): string {
  const { settings } = document
  const schedule =
    settings.schedule === 'off' ? 'off' : settings.schedule === 'daily' ? 'daily' : 'after each import'
  const head = `Copies go to ${document.folder}; schedule ${schedule}, ${counted(settings.keep, 'copy is', 'copies are')} kept.`
  const failure = document.lastFailure
    ? `\nThe last one failed ${clock(document.lastFailure.at)}: ${document.lastFailure.message}`
    : ''
  if (document.copies.length === 0)
    return `${head}${failure}\nNo copy is known. Make one with "hubline backup".`
  const rows = document.copies.map((copy) => [
    clock(copy.madeAt),
    copy.why,
    copy.rows,
    Math.ceil(copy.sizeBytes / 1e6),
    copy.log.entries,
    copy.verified ? (copy.present ? 'yes' : 'not there') : 'NO',
    copy.path,
  ])
  return `${head}${failure}\n${tableWords(['made (UTC)', 'why', 'rows', 'MB', 'log', 'verified', 'copy'], rows)}`
}

export function addBackup(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('backup')
      .description('make a verified copy of the case: written, opened again, compared row for row')
      .argument('<case>'),
  )
    .option('--to <folder>', "where to (default: the case's own folder for copies)")
    .action((path: string, options: BackupOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const folder = options.to === undefined ? undefined : resolve(options.to)
          const document = await client.backups.make({ folder }, { signal })
          return { document, words: copyWords(document), failed: !document.verified }
        }),
      ),
    )
}

export function addBackups(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('backups')
      .description('list the copies of a case, newest first, without opening the case')
      .argument('<case>'),
  )
    .option('--check', 'read each copy again and compare it with its manifest')
    .action((path: string, options: BackupsOptions) =>
      shell.answer(
        options,
        withoutCase(options, shell, async ({ client, signal }) => {
          const listed = await client.backups.list({ path: resolve(path) }, { signal })
          if (!options.check) return { document: listed, words: listWords(listed) }
          const checks = []
          for (const copy of listed.copies.filter((one) => one.present && one.verified))
            checks.push(await client.backups.check({ path: copy.path }, { signal }))
          const bad = checks.filter((check) => !check.ok)
          const words = bad.map((check) => `${check.path}: ${check.problems.join('; ')}.`)
          return {
            document: { ...listed, checks },
            words: [
              listWords(listed),
              `${counted(checks.length, 'copy', 'copies')} read again, ${bad.length} damaged.`,
              ...words,
            ].join('\n'),
            failed: bad.length > 0,
          }
        }),
      ),
    )
}

export function addRestore(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('restore')
      .description('restore a copy as a new case; nothing is overwritten')
      .argument('<copy>')
      .requiredOption('--as <case>', 'the new case file'),
  ).action((copy: string, options: RestoreOptions) =>
    shell.answer(
      options,
      withoutCase(options, shell, async ({ client, signal }) => {
        const document = await client.backups.restore(
          { copy: resolve(copy), as: resolve(options.as) },
          { signal },
        )
        const { counts } = document.case
        return {
          document,
          words: `Restored ${document.path}: ${counted(counts.files, 'file')}, ${counted(counts.communications, 'communication')}, ${counted(counts.records, 'record')}.`,
        }
      }),
    ),
  )
}

/** Says which copy to restore from when a case cannot be read. */
export async function newestGoodCopy(path: string): Promise<CaseCopy | null> {
  const engine = createEngine()
  try {
    const context = engine.context({ session: sessionOf({}) })
    const client = createRouterClient(engine.router, { context }) as unknown as Client
    const { copies } = await client.backups.list({ path: resolve(path) })
    return copies.find((copy) => copy.verified && copy.present) ?? null
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  } finally {
    await engine.close()
  }
}
