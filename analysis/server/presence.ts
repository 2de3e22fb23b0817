import type { ServerResponse } from 'node:http'

const reloadGraceMilliseconds = 8000
const silentGraceMilliseconds = 10 * 60_000
const heartbeatMilliseconds = 15_000

/**
 * Which windows are open: each keeps one response open while it lives. After a window says that it closes, the host waits
 * the time of a reload; after one falls silent (suspended by the browser, or crashed), it waits longer.
 */
export class Presence {
  private readonly held = new Set<ServerResponse>()
  private leaving: NodeJS.Timeout | undefined
  private lastCloseMessageAt = 0
  private readonly goneListeners: (() => void)[] = []
  private readonly graces: { reload: number; silent: number }

  constructor(graces = { reload: reloadGraceMilliseconds, silent: silentGraceMilliseconds }) {
    this.graces = graces
  }

  get count(): number {
    return this.held.size
  }

  hold(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    clearTimeout(this.leaving)
    this.held.add(response)
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
    response.write(': here\n\n')
    const beat = setInterval(() => response.write(': here\n\n'), heartbeatMilliseconds)
    response.once('close', () => {
      clearInterval(beat)
      this.held.delete(response)
      this.wait()
    })
  }

  sayGoodbye(): void {
    this.lastCloseMessageAt = performance.now()
    this.wait()
  }

  /** Calls `listener` once, when the last window has gone. */
  whenGone(listener: () => void): void {
    this.goneListeners.push(listener)
  }

  private wait(): void {
    clearTimeout(this.leaving)
    if (this.held.size > 0) return
    const { reload, silent } = this.graces
    const wasClosed = performance.now() - this.lastCloseMessageAt < reload
    this.leaving = setTimeout(
      () => {
        for (const listener of this.goneListeners.splice(0)) listener()
      },
      wasClosed ? reload : silent,
    )
    this.leaving.unref()
  }

  close(): void {
    clearTimeout(this.leaving)
  }
}
