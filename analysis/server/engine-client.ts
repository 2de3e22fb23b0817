import { request as ask } from 'node:http'
import { Readable } from 'node:stream'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../contract/index.ts'
import type { EngineHost } from './engine-host.ts'
import { secretHeader, sessionHeader } from './engine-messages.ts'

/**
 * Asks the engine's process on behalf of the host itself. Not with Node's `fetch`, which gives up on a question that takes
 * longer than five minutes.
 */
export function engineClient(host: EngineHost, sessionId: string): ContractRouterClient<Contract> {
  const link = new RPCLink({
    url: 'http://engine/rpc',
    fetch: async (request) => {
      const engine = host.current()
      if (!engine) throw new Error(host.diedBecause ?? 'the engine is starting')
      const body = Buffer.from(await request.arrayBuffer())
      return new Promise<Response>((resolve, reject) => {
        const question = ask(
          {
            socketPath: engine.socketPath,
            path: new URL(request.url).pathname,
            method: request.method,
            headers: {
              ...Object.fromEntries(request.headers),
              'content-length': String(body.length),
              [secretHeader]: engine.secret,
              [sessionHeader]: sessionId,
            },
            signal: request.signal,
          },
          (answer) => {
            const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
            resolve(
              new Response(Readable.toWeb(answer) as ReadableStream, {
                status: answer.statusCode ?? 502,
                headers: headers as [string, string][],
              }),
            )
          },
        )
        question.once('error', reject)
        question.end(body)
      })
    },
  })
  return createORPCClient(link)
}
