import type { Session } from '../contract/index.ts'

/** What a new engine process is told: its folders, and what the one before it had open. */
export interface EngineStart {
  applicationFolder: string | null
  uploadFolder: string | null
  reopen: { path: string; user: string } | null
  sessions: Record<string, Session>
  firstSession: Session
  /** When and how the engines before this one ended. */
  deaths: { at: string; how: string }[]
}

/** The loopback host's start: where to listen, and the secret to want. */
export interface StartMessage extends EngineStart {
  kind: 'start'
  socketPath: string
  secret: string
}

/** What the engine process tells its host, so that nothing is lost when it dies. */
export type EngineMessage =
  | { kind: 'ready'; reopenFailure: string | null }
  | { kind: 'opening'; path: string }
  | { kind: 'case'; path: string; user: string }
  | { kind: 'session'; sessionId: string; session: Session }
  | { kind: 'bug'; id: string; question: string; words: string }

export const secretHeader = 'x-hubline-secret'
export const sessionHeader = 'x-hubline-session'
