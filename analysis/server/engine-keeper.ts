import type { Session } from '../contract/index.ts'
import type { EngineMessage, EngineStart } from './engine-messages.ts'

export interface EngineKeeperOptions {
  applicationFolder?: string
  uploadFolder: string | null
  firstSession: Session
  /** A case to open at once. */
  casePath?: string
  onMessage?: (words: string) => void
}

/** An engine process of any kind, as its keeper sees it. */
export interface EngineChild {
  readonly processId: number | undefined
  /** Asks it to finish what it is writing and to end. */
  end(): void
  kill(): void
}

export interface EngineChildEvents {
  hear(message: EngineMessage): void
  ended(how: string, lastWords: string): void
}

const backoffMilliseconds = [100, 400, 1000, 2000, 5000]
const steadyAfterMilliseconds = 30_000
const closeGraceMilliseconds = 10_000

/**
 * Supervises one engine process. When it dies, reports why, starts another after a growing pause, and gives it the case
 * and the sessions of the previous one. A case that kills the engine twice while it opens is left closed.
 */
export abstract class EngineKeeper {
  protected readonly options: EngineKeeperOptions
  private readonly sessions: Record<string, Session> = {}
  private child: EngineChild | null = null
  private isReady = false
  private reopen: { path: string; user: string } | null
  private opening: string | null = null
  private deathsWhileOpening = 0
  private deaths = 0
  private readonly deathsSeen: { at: string; how: string }[] = []
  private startedAt = 0
  private closing = false
  private gone: (() => void) | null = null
  private restarting: NodeJS.Timeout | undefined
  private waiting: (() => void)[] = []
  /** Why the engine last died; null if it has not. */
  diedBecause: string | null = null

  constructor(options: EngineKeeperOptions) {
    this.options = options
    this.reopen = options.casePath ? { path: options.casePath, user: options.firstSession.person } : null
  }

  /** Starts the process and hands it `start`. */
  protected abstract launch(start: EngineStart, events: EngineChildEvents): EngineChild
  protected onReady(): void {}
  protected onStopped(): void {}

  get isAnswering(): boolean {
    return this.isReady
  }

  get processId(): number | undefined {
    return this.child?.processId
  }

  /** Waits until the engine answers. @returns false after `milliseconds` */
  async ready(milliseconds: number): Promise<boolean> {
    if (this.isReady) return true
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
    return this.isReady
  }

  /** Lets the engine finish what it is writing, then ends it. */
  async close(): Promise<void> {
    await this.endEngine()
  }

  /** Lets the engine finish what it is writing, then starts another with the case and the sessions that it had. */
  async restart(): Promise<void> {
    await this.endEngine()
    this.closing = false
    this.diedBecause = null
    this.start()
  }

  private async endEngine(): Promise<void> {
    this.closing = true
    this.isReady = false
    clearTimeout(this.restarting)
    const { child } = this
    if (!child) return
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => child.kill(), closeGraceMilliseconds)
      this.gone = () => {
        clearTimeout(kill)
        resolve()
      }
      child.end()
    })
  }

  protected start(): void {
    this.startedAt = Date.now()
    const start: EngineStart = {
      applicationFolder: this.options.applicationFolder ?? null,
      uploadFolder: this.options.uploadFolder,
      reopen: this.reopen,
      sessions: this.sessions,
      firstSession: this.options.firstSession,
      deaths: this.deathsSeen,
    }
    let hasEnded = false
    this.child = this.launch(start, {
      hear: (message) => this.hear(message),
      ended: (how, lastWords) => {
        if (hasEnded) return
        hasEnded = true
        this.noteDeath(how, lastWords)
      },
    })
  }

  private hear(message: EngineMessage): void {
    if (message.kind === 'session') this.sessions[message.sessionId] = message.session
    else if (message.kind === 'opening') this.opening = message.path
    else if (message.kind === 'case') {
      this.reopen = { path: message.path, user: message.user }
      this.opening = null
      this.deathsWhileOpening = 0
    } else if (message.kind === 'bug') this.say(`bug ${message.id} in ${message.question}: ${message.words}`)
    else {
      if (message.reopenFailure) this.say(`The case was not opened: ${message.reopenFailure}`)
      this.opening = null
      if (this.closing) return
      this.isReady = true
      this.onReady()
      for (const resolve of this.waiting.splice(0)) resolve()
    }
  }

  private noteDeath(how: string, lastWords: string): void {
    this.child = null
    this.isReady = false
    if (this.closing) {
      this.gone?.()
      return
    }
    this.deathsSeen.push({ at: new Date().toISOString(), how })
    const lastLine = lastWords.trim().split('\n').at(-1) ?? ''
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
    this.onStopped()
    this.restarting = setTimeout(() => this.start(), pause)
  }

  private say(words: string): void {
    this.options.onMessage?.(words)
  }
}
