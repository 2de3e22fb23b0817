/**
 * Why something was refused: it was addressed to another machine, it came from a foreign page or under a foreign name, it
 * had no right token or cookie, another user of this machine made it, or it was too much, too large or too slow.
 */
export type RefusalKind = 'elsewhere' | 'foreign' | 'key' | 'user' | 'limit'

const firstWords: Partial<Record<RefusalKind, string>> = {
  elsewhere: 'The window’s browser asked for another address; it was refused. Audit counts them.',
  user: 'A program of another user of this machine tried the port of this window; it was turned away.',
  key: 'Somebody tried this window’s port without the right key; it was refused.',
}

/** Counts what was refused, and says the first of each kind that a user should know of. */
export class Refusals {
  private readonly counts: Record<RefusalKind, number> = {
    elsewhere: 0,
    foreign: 0,
    key: 0,
    user: 0,
    limit: 0,
  }
  private readonly say: (words: string) => void

  constructor(say: (words: string) => void) {
    this.say = say
  }

  note(kind: RefusalKind): void {
    const words = firstWords[kind]
    if (this.counts[kind] === 0 && words) this.say(words)
    this.counts[kind] += 1
  }

  all(): Readonly<Record<RefusalKind, number>> {
    return { ...this.counts }
  }
}
