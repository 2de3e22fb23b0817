import type { EngineStart } from '../analysis/server/engine-messages.ts'

/** Messages of the main process to the engine's process; a `port` message carries the MessagePort of one window. */
export type ShellMessage =
  | ({ kind: 'start' } & EngineStart)
  | { kind: 'port'; sessionId: string }
  | { kind: 'end' }

/** Messages between preload and page, besides the port itself. */
export const portChannel = 'hubline:port'
export const stoppedChannel = 'hubline:stopped'
export const readyChannel = 'hubline:ready'
export const refusedChannel = 'hubline:refused'
