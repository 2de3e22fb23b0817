import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../contract/index.ts'
import type { EngineMessage, StartMessage } from './engine-messages.ts'

export interface EngineHostOptions {
  /** The built `engine-process.mjs`. */
  engineEntry: string
  applicationFolder?: string
  uploadFolder: string
  firstSession: Session
  /** A case to open at once. */
  casePath?: string
  onMessage?: (words: string) => void
}

/** Where the engine listens now, and the secret that it wants. */
export interface EngineAddress {
  socketPath: string
  secret: string
}

const backoffMilliseconds = [100, 400, 1000, 2000, 5000]
const steadyAfterMilliseconds = 30_000
const closeGraceMilliseconds = 10_000

/**
 * Keeps one engine process alive. When it dies, says why, starts another after a pause that grows, and gives it the case
 * and the sessions that the dead one had. A case that kills the engine twice while it opens is left closed.
 */
export class EngineHost {
  private readonly options: EngineHostOptions
  private readonly folder = mkdtempSync(join(tmpdir(), 'hubline-engine-'))
  private readonly sessions: Record<string, Session> = {}
  private child: ChildProcess | null = null
  private address: EngineAddress | null = null
  private reopen: { path: string; person: string } | null
  private opening: string | null = null
  private deathsWhileOpening = 0
  private deaths = 0
  private startedAt = 0
  private closing = false
  private restarting: NodeJS.Timeout | undefined
  private lastWords = ''
  private waiting: (() => void)[] = []
  /** Why the engine last died; null while it never did. */
  diedBecause: string | null = null

  constructor(options: EngineHostOptions) {
    this.options = options
    this.reopen = options.casePath ? { path: options.casePath, person: options.firstSession.person } : null
    this.start()
  }

  /** Null while the engine is starting or dead. */
  current(): EngineAddress | null {
    return this.address
  }

  get processId(): number | undefined {
    return this.child?.pid
  }

  /** Resolves when the engine answers; false when that takes longer than `milliseconds`. */
  async ready(milliseconds: number): Promise<boolean> {
    if (this.address) return true
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
    return this.address !== null
  }

  /** Lets the engine finish what it is writing, then ends it. */
  async close(): Promise<void> {
    this.closing = true
    this.address = null
    clearTimeout(this.restarting)
    const { child } = this
    if (child && child.exitCode === null && child.signalCode === null) {
      await new Promise<void>((resolve) => {
        const kill = setTimeout(() => child.kill('SIGKILL'), closeGraceMilliseconds)
        child.once('exit', () => {
          clearTimeout(kill)
          resolve()
        })
        if (child.connected) child.disconnect()
        else child.kill('SIGTERM')
      })
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private newAddress(): EngineAddress {
    const name = randomBytes(8).toString('hex')
    const socketPath =
      process.platform === 'win32' ? `\\\\.\\pipe\\hubline-${name}` : join(this.folder, `${name}.sock`)
    return { socketPath, secret: randomBytes(32).toString('hex') }
  }

  private start(): void {
    const address = this.newAddress()
    const child = fork(this.options.engineEntry, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--enable-source-maps'],
    })
    this.child = child
    this.startedAt = Date.now()
    this.lastWords = ''
    child.stderr?.on('data', (data: Buffer) => {
      this.lastWords = (this.lastWords + data.toString('utf8')).slice(-4000)
    })
    child.on('message', (message) => this.hear(message as EngineMessage, address))
    child.once('error', (error) => this.noteDeath(child, error.message))
    child.once('exit', (code, signal) =>
      this.noteDeath(child, signal ? `ended by ${signal}` : `ended with status ${code}`),
    )
    const start: StartMessage = {
      kind: 'start',
      ...address,
      applicationFolder: this.options.applicationFolder ?? null,
      uploadFolder: this.options.uploadFolder,
      reopen: this.reopen,
      sessions: this.sessions,
      firstSession: this.options.firstSession,
    }
    child.send(start, () => undefined)
  }

  private hear(message: EngineMessage, address: EngineAddress): void {
    if (message.kind === 'session') this.sessions[message.sessionId] = message.session
    else if (message.kind === 'opening') this.opening = message.path
    else if (message.kind === 'case') {
      this.reopen = { path: message.path, person: message.person }
      this.opening = null
      this.deathsWhileOpening = 0
    } else if (message.kind === 'bug') this.say(`bug ${message.id} in ${message.question}: ${message.words}`)
    else {
      if (message.reopenFailure) this.say(`The case was not opened: ${message.reopenFailure}`)
      this.opening = null
      if (this.closing) return
      this.address = address
      for (const resolve of this.waiting.splice(0)) resolve()
    }
  }

  private noteDeath(child: ChildProcess, how: string): void {
    if (this.child !== child) return
    this.child = null
    this.address = null
    if (this.closing) return
    const lastLine = this.lastWords.trim().split('\n').at(-1) ?? ''
    this.diedBecause = lastLine ? `${how}: ${lastLine}` : how
    if (this.opening) {
      this.deathsWhileOpening += 1
      if (this.deathsWhileOpening >= 2) {
        this.say(`${this.opening} ends the engine while it opens; it stays closed.`)
        this.reopen = null
        this.deathsWhileOpening = 0
      }
      this.opening = null
    }
    this.deaths = Date.now() - this.startedAt > steadyAfterMilliseconds ? 1 : this.deaths + 1
    const pause = backoffMilliseconds[Math.min(this.deaths, backoffMilliseconds.length) - 1] ?? 5000
    this.say(`The engine stopped (${this.diedBecause}); starting it again.`)
    this.restarting = setTimeout(() => this.start(), pause)
  }

  private say(words: string): void {
    this.options.onMessage?.(words)
  }
}
