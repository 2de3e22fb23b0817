import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ErrorCode, ErrorData } from '../contract/index.ts'
import { wordsOf } from '../platform/errors.ts'
import type { EngineAddress } from './engine-host.ts'
import { secretHeader, sessionHeader } from './engine-messages.ts'
import { safeHeaders } from './request-rules.ts'

/** Sends an expected error in the form of the engine's own errors. */
export function sendFailure(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  data: ErrorData,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const message = wordsOf(data) || code
  const body = JSON.stringify({ json: { defined: true, code, status, message, data } })
  response.writeHead(status, { ...safeHeaders, 'content-type': 'application/json' }).end(body)
}

export function sendEngineStopped(response: ServerResponse, detail: string | null): void {
  sendFailure(response, 503, 'ENGINE_STOPPED', {
    detail: detail ?? 'it is starting',
    remedy: 'It is being started again; the case is safe. Try again in a moment.',
  })
}

interface PassingRules {
  limitBytes: number
  tooLarge: () => void
  whyStopped: () => string | null
}

/** Pipes a question to the engine and its answer back. When one side closes, so does the other. */
export function pipeToEngine(
  request: IncomingMessage,
  response: ServerResponse,
  engine: EngineAddress,
  sessionId: string,
  { limitBytes, tooLarge, whyStopped }: PassingRules,
): void {
  const passed = ['content-type', 'content-length', 'transfer-encoding', 'accept']
  const headers: Record<string, string> = { [secretHeader]: engine.secret, [sessionHeader]: sessionId }
  for (const name of passed) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  let received = 0
  let isTooLarge = false
  const question = ask({
    socketPath: engine.socketPath,
    method: request.method,
    path: request.url,
    headers,
  })
  question.on('response', (answer) => {
    const kept: Record<string, string | string[]> = {}
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && /^content-|^transfer-encoding$/.test(name)) kept[name] = value
    }
    response.writeHead(answer.statusCode ?? 502, { ...kept, ...safeHeaders })
    response.flushHeaders()
    answer.pipe(response)
    answer.once('error', () => response.destroy())
    answer.once('aborted', () => response.destroy())
  })
  question.once('error', () => {
    if (!response.destroyed && !isTooLarge) sendEngineStopped(response, whyStopped())
  })
  response.once('close', () => {
    if (!response.writableFinished) question.destroy()
  })
  request.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received <= limitBytes || isTooLarge) return
    isTooLarge = true
    response.once('finish', () => request.destroy())
    tooLarge()
    question.destroy()
  })
  request.pipe(question)
}
