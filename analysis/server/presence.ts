import type { ServerResponse } from 'node:http'

const reloadGraceMilliseconds = 8000
const silentGraceMilliseconds = 10 * 60_000
const heartbeatMilliseconds = 15_000

/**
 * Which windows are there: each holds one answer open for as long as it lives. A window that says that it closes is given
 * the time of a reload; one that only falls silent (the browser put it to sleep, the page crashed) is waited for longer.
 */
export class Presence {
  private readonly held = new Set<ServerResponse>()
  private leaving: NodeJS.Timeout | undefined
  private lastSaidGoodbyeAt = 0
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
    this.lastSaidGoodbyeAt = performance.now()
    this.wait()
  }

  /** Calls `listener` once, when every window that was there has gone. */
  whenGone(listener: () => void): void {
    this.goneListeners.push(listener)
  }

  private wait(): void {
    clearTimeout(this.leaving)
    if (this.held.size > 0) return
    const { reload, silent } = this.graces
    const isGoodbye = performance.now() - this.lastSaidGoodbyeAt < reload
    this.leaving = setTimeout(
      () => {
        for (const listener of this.goneListeners.splice(0)) listener()
      },
      isGoodbye ? reload : silent,
    )
    this.leaving.unref()
  }

  close(): void {
    clearTimeout(this.leaving)
  }
}
