import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type EngineChild,
  type EngineChildEvents,
  EngineKeeper,
  type EngineKeeperOptions,
} from './engine-keeper.ts'
import type { EngineMessage, EngineStart, StartMessage } from './engine-messages.ts'
import { makeOwnedFolder, removeAbandonedFolders } from './owned-folders.ts'

const folderPrefix = 'hubline-engine'

export interface EngineHostOptions extends EngineKeeperOptions {
  /** The built `engine-process.mjs`. */
  engineEntry: string
  uploadFolder: string
  /** What the engine writes to standard error, as it comes. */
  onOutput?: (text: string) => void
  /** Starts the process that becomes the engine in another way. */
  forkEngine?: (engineEntry: string) => ChildProcess
}

/** Forks the entry; the process then waits for its `StartMessage`. */
export const forkEngine = (engineEntry: string): ChildProcess =>
  fork(engineEntry, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--enable-source-maps'],
  })

/** Where the engine listens, and the secret that it requires. */
export interface EngineAddress {
  socketPath: string
  secret: string
}

/** The engine as a child process of the loopback host, answering over a private socket. */
export class EngineHost extends EngineKeeper {
  private readonly engineEntry: string
  private readonly onOutput: (text: string) => void
  private readonly fork: (engineEntry: string) => ChildProcess
  private readonly folder = makeOwnedFolder(tmpdir(), folderPrefix)
  private address: EngineAddress | null = null

  constructor(options: EngineHostOptions) {
    super(options)
    this.engineEntry = options.engineEntry
    this.onOutput = options.onOutput ?? (() => undefined)
    this.fork = options.forkEngine ?? forkEngine
    removeAbandonedFolders(tmpdir(), folderPrefix)
    this.start()
  }

  /** Null while the engine is starting or dead. */
  current(): EngineAddress | null {
    return this.isAnswering ? this.address : null
  }

  override async close(): Promise<void> {
    await super.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private newAddress(): EngineAddress {
    const name = randomBytes(6).toString('hex')
    const socketPath =
      process.platform === 'win32' ? `\\\\.\\pipe\\hubline-${name}` : join(this.folder, `${name}.sock`)
    return { socketPath, secret: randomBytes(32).toString('hex') }
  }

  protected launch(start: EngineStart, events: EngineChildEvents): EngineChild {
    const address = this.newAddress()
    this.address = address
    let lastWords = ''
    const child = this.fork(this.engineEntry)
    child.stderr?.on('data', (data: Buffer) => {
      const text = data.toString('utf8')
      this.onOutput(text)
      lastWords = (lastWords + text).slice(-4000)
    })
    child.on('message', (message) => events.hear(message as EngineMessage))
    child.once('error', (error) => events.ended(error.message, lastWords))
    child.once('exit', (code, signal) =>
      events.ended(signal ? `ended by ${signal}` : `ended with status ${code}`, lastWords),
    )
    const message: StartMessage = { kind: 'start', ...address, ...start }
    child.send(message, () => undefined)
    return {
      processId: child.pid,
      end: () => {
        if (child.connected) child.disconnect()
        else child.kill('SIGTERM')
      },
      kill: () => child.kill('SIGKILL'),
    }
  }
}
