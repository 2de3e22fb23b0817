import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Allowance, type HostLimits } from './limits.ts'

const tokenMinutes = 10

/** One-time tokens, and the windows that were opened with them. */
export class Entrance {
  private readonly tokens = new Map<string, number>()
  private readonly questions = new Map<string, Allowance>()
  private readonly limits: HostLimits
  private readonly wrongKeys: Allowance

  constructor(limits: HostLimits) {
    this.limits = limits
    this.wrongKeys = new Allowance(limits.wrongKeys)
  }

  newToken(): string {
    const token = randomBytes(32).toString('hex')
    this.tokens.set(token, Date.now() + tokenMinutes * 60_000)
    return token
  }

  /** False after many wrong keys: for a moment no token is checked. */
  get isOpen(): boolean {
    return this.wrongKeys.hasSome()
  }

  noteWrongKey(): void {
    this.wrongKeys.take()
  }

  /** @returns the session of a new window, or null for a wrong, used or expired token. */
  exchange(given: string): string | null {
    const token = [...this.tokens.keys()].find(
      (known) => known.length === given.length && timingSafeEqual(Buffer.from(known), Buffer.from(given)),
    )
    const until = token ? (this.tokens.get(token) ?? 0) : 0
    if (token) this.tokens.delete(token)
    if (until < Date.now()) return null
    const sessionId = randomBytes(32).toString('hex')
    this.questions.set(sessionId, new Allowance(this.limits.questions))
    return sessionId
  }

  knows(sessionId: string | null): sessionId is string {
    return sessionId !== null && this.questions.has(sessionId)
  }

  mayAsk(sessionId: string): boolean {
    return this.questions.get(sessionId)?.take() ?? false
  }
}
