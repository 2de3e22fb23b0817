import type { IncomingMessage } from 'node:http'

/** How much a page, or any other program that reaches the port, may ask. */
export interface HostLimits {
  questionBytes: number
  uploadBytes: number
  /** Questions of one window: in a burst, and then for each second. */
  questions: { atOnce: number; perSecond: number }
  /** Wrong tokens and cookies, from all senders together. */
  wrongKeys: { atOnce: number; perSecond: number }
  /** Open connections; beyond this the oldest idle one is closed. */
  connections: number
  headerBytes: number
  headerMilliseconds: number
  /** How long no byte of a body may arrive before its connection is closed. */
  bodyStillMilliseconds: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: HostLimits = {
  questionBytes: 64 * mebibyte,
  uploadBytes: 16 * 1024 * mebibyte,
  questions: { atOnce: 3000, perSecond: 500 },
  wrongKeys: { atOnce: 30, perSecond: 1 },
  connections: 128,
  headerBytes: 16 * 1024,
  headerMilliseconds: 10_000,
  bodyStillMilliseconds: 30_000,
}

/** A token bucket: `atOnce` tokens at first and at most, `perSecond` more each second. */
export class Allowance {
  private left: number
  private at: number
  private readonly atOnce: number
  private readonly perSecond: number

  constructor({ atOnce, perSecond }: { atOnce: number; perSecond: number }, now = performance.now()) {
    this.atOnce = atOnce
    this.perSecond = perSecond
    this.left = atOnce
    this.at = now
  }

  private refill(now: number): void {
    this.left = Math.min(this.atOnce, this.left + ((now - this.at) / 1000) * this.perSecond)
    this.at = now
  }

  hasSome(now = performance.now()): boolean {
    this.refill(now)
    return this.left >= 1
  }

  /** @returns false when there was none left to take. */
  take(now = performance.now()): boolean {
    if (!this.hasSome(now)) return false
    this.left -= 1
    return true
  }
}

/**
 * Closes the connection of a request whose body has stopped arriving. A body that is complete, and one that waits for us to read it, are
 * left alone.
 */
export function endWhenStill(request: IncomingMessage, milliseconds: number, ended: () => void): void {
  let seen = request.socket.bytesRead
  let since = performance.now()
  const watch = setInterval(
    () => {
      if (request.complete) return stop()
      const { bytesRead } = request.socket
      if (bytesRead !== seen || request.readableLength > 0) {
        seen = bytesRead
        since = performance.now()
      } else if (performance.now() - since >= milliseconds) {
        stop()
        ended()
        request.socket.destroy()
      }
    },
    Math.min(1000, milliseconds / 4),
  )
  const stop = () => clearInterval(watch)
  request.once('end', stop)
  request.once('close', stop)
}
