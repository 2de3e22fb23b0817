/** Tells listeners that something in the engine has changed. */
export class ChangeSignal {
  private readonly listeners = new Set<() => void>()

  notify(): void {
    for (const listener of this.listeners) listener()
  }

  /** Calls `listener` at every change. @returns a function that stops it. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

/**
 * Yields what `read` returns now, and again whenever one of `signals` reports a change, until `signal` aborts. Changes that
 * come while the caller is busy are reported as one; none is lost.
 */
export async function* watchChanges<T>(
  signals: readonly ChangeSignal[],
  read: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  let wake: () => void = () => undefined
  const listener = () => wake()
  const stops = signals.map((each) => each.listen(listener))
  signal?.addEventListener('abort', listener, { once: true })
  try {
    while (!signal?.aborted) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      yield read()
      if (signal?.aborted) return
      await changed
    }
  } finally {
    for (const stop of stops) stop()
    signal?.removeEventListener('abort', listener)
  }
}
