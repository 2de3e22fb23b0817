import { randomUUID } from 'node:crypto'
import type { CaseStore } from '../case/store.ts'
import type { WatchedState } from '../contract/index.ts'
import { ChangeSignal } from '../platform/changes.ts'

type CaseState = Pick<WatchedState, 'opening' | 'change'>

/** Reports when another case is opened and when the open case changes, whoever changed it. */
export class CaseEvents {
  readonly changes = new ChangeSignal()
  private latest: CaseState = { opening: null, change: null }
  private stop: () => void = () => undefined

  get state(): CaseState {
    return this.latest
  }

  /** Follows the case that is open from now on; null where none is. */
  follow(store: CaseStore | null): void {
    this.stop()
    this.setState({ opening: store && randomUUID(), change: null })
    if (!store) return
    const { opening } = this.latest
    let lastMark: Promise<string> = store.changesSince(null).then(({ mark }) => mark)
    const report = async (before: string) => {
      const { mark, changed } = await store.changesSince(before)
      // Positions are worked out for a question and stored; that changes no answer.
      const isNews = changed.some((part) => part !== 'places')
      if (isNews && this.latest.opening === opening) this.setState({ opening, change: mark })
      return mark
    }
    this.stop = store.whenChanged(() => {
      lastMark = lastMark.then(report)
      lastMark.catch(() => undefined)
    })
  }

  private setState(state: CaseState): void {
    this.latest = state
    this.changes.notify()
  }
}
