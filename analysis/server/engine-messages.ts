import type { Session } from '../contract/index.ts'

/** The start message of an engine process: its folders, and what the previous process had open. */
export interface EngineStart {
  applicationFolder: string | null
  uploadFolder: string | null
  reopen: { path: string; user: string } | null
  sessions: Record<string, Session>
  firstSession: Session
  /** When and how earlier engines ended. */
  deaths: { at: string; how: string }[]
}

/** For the loopback host: where to listen, and the secret to require. */
export interface StartMessage extends EngineStart {
  kind: 'start'
  socketPath: string
  secret: string
}

/** What the engine process reports to its host, so that a restart loses nothing. */
export type EngineMessage =
  | { kind: 'ready'; reopenFailure: string | null }
  | { kind: 'opening'; path: string }
  | { kind: 'case'; path: string; user: string }
  | { kind: 'session'; sessionId: string; session: Session }
  | { kind: 'bug'; id: string; question: string; words: string }

export const secretHeader = 'x-hubline-secret'
export const sessionHeader = 'x-hubline-session'
