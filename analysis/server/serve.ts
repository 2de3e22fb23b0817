import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../contract/index.ts'
import { ExpectedError } from '../engine/errors.ts'
import { EngineHost } from './engine-host.ts'
import { pipeToEngine, sendEngineStopped, sendFailure } from './proxy.ts'
import { cookieName, refusalOf, safeHeaders, sessionIdOf } from './request-rules.ts'
import { readStaticFiles } from './static-files.ts'
import { receiveUpload } from './uploads.ts'

export interface WorkbenchOptions {
  engineEntry: string
  rendererFolder: string
  applicationFolder?: string
  casePath?: string
  /** Who a new window asks as, until it declares otherwise. */
  firstSession: Session
  /** 0: any free port. */
  port?: number
  questionLimitBytes?: number
  uploadLimitBytes?: number
  onMessage?: (words: string) => void
}

export interface Workbench {
  readonly origin: string
  readonly host: EngineHost
  /** Where files lie that a window handed over, until the end. */
  readonly uploadFolder: string
  /** A new address that opens one window, once. */
  address(): string
  close(): Promise<void>
}

const tokenMinutes = 10
const mebibyte = 1024 * 1024

class LoopbackHost {
  private readonly options: WorkbenchOptions
  private readonly files
  private readonly tokens = new Map<string, number>()
  private readonly sessionIds = new Set<string>()
  readonly uploadFolder = mkdtempSync(join(tmpdir(), 'hubline-uploads-'))
  readonly server: Server
  readonly host: EngineHost
  origin = ''

  constructor(options: WorkbenchOptions) {
    this.options = options
    this.files = readStaticFiles(options.rendererFolder)
    this.host = new EngineHost({ ...options, uploadFolder: this.uploadFolder })
    this.server = createServer((request, response) => void this.answer(request, response))
    this.server.requestTimeout = 0
    this.server.headersTimeout = 20_000
  }

  newToken(): string {
    const token = randomBytes(32).toString('hex')
    this.tokens.set(token, Date.now() + tokenMinutes * 60_000)
    return token
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined)
    request.on('error', () => undefined)
    const refusal = refusalOf(request, this.origin)
    if (refusal) return this.refuse(response, 403, refusal)
    const url = new URL(request.url ?? '/', this.origin)
    if (url.pathname === '/open' && request.method === 'GET')
      return this.exchange(url.searchParams.get('token') ?? '', response)
    const sessionId = sessionIdOf(request)
    if (!sessionId || !this.sessionIds.has(sessionId))
      return this.refuse(response, 401, 'Open Hubline from the address that it printed.')
    if (url.pathname === '/rpc' || url.pathname.startsWith('/rpc/'))
      return this.passQuestion(request, response, sessionId)
    if (url.pathname === '/upload') return this.takeUpload(request, response, url)
    return this.sendFile(request, response, url.pathname)
  }

  private refuse(response: ServerResponse, status: number, words: string): void {
    response.writeHead(status, {
      ...safeHeaders,
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    })
    response.end(`${words}\n`)
  }

  private exchange(given: string, response: ServerResponse): void {
    const now = Date.now()
    const token = [...this.tokens.keys()].find(
      (known) => known.length === given.length && timingSafeEqual(Buffer.from(known), Buffer.from(given)),
    )
    const until = token ? (this.tokens.get(token) ?? 0) : 0
    if (token) this.tokens.delete(token)
    if (until < now) {
      this.refuse(response, 401, 'This address was used before or is too old.')
      return
    }
    const sessionId = randomBytes(32).toString('hex')
    this.sessionIds.add(sessionId)
    response.writeHead(303, {
      ...safeHeaders,
      location: '/',
      'set-cookie': `${cookieName}=${sessionId}; HttpOnly; SameSite=Strict; Path=/`,
    })
    response.end()
  }

  private async passQuestion(
    request: IncomingMessage,
    response: ServerResponse,
    sessionId: string,
  ): Promise<void> {
    if (request.method !== 'POST') return this.refuse(response, 405, 'Questions are posted.')
    const limit = this.options.questionLimitBytes ?? 64 * mebibyte
    if (Number(request.headers['content-length'] ?? 0) > limit)
      return sendFailure(response, 413, 'INPUT_INVALID', { detail: `a question of more than ${limit} bytes` })
    const engine = this.host.current()
    if (!engine) return sendEngineStopped(response, this.host.diedBecause)
    pipeToEngine(request, response, engine, sessionId, limit, () => this.host.diedBecause)
  }

  private async takeUpload(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== 'POST') return this.refuse(response, 405, 'Files are posted.')
    const limit = this.options.uploadLimitBytes ?? 16 * 1024 * mebibyte
    try {
      const received = await receiveUpload(
        request,
        this.uploadFolder,
        url.searchParams.get('name') ?? '',
        limit,
      )
      response.writeHead(200, { ...safeHeaders, 'content-type': 'application/json' })
      response.end(JSON.stringify(received))
    } catch (error) {
      const { code, data } =
        error instanceof ExpectedError
          ? error
          : new ExpectedError('FILE_UNREADABLE', { detail: String(error) })
      response.once('finish', () => request.destroy())
      sendFailure(response, code === 'FILE_TOO_LARGE' ? 413 : 422, code, data)
    }
  }

  private sendFile(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      this.refuse(response, 405, 'The page is only read.')
      return
    }
    const file = this.files.get(path)
    if (!file) {
      this.refuse(response, 404, 'There is nothing here.')
      return
    }
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
    this.server.close()
    this.server.closeAllConnections()
    await this.host.close()
    rmSync(this.uploadFolder, { recursive: true, force: true })
  }
}

/**
 * Serves the workbench to browsers of this machine: 127.0.0.1 only, behind a one-time token that becomes a cookie, to
 * pages of its own origin only. The engine runs in a process of its own.
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
  return {
    origin: loopback.origin,
    host: loopback.host,
    uploadFolder: loopback.uploadFolder,
    address: () => `${loopback.origin}/open?token=${loopback.newToken()}`,
    close: () => loopback.close(),
  }
}
