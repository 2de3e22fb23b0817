import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import type { EngineMessage } from '../analysis/server/engine-messages.ts'
import { type EngineService, startAgain, startEngineService } from '../analysis/server/engine-service.ts'
import type { ShellMessage } from './shell-messages.ts'

type StartablePort = SupportedMessagePort & { start(): void }

/** The engine process's connection to the main process: Electron's `parentPort`, or a substitute. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly unknown[] }) => void): unknown
  postMessage(message: EngineMessage): void
}

/**
 * Serves the engine's router on every port that the main process hands over. Messages are cloned, never transferred:
 * Electron's ports cannot carry an ArrayBuffer by transfer.
 */
export function servePorts(parent: ParentPort, exit: (status: number) => void): void {
  let service: EngineService | null = null
  const tell = (message: EngineMessage) => parent.postMessage(message)
  const start = async (message: Extract<ShellMessage, { kind: 'start' }>) => {
    service = startEngineService(message, tell, () => startAgain(() => end(1)))
    tell({ kind: 'ready', reopenFailure: await service.reopen() })
  }
  const takePort = (sessionId: string, port: StartablePort) => {
    if (!service) return
    const { engine, holderOf } = service
    new RPCHandler(engine.router).upgrade(port, { context: engine.context(holderOf(sessionId)) })
    port.start()
  }
  const end = async (status: number) => {
    await service?.engine.close().catch(() => undefined)
    exit(status)
  }
  parent.on('message', ({ data, ports }) => {
    const message = data as ShellMessage
    if (message.kind === 'start') void start(message)
    else if (message.kind === 'end') void end(0)
    else takePort(message.sessionId, ports[0] as StartablePort)
  })
}
