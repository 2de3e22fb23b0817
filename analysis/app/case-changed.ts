import type { CaseStore } from '../case/store.ts'
import { Moves } from '../platform/changes.ts'

/** The event "the case changed": follows the open case through its store, whoever changed it. */
export class CaseChanged {
  readonly moves = new Moves()
  private told: string | null = null
  private stop: () => void = () => undefined

  /** Another one each time that the case changed; null where it has not since it was opened. */
  get mark(): string | null {
    return this.told
  }

  /** Follows the case that is open now; null where none is. */
  follow(store: CaseStore | null): void {
    this.stop()
    this.told = null
    let seen: string | null = null
    const ending = new AbortController()
    const look = async () => {
      const { mark, changed } = await store!.changesSince(seen)
      if (ending.signal.aborted) return
      seen = mark
      // What a question works out for itself changes no answer.
      if (changed.every((part) => part === 'places')) return
      this.told = mark
      this.moves.moved()
    }
    const end = store?.whenChanged(() => void look().catch(() => undefined))
    this.stop = () => {
      ending.abort()
      end?.()
    }
  }
}
