import type { EngineStart } from '../analysis/server/engine-messages.ts'

/** What the main process tells the engine's process; a `port` comes with the MessagePort of one window. */
export type ShellMessage =
  | ({ kind: 'start' } & EngineStart)
  | { kind: 'port'; sessionId: string }
  | { kind: 'end' }

/** What crosses between preload and page, beside the port itself. */
export const portChannel = 'hubline:port'
export const stoppedChannel = 'hubline:stopped'
export const readyChannel = 'hubline:ready'
export const refusedChannel = 'hubline:refused'
