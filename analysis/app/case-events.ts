import { randomUUID } from 'node:crypto'
import type { CaseStore } from '../case/store.ts'
import type { WatchedState } from '../contract/index.ts'
import { Moves } from '../platform/changes.ts'

type CaseState = Pick<WatchedState, 'opening' | 'change'>

/** "Another case is open" and "the case changed", whoever changed it: told of the case that is open, through its store. */
export class CaseEvents {
  readonly moves = new Moves()
  private now: CaseState = { opening: null, change: null }
  private stop: () => void = () => undefined

  get state(): CaseState {
    return this.now
  }

  /** Follows the case that is open from here on; null where none is. */
  follow(store: CaseStore | null): void {
    this.stop()
    this.move({ opening: store && randomUUID(), change: null })
    if (!store) return
    const { opening } = this.now
    let told: Promise<string> = store.changesSince(null).then(({ mark }) => mark)
    const tell = async (before: string) => {
      const { mark, changed } = await store.changesSince(before)
      // What a question works out for itself changes no answer.
      const isNews = changed.some((part) => part !== 'places')
      if (isNews && this.now.opening === opening) this.move({ opening, change: mark })
      return mark
    }
    this.stop = store.whenChanged(() => {
      told = told.then(tell)
      told.catch(() => undefined)
    })
  }

  private move(state: CaseState): void {
    this.now = state
    this.moves.moved()
  }
}
