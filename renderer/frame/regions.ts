import { useChoices } from '../state/choices.ts'

const regions = ['rail', 'top', 'canvas', 'inspector', 'timeline'] as const
type Region = (typeof regions)[number]

/** The region after the current one among those that are drawn, round the end. */
export const nextRegion = (drawn: readonly Region[], current: Region | null, step: 1 | -1): Region | null => {
  if (drawn.length === 0) return null
  if (current === null && drawn.includes('canvas')) return 'canvas'
  const index = current === null ? (step === 1 ? -1 : 0) : drawn.indexOf(current)
  return drawn[(index + step + drawn.length) % drawn.length] ?? null
}

const elementOf = (region: Region): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-region="${region}"]`)

/** Where the keyboard lands in a region: what it is for, before its buttons. */
const firstStops = [
  '[role="grid"]',
  '[aria-current="page"]',
  'button, input, select, a[href], [tabindex="0"]',
]

export const moveRegion = (step: 1 | -1): void => {
  const drawn = regions.filter((region) => elementOf(region) !== null)
  const current = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region
  const next = nextRegion(drawn, regions.find((region) => region === current) ?? null, step)
  if (!next) return
  const element = elementOf(next)
  const inside = firstStops.map((stop) => element?.querySelector<HTMLElement>(stop)).find((found) => found)
  ;(inside ?? element)?.focus()
}

const patience = 5000
let waiting: (() => void) | null = null

/** Brings the keyboard to what the open view is for: its table, and until that is drawn its heading. */
export const landInCanvas = (): void => {
  waiting?.()
  requestAnimationFrame(() => {
    const canvas = elementOf('canvas')
    if (!canvas || document.querySelector('[role="dialog"]')) return
    const heading = canvas.querySelector<HTMLElement>('h1, h2')
    const stop = heading ?? canvas
    heading?.setAttribute('tabindex', '-1')
    stop.focus({ preventScroll: true })
    const isElsewhere = () =>
      document.activeElement !== stop && document.activeElement !== document.body && stop.isConnected
    const arrive = () => {
      const grid = canvas.querySelector<HTMLElement>('[role="grid"]')
      if (!grid && !isElsewhere()) return false
      if (!isElsewhere()) grid?.focus({ preventScroll: true })
      return true
    }
    if (arrive()) return
    const observer = new MutationObserver(() => {
      if (arrive()) waiting?.()
    })
    observer.observe(canvas, { childList: true, subtree: true })
    const timer = setTimeout(() => waiting?.(), patience)
    waiting = () => {
      observer.disconnect()
      clearTimeout(timer)
      waiting = null
    }
  })
}

/** Runs what the keyboard asked for; where that opens another view, the keyboard goes with it. Says whether it did. */
export const followingView = (run: () => void): boolean => {
  const { view } = useChoices.getState()
  run()
  if (useChoices.getState().view === view) return false
  landInCanvas()
  return true
}
