import { createEngine, type Engine } from '../app/create-engine.ts'
import type { Session } from '../contract/index.ts'
import { describeBug } from '../diagnostics/recorder.ts'
import type { SessionHolder } from '../engine/question.ts'
import type { EngineMessage, EngineStart } from './engine-messages.ts'

type Tell = (message: EngineMessage) => void

/** The session of each window. The host hears of every change, so that a restart keeps them. */
class Sessions {
  private readonly holders = new Map<string, SessionHolder>()
  private readonly first: Session
  private readonly tell: Tell

  constructor(known: Record<string, Session>, first: Session, tell: Tell) {
    this.first = first
    this.tell = tell
    for (const [sessionId, session] of Object.entries(known)) this.add(sessionId, session)
  }

  holderOf(sessionId: string): SessionHolder {
    return this.holders.get(sessionId) ?? this.add(sessionId, this.first)
  }

  private add(sessionId: string, initial: Session): SessionHolder {
    const { tell } = this
    let current = initial
    const holder = {
      get session() {
        return current
      },
      set session(session: Session) {
        current = session
        tell({ kind: 'session', sessionId, session })
      },
    }
    this.holders.set(sessionId, holder)
    return holder
  }
}

/**
 * What a host prints about a failure in our own code: its class and place. The message may hold a value of the case
 * and is printed only with `HUBLINE_ERRORS=whole`.
 */
export function bugWords(error: unknown): string {
  if (process.env.HUBLINE_ERRORS === 'whole')
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const { kind, frames } = describeBug('', '', error, new Date())
  return [kind, ...frames.map((frame) => `at ${frame}`)].join('\n    ')
}

const lastAnswersMilliseconds = 300
const endMilliseconds = 5000

/** For a database that no longer works: current questions are answered, then the process ends and its keeper starts another. */
export function startAgain(end: () => Promise<void>): void {
  process.stderr.write('the database stopped answering; what was committed is safe\n')
  setTimeout(() => {
    setTimeout(() => process.exit(1), endMilliseconds).unref()
    void end()
  }, lastAnswersMilliseconds)
}

export interface EngineService {
  engine: Engine
  holderOf(sessionId: string): SessionHolder
  /** Opens the case that the previous process had open. @returns why it could not, or null */
  reopen(): Promise<string | null>
}

/** Starts an engine in its own process, for any transport. It reports to its host everything that a restart needs. */
export function startEngineService(start: EngineStart, tell: Tell, onBroken: () => void): EngineService {
  const sessions = new Sessions(start.sessions, start.firstSession, tell)
  const engine = createEngine({
    applicationFolder: start.applicationFolder ?? undefined,
    uploadFolder: start.uploadFolder ?? undefined,
    makesDailyCopies: true,
    deaths: start.deaths,
    onBug: (id, question, error) => tell({ kind: 'bug', id, question, words: bugWords(error) }),
    onOpening: (path) => tell({ kind: 'opening', path }),
    onCase: (path, user) => tell({ kind: 'case', path, user }),
    onBroken,
  })
  return {
    engine,
    holderOf: (sessionId) => sessions.holderOf(sessionId),
    reopen: async () => {
      if (!start.reopen) return null
      try {
        await engine.open(start.reopen.path, { ...start.firstSession, person: start.reopen.user })
        return null
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
  }
}
