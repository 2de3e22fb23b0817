import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { defaultApplicationFolder } from '../app/create-engine.ts'
import { finishedSample } from '../app/sample.ts'
import { makeFilesOwnerOnly } from '../platform/owner-only.ts'
import { forkEngine } from '../server/engine-host.ts'
import { isAnotherUser } from '../server/peer-user.ts'
import { contentSecurityPolicy, safeHeaders } from '../server/request-rules.ts'
import { serveWorkbench } from '../server/serve.ts'
import { type AppWindow, findBrowser, openAppWindow } from './app-window.ts'
import { hasDisplay } from './electron-program.mjs'
import { announceSample, openSampleCounty } from './sample-county.ts'
import { sessionOf } from './shell.ts'

interface DevHostOptions {
  engineFolder: string
  /** Undefined: the sample county, which is made if it does not exist yet. */
  casePath?: string
  /** 0: any free port. */
  port: number
}

/** The product's own host, unchanged, as `npm run dev` uses it. */
interface DevHost {
  readonly origin: string
  readonly engineProcess: number | undefined
  /** The path and query that open one window and work once. */
  entrance(): string
  /** Restarts the engine with the new build; resolves when it answers. */
  restart(): Promise<boolean>
  close(): Promise<void>
}

/** A process that has loaded the engine's packages and waits to become the next engine: loading packages takes longer than loading our code. */
class SpareEngine {
  private readonly entry: string
  private spare: ChildProcess | null = null

  constructor(entry: string) {
    this.entry = entry
  }

  prepare(): void {
    this.spare ??= forkEngine(this.entry)
  }

  take(): ChildProcess {
    const { spare } = this
    this.spare = null
    return spare?.connected ? spare : forkEngine(this.entry)
  }

  end(): void {
    if (this.spare?.connected) this.spare.disconnect()
  }
}

const startTimeoutMilliseconds = 60_000

/** Serves the workbench except its page, which Vite serves. */
export async function startDevHost({ engineFolder, casePath, port }: DevHostOptions): Promise<DevHost> {
  makeFilesOwnerOnly()
  const rendererFolder = join(engineFolder, 'no-page')
  mkdirSync(rendererFolder, { recursive: true })
  const spares = new SpareEngine(join(engineFolder, 'dev-engine.mjs'))
  const sample = casePath ? null : finishedSample(defaultApplicationFolder())
  const workbench = await serveWorkbench({
    engineEntry: join(engineFolder, 'engine-process.mjs'),
    rendererFolder,
    casePath: casePath ?? sample ?? undefined,
    firstSession: sessionOf({}),
    port,
    onMessage: (words) => process.stderr.write(`${words}\n`),
    onOutput: (text) => process.stderr.write(text),
    forkEngine: () => spares.take(),
  })
  const ending = new AbortController()
  const opening = casePath
    ? null
    : sample
      ? announceSample(workbench)
      : openSampleCounty(workbench, ending.signal)
  void workbench.host.ready(startTimeoutMilliseconds).then(() => spares.prepare())
  return {
    origin: workbench.origin,
    get engineProcess() {
      return workbench.host.processId
    },
    entrance: () => workbench.address().slice(workbench.origin.length),
    restart: async () => {
      await workbench.host.restart()
      const isThere = await workbench.host.ready(startTimeoutMilliseconds)
      spares.prepare()
      return isThere
    },
    close: async () => {
      ending.abort()
      await opening
      await workbench.close()
      spares.end()
    },
  }
}

/**
 * The headers of the pages that Vite serves: those of the product, except that scripts may carry `nonce` (React's refresh starts
 * from an inline script) and that the page may receive changes over a WebSocket on its own port.
 */
export function devHeaders(nonce: string, pageHost: string): Record<string, string> {
  const { 'cache-control': _, ...headers } = safeHeaders
  const policy = contentSecurityPolicy
    .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
    .replace("connect-src 'self'", `connect-src 'self' ws://${pageHost}`)
  return { ...headers, 'content-security-policy': policy }
}

/** Drops connections of other users of this machine, as the host does on its own port. */
export function refuseOtherUsers(server: Server): void {
  server.on('connection', (socket) => {
    if (isAnotherUser(socket)) socket.destroy()
  })
}

/** Opens a window of the installed browser; null if there is no browser or no display. */
export function openDevWindow(address: string, origin: string, engineFolder: string): AppWindow | null {
  const browser = hasDisplay() ? findBrowser() : null
  if (!browser) return null
  const place = { address, origin }
  return openAppWindow(browser, place, {
    applicationFolder: defaultApplicationFolder(),
    keeper: join(engineFolder, 'window-keeper.mjs'),
    onLeft: (profile) => process.stderr.write(`The window’s browser profile was left: ${profile}\n`),
  })
}
