import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient, ORPCError } from '@orpc/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { createEngine, type Engine } from '../app/create-engine.ts'
import {
  type CaseNotice,
  type Contract,
  errorCodes,
  type Role,
  role,
  type Session,
} from '../contract/index.ts'
import { CancelledError, ExpectedError, wordsOf } from '../platform/errors.ts'
import { undeclaredSession } from '../platform/first-session.ts'
import { shownJson, shownText } from '../text/shown-text.ts'
import { watchProgress } from './progress.ts'

/** Where the built parts are; set by the launcher. */
export interface Places {
  projectFolder: string
  engineFolder: string
  /** Null for commands that show no window. */
  rendererFolder: string | null
  /** Electron's program and the shell's main process, where the program is present. */
  desktop?: { program: string; main: string } | null
  /** Why the desktop shell is not there, in words. */
  desktopMissing?: string | null
}

/** The options that every command takes. */
export interface CommonOptions {
  json?: boolean
  asPerson?: string
  role?: Role
  purpose?: string
}

/** What a command found: a JSON document, the same in words, and whether some part of it failed. */
export interface Answer {
  document: unknown
  words: string
  failed?: boolean
}

export type Client = ContractRouterClient<Contract>

export interface CommandContext {
  client: Client
  engine: Engine
  session: Session
  signal: AbortSignal
}

export interface Shell {
  places: Places
  signal: AbortSignal
  /** Runs a command, prints its answer, and keeps the exit status. */
  answer(options: CommonOptions, work: () => Promise<Answer | null>): Promise<void>
  /** Opens the case, asks, and closes it whatever happens. */
  withCase(
    path: string,
    options: CommonOptions,
    ask: (context: CommandContext) => Promise<Answer>,
  ): () => Promise<Answer>
}

export function sessionOf(options: CommonOptions): Session {
  const undeclared = undeclaredSession()
  const purpose = options.purpose?.trim()
  return {
    person: options.asPerson ?? undeclared.person,
    role: options.role ?? undeclared.role,
    purpose: purpose || undeclared.purpose,
    purposeStated: Boolean(purpose),
  }
}

/** Adds `--json`, and the user, role and purpose. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on standard output')
    .option('--as-person <name>', "who asks (default: the system's user)")
    .addOption(new Option('--role <role>', 'in which role').choices(role.options))
    .option('--purpose <text>', 'why (default: unspecified, and the log says so)')
}

export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.')
  return value
}

/** A notice in the form of a failure: code and facts. */
export const noticeWords = ({ code, data }: CaseNotice): string => `${code}: ${wordsOf(data)}`

interface Failure {
  status: 1 | 2
  code: string
  message: string
  data: unknown
}

const isExpectedCode = (code: string) => (errorCodes as readonly string[]).includes(code)

export function readFailure(error: unknown): Failure {
  if (error instanceof ExpectedError)
    return { status: 1, code: error.code, message: error.message, data: error.data }
  if (error instanceof CancelledError) return { status: 1, code: 'CANCELLED', message: 'cancelled', data: {} }
  if (error instanceof ORPCError) {
    const status = isExpectedCode(error.code) ? 1 : 2
    return { status, code: error.code, message: error.message, data: error.data ?? {} }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { status: 2, code: 'INTERNAL_SERVER_ERROR', message, data: {} }
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve())
  })
}

/** Runs one command: prints its answer or failure and keeps the exit status in `status`. */
export class CommandShell implements Shell {
  status = 0
  readonly places: Places
  readonly signal: AbortSignal

  constructor(places: Places, signal: AbortSignal) {
    this.places = places
    this.signal = signal
  }

  async answer(options: CommonOptions, work: () => Promise<Answer | null>): Promise<void> {
    try {
      const answer = await work()
      if (!answer) return
      const text = options.json
        ? shownJson(JSON.stringify(answer.document, null, 2))
        : shownText(answer.words, true)
      await write(process.stdout, `${text}\n`)
      if (answer.failed) this.status = 1
    } catch (error) {
      await this.reportFailure(error, options.json ?? false)
    }
  }

  async reportFailure(error: unknown, json: boolean): Promise<void> {
    const { status, code, message, data } = readFailure(error)
    this.status = status
    if (json)
      await write(
        process.stdout,
        `${shownJson(JSON.stringify({ error: { code, message, data } }, null, 2))}\n`,
      )
    await write(
      process.stderr,
      `${code === 'CANCELLED' ? 'Cancelled.' : `${code}: ${shownText(message, true)}`}\n`,
    )
    if (status === 2 && error instanceof Error && error.stack) await write(process.stderr, `${error.stack}\n`)
  }

  withCase(path: string, options: CommonOptions, ask: (context: CommandContext) => Promise<Answer>) {
    return async () => {
      const session = sessionOf(options)
      const engine = createEngine({ onBug: (id, question, error) => this.noteBug(id, question, error) })
      const progress = watchProgress(engine.jobs)
      try {
        const opened = await engine.open(path, session)
        for (const notice of opened.openingNotices)
          process.stderr.write(`${shownText(noticeWords(notice))}\n`)
        const client = createRouterClient(engine.router, {
          context: engine.context({ session }),
        }) as unknown as Client
        return await ask({ client, engine, session, signal: this.signal })
      } finally {
        progress.stop()
        await engine.close()
      }
    }
  }

  private noteBug(id: string, question: string, error: unknown): void {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`bug ${id} in ${question}: ${words}\n`)
  }
}
