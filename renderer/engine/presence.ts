const reconnectMilliseconds = 60_000

/**
 * Tells the loopback host that this window is there, for as long as it is: the host ends when the last window has gone.
 * Leaving is said as well, so that a closed window is told from one that the browser put to sleep.
 */
export const holdWindow = (): void => {
  let held: EventSource | null = null
  let givingUp: ReturnType<typeof setTimeout> | undefined
  const hold = () => {
    held?.close()
    held = new EventSource('/window')
    held.onopen = () => clearTimeout(givingUp)
    held.onerror = () => {
      clearTimeout(givingUp)
      givingUp = setTimeout(() => held?.close(), reconnectMilliseconds)
    }
  }
  addEventListener('pagehide', () => {
    held?.close()
    navigator.sendBeacon('/window')
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) hold()
  })
  hold()
}
