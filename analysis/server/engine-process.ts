import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { RPCHandler } from '@orpc/server/node'
import { makeFilesOwnerOnly } from '../platform/owner-only.ts'
import { type EngineMessage, type StartMessage, secretHeader, sessionHeader } from './engine-messages.ts'
import { startAgain, startEngineService } from './engine-service.ts'

function tell(message: EngineMessage): void {
  if (process.connected) process.send?.(message)
}

function isSecretRight(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(String(request.headers[secretHeader] ?? ''))
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function serveEngine(start: StartMessage): Promise<void> {
  const { engine, holderOf, reopen } = startEngineService(start, tell, () => startAgain(() => end(1)))
  const handler = new RPCHandler(engine.router)
  const server = createServer(async (request, response) => {
    if (!isSecretRight(request, start.secret)) {
      response.writeHead(403).end()
      return
    }
    const holder = holderOf(String(request.headers[sessionHeader] ?? ''))
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
  // Only the host closes connections: if this side closed one while a question was arriving, the engine would look dead.
  server.keepAliveTimeout = 0
  const end = async (status: number) => {
    server.close()
    if (status === 0) server.closeAllConnections()
    await engine.close().catch(() => undefined)
    process.exit(status)
  }
  process.once('disconnect', () => void end(0))
  process.once('SIGTERM', () => void end(0))
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(start.socketPath, resolve)
  })
  tell({ kind: 'ready', reopenFailure: await reopen() })
}

makeFilesOwnerOnly()
process.once('message', (message) => void serveEngine(message as StartMessage))
