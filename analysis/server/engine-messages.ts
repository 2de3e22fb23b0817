import type { Session } from '../contract/index.ts'

/** What the host tells a new engine process: where to listen, and what the one before it had open. */
export interface StartMessage {
  kind: 'start'
  socketPath: string
  secret: string
  applicationFolder: string | null
  uploadFolder: string
  reopen: { path: string; person: string } | null
  sessions: Record<string, Session>
  firstSession: Session
}

/** What the engine process tells its host, so that nothing is lost when it dies. */
export type EngineMessage =
  | { kind: 'ready'; reopenFailure: string | null }
  | { kind: 'opening'; path: string }
  | { kind: 'case'; path: string; person: string }
  | { kind: 'session'; sessionId: string; session: Session }
  | { kind: 'bug'; id: string; question: string; words: string }

export const secretHeader = 'x-hubline-secret'
export const sessionHeader = 'x-hubline-session'
