import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Allowance, type HostLimits } from './limits.ts'

const tokenMinutes = 10

/** Tokens that work once, and the windows that came in by them. */
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

  /** False after many wrong keys: nobody’s token is looked at for a moment. */
  get isOpen(): boolean {
    return this.wrongKeys.hasSome()
  }

  noteWrongKey(): void {
    this.wrongKeys.take()
  }

  /** @returns a new window's session, or null for a token that is wrong, was used or is too old. */
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
