import { request } from 'node:http'
import type { LoopbackHost } from './hosts.ts'

/** A request with any header at all: fetch would mend some of them. */
export function plainRequest(
  host: LoopbackHost | string,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { hostname, port } = new URL(typeof host === 'string' ? host : host.workbench.origin)
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        hostname,
        port,
        method: options.method ?? 'GET',
        path: options.path ?? '/',
        headers: options.headers,
      },
      (answer) => {
        let body = ''
        answer.on('data', (chunk) => {
          body += chunk
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      },
    )
    asked.on('error', reject)
    asked.end(options.body)
  })
}
