/**
 * Why a request was refused: it was for another machine, it came from another page or under another host name, it
 * had no valid token or cookie, another user of this machine made it, or there were too many, or it was too large or too slow.
 */
export type RefusalKind = 'elsewhere' | 'foreign' | 'key' | 'user' | 'limit'

const firstWords: Partial<Record<RefusalKind, string>> = {
  elsewhere: 'The window’s browser sent a request to another address; it was refused. Audit counts these.',
  user: 'A program of another user of this machine tried to connect to this window’s port; it was refused.',
  key: 'A program tried to use this window’s port without the right key; it was refused.',
}

/** Counts refused requests, and reports the first of each kind that a user should know about. */
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
