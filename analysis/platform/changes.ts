/** Something of the engine that moves, and who waits for that. */
export class Moves {
  private readonly listeners = new Set<() => void>()

  /** Says that it has moved. */
  moved(): void {
    for (const listener of this.listeners) listener()
  }

  /** Calls `listener` at every move. @returns what ends that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

/**
 * What `look` sees now, and again whenever one of `moves` has moved, until `signal` aborts. Moves that come while the
 * caller is busy are told as one; none is lost.
 */
export async function* watchMoves<T>(
  moves: readonly Moves[],
  look: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  let wake: () => void = () => undefined
  const listener = () => wake()
  const ends = moves.map((each) => each.listen(listener))
  signal?.addEventListener('abort', listener, { once: true })
  try {
    while (!signal?.aborted) {
      const moved = new Promise<void>((resolve) => {
        wake = resolve
      })
      yield look()
      if (signal?.aborted) return
      await moved
    }
  } finally {
    for (const end of ends) end()
    signal?.removeEventListener('abort', listener)
  }
}
