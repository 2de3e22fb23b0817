import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { RPCHandler } from '@orpc/server/node'
import type { Session } from '../contract/index.ts'
import { createEngine, type Engine } from '../engine/create-engine.ts'
import type { SessionHolder } from '../engine/question.ts'
import { type EngineMessage, type StartMessage, secretHeader, sessionHeader } from './engine-messages.ts'

function tell(message: EngineMessage): void {
  if (process.connected) process.send?.(message)
}

function isSecretRight(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(String(request.headers[secretHeader] ?? ''))
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Who asks, one for each browser session; the host is told of every change so that a restart keeps them. */
class Sessions {
  private readonly holders = new Map<string, SessionHolder>()
  private readonly first: Session

  constructor(known: Record<string, Session>, first: Session) {
    this.first = first
    for (const [sessionId, session] of Object.entries(known)) this.add(sessionId, session)
  }

  holderOf(sessionId: string): SessionHolder {
    return this.holders.get(sessionId) ?? this.add(sessionId, this.first)
  }

  private add(sessionId: string, initial: Session): SessionHolder {
    let current = initial
    const holder = {
      get session() {
        return current
      },
      set session(session: Session) {
        current = session
        tell({ kind: 'session', sessionId, session })
      },
    }
    this.holders.set(sessionId, holder)
    return holder
  }
}

async function reopen(engine: Engine, start: StartMessage): Promise<string | null> {
  if (!start.reopen) return null
  const session = { ...start.firstSession, person: start.reopen.person }
  try {
    await engine.open(start.reopen.path, session)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function serveEngine(start: StartMessage): Promise<void> {
  const sessions = new Sessions(start.sessions, start.firstSession)
  const engine = createEngine({
    applicationFolder: start.applicationFolder ?? undefined,
    uploadFolder: start.uploadFolder,
    onBug: (id, question, error) =>
      tell({
        kind: 'bug',
        id,
        question,
        words: error instanceof Error ? (error.stack ?? '') : String(error),
      }),
    onOpening: (path) => tell({ kind: 'opening', path }),
    onCase: (path, person) => tell({ kind: 'case', path, person }),
  })
  const handler = new RPCHandler(engine.router)
  const server = createServer(async (request, response) => {
    if (!isSecretRight(request, start.secret)) {
      response.writeHead(403).end()
      return
    }
    const holder = sessions.holderOf(String(request.headers[sessionHeader] ?? ''))
    try {
      const { matched } = await handler.handle(request, response, {
        prefix: '/rpc',
        context: engine.context(holder),
      })
      if (!matched) response.writeHead(404).end()
    } catch {
      response.destroy()
    }
  })
  server.requestTimeout = 0
  const end = async () => {
    server.close()
    server.closeAllConnections()
    await engine.close().catch(() => undefined)
    process.exit(0)
  }
  process.once('disconnect', () => void end())
  process.once('SIGTERM', () => void end())
  process.on('SIGINT', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(start.socketPath, resolve)
  })
  tell({ kind: 'ready', reopenFailure: await reopen(engine, start) })
}

process.once('message', (message) => void serveEngine(message as StartMessage))
