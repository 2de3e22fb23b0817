import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import type { Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { keepConnections } from './connections.ts'
import { EngineHost, type EngineHostOptions } from './engine-host.ts'
import { Entrance } from './entrance.ts'
import { defaultLimits, endWhenStill, type HostLimits } from './limits.ts'
import { makeOwnedFolder, removeAbandonedFolders } from './owned-folders.ts'
import { isAnotherUser } from './peer-user.ts'
import { Presence } from './presence.ts'
import { pipeToEngine, sendEngineStopped, sendFailure } from './proxy.ts'
import { Refusals } from './refusals.ts'
import { arrivalPage, cookieName, refusalOf, safeHeaders, sessionIdOf } from './request-rules.ts'
import { readStaticFiles } from './static-files.ts'
import { receiveUpload } from './uploads.ts'

export interface WorkbenchOptions {
  engineEntry: string
  rendererFolder: string
  applicationFolder?: string
  casePath?: string
  /** The session of a new window until it declares another. */
  firstSession: Session
  /** 0: any free port. */
  port?: number
  limits?: Partial<HostLimits>
  onMessage?: (words: string) => void
  /** What the engine's process writes to standard error. */
  onOutput?: (text: string) => void
  forkEngine?: EngineHostOptions['forkEngine']
}

export interface Workbench {
  readonly origin: string
  readonly host: EngineHost
  /** The open windows. */
  readonly presence: Presence
  readonly refusals: Refusals
  /** The folder for uploaded files, until the host ends. */
  readonly uploadFolder: string
  /** A new address that opens one window and works once. */
  address(): string
  close(): Promise<void>
}

/** The window may open before the engine is ready. After this time an engine that does not answer is reported as dead. */
const startTimeoutMilliseconds = 25_000

const uploadPrefix = 'hubline-uploads'

type Answer = ServerResponse<IncomingMessage>

class LoopbackHost {
  private readonly limits: HostLimits
  private readonly files
  readonly entrance: Entrance
  readonly presence = new Presence()
  readonly refusals: Refusals
  readonly uploadFolder = makeOwnedFolder(tmpdir(), uploadPrefix)
  readonly server: Server
  readonly host: EngineHost
  origin = ''

  constructor(options: WorkbenchOptions) {
    removeAbandonedFolders(tmpdir(), uploadPrefix)
    this.limits = { ...defaultLimits, ...options.limits }
    this.entrance = new Entrance(this.limits)
    this.refusals = new Refusals((words) => options.onMessage?.(words))
    this.files = readStaticFiles(options.rendererFolder)
    this.host = new EngineHost({ ...options, uploadFolder: this.uploadFolder })
    this.server = this.makeServer()
  }

  private makeServer(): Server {
    const { headerBytes, headerMilliseconds, connections } = this.limits
    const server = createServer(
      {
        maxHeaderSize: headerBytes,
        headersTimeout: headerMilliseconds,
        // Only headers have a time limit here: a question may take minutes, and `endWhenStill` watches bodies.
        requestTimeout: 0,
        connectionsCheckingInterval: Math.min(1000, headerMilliseconds),
      },
      (request, response) => void this.answer(request, response),
    )
    server.prependListener('connection', (socket) => {
      if (!isAnotherUser(socket)) return
      this.refusals.note('user')
      socket.destroy()
    })
    keepConnections(server, connections, () => this.refusals.note('limit'))
    server.on('connect', (_request, socket) => {
      this.refusals.note('elsewhere')
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    })
    return server
  }

  private async answer(request: IncomingMessage, response: Answer): Promise<void> {
    response.on('error', () => undefined)
    request.on('error', () => undefined)
    const refusal = refusalOf(request, this.origin)
    if (refusal) {
      this.refusals.note(refusal.kind)
      return this.refuse(response, 403, refusal.why)
    }
    endWhenStill(request, this.limits.bodyStillMilliseconds, () => this.refusals.note('limit'))
    const url = new URL(request.url ?? '/', this.origin)
    if (url.pathname === '/open' && request.method === 'GET') return this.admit(request, response, url)
    const sessionId = sessionIdOf(request)
    if (!this.entrance.knows(sessionId))
      return this.refuseEntry(response, 'Open Hubline from the address that it printed.')
    if (url.pathname === '/rpc' || url.pathname.startsWith('/rpc/'))
      return this.passQuestion(request, response, sessionId)
    if (url.pathname === '/upload') return this.takeUpload(request, response, url)
    if (url.pathname === '/window') return this.noteWindow(request, response)
    if (url.pathname === '/refused')
      return this.send(response, 'application/json', JSON.stringify(this.refusals.all()))
    return this.sendFile(request, response, url.pathname)
  }

  private refuse(response: Answer, status: number, words: string): void {
    response.writeHead(status, {
      ...safeHeaders,
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    })
    response.end(`${words}\n`)
  }

  private send(response: Answer, type: string, body: string): void {
    response.writeHead(200, { ...safeHeaders, 'content-type': type }).end(body)
  }

  private refuseEntry(response: Answer, words: string): void {
    const wasOpen = this.entrance.isOpen
    this.entrance.noteWrongKey()
    this.refusals.note(wasOpen ? 'key' : 'limit')
    this.refuse(response, wasOpen ? 401 : 429, wasOpen ? words : 'Too many wrong keys; wait a few seconds.')
  }

  /** Exchanges the token for a cookie. After many wrong tokens, none is checked for a short time. */
  private admit(request: IncomingMessage, response: Answer, url: URL) {
    const given = url.searchParams.get('token') ?? ''
    const sessionId = this.entrance.isOpen ? this.entrance.exchange(given) : null
    if (!sessionId) return this.refuseEntry(response, 'This address was used before or is too old.')
    const headers = {
      ...safeHeaders,
      'set-cookie': `${cookieName}=${sessionId}; HttpOnly; SameSite=Strict; Path=/`,
    }
    // A redirect that started from another site would not carry the cookie, so the page navigates by itself.
    if (request.headers['sec-fetch-site'] === 'cross-site')
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(arrivalPage)
    else response.writeHead(303, { ...headers, location: '/' }).end()
  }

  private noteWindow(request: IncomingMessage, response: Answer) {
    if (request.method === 'GET') return this.presence.hold(response, safeHeaders)
    this.presence.sayGoodbye()
    request.resume()
    response.writeHead(204, safeHeaders).end()
  }

  private async passQuestion(request: IncomingMessage, response: Answer, sessionId: string) {
    if (request.method !== 'POST') return this.refuse(response, 405, 'Questions are posted.')
    if (!this.entrance.mayAsk(sessionId)) {
      this.refusals.note('limit')
      const remedy = 'Wait a second, then do it again.'
      return sendFailure(response, 429, 'ASKED_TOO_OFTEN', { remedy })
    }
    const { questionBytes } = this.limits
    const tooLarge = () => {
      this.refusals.note('limit')
      sendFailure(response, 413, 'INPUT_INVALID', {
        detail: `a question of more than ${questionBytes} bytes`,
      })
    }
    if (Number(request.headers['content-length'] ?? 0) > questionBytes) return tooLarge()
    if (this.host.diedBecause === null) await this.host.ready(startTimeoutMilliseconds)
    const engine = this.host.current()
    if (!engine) return sendEngineStopped(response, this.host.diedBecause)
    pipeToEngine(request, response, engine, sessionId, {
      limitBytes: questionBytes,
      tooLarge,
      whyStopped: () => this.host.diedBecause,
    })
  }

  private async takeUpload(request: IncomingMessage, response: Answer, url: URL): Promise<void> {
    if (request.method !== 'POST') return this.refuse(response, 405, 'Files are posted.')
    const name = url.searchParams.get('name') ?? ''
    try {
      const received = await receiveUpload(request, this.uploadFolder, name, this.limits.uploadBytes)
      this.send(response, 'application/json', JSON.stringify(received))
    } catch (error) {
      const { code, data } =
        error instanceof ExpectedError
          ? error
          : new ExpectedError('FILE_UNREADABLE', { detail: String(error) })
      if (code === 'FILE_TOO_LARGE') this.refusals.note('limit')
      response.once('finish', () => request.destroy())
      sendFailure(response, code === 'FILE_TOO_LARGE' ? 413 : 422, code, data)
    }
  }

  private sendFile(request: IncomingMessage, response: Answer, path: string) {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return this.refuse(response, 405, 'The page is only read.')
    const file = this.files.get(path)
    if (!file) return this.refuse(response, 404, 'There is nothing here.')
    const isNamedByContent = path.startsWith('/assets/')
    const headers = {
      ...safeHeaders,
      'content-type': file.type,
      etag: file.tag,
      'cache-control': isNamedByContent ? 'private, max-age=31536000, immutable' : 'no-cache',
    }
    if (request.headers['if-none-match'] === file.tag) response.writeHead(304, headers).end()
    else {
      response.writeHead(200, { ...headers, 'content-length': file.bytes.length })
      response.end(request.method === 'HEAD' ? undefined : file.bytes)
    }
  }

  async close(): Promise<void> {
    this.presence.close()
    this.server.close()
    this.server.closeAllConnections()
    await this.host.close()
    rmSync(this.uploadFolder, { recursive: true, force: true })
  }
}

/**
 * Serves the workbench to browsers of this machine: 127.0.0.1 only, to this user only, behind a one-time token that
 * becomes a cookie, to pages of its own origin only. The engine runs in a process of its own.
 */
export async function serveWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const loopback = new LoopbackHost(options)
  await new Promise<void>((resolve, reject) => {
    loopback.server.once('error', reject)
    loopback.server.listen(options.port ?? 0, '127.0.0.1', resolve)
  }).catch(async (error) => {
    await loopback.close()
    throw error
  })
  loopback.origin = `http://127.0.0.1:${(loopback.server.address() as AddressInfo).port}`
  const { origin, host, presence, refusals, uploadFolder, entrance } = loopback
  return {
    origin,
    host,
    presence,
    refusals,
    uploadFolder,
    address: () => `${origin}/open?token=${entrance.newToken()}`,
    close: () => loopback.close(),
  }
}
