export const eventKinds = { call: 0, text: 1, chat: 2 } as const
export type EventKind = (typeof eventKinds)[keyof typeof eventKinds]

type ObservationWindow = { number: number; from: number; to: number; includesChats: boolean }

/** Communications as parallel arrays; only those that some file will show are kept. */
export type EventStore = {
  count: () => number
  observe: (window: ObservationWindow) => void
  add: (event: NewEvent) => void
  nextBatch: () => number
  at: (index: number) => number
  from: (index: number) => number
  to: (index: number) => number
  kind: (index: number) => EventKind
  duration: (index: number) => number
  batch: (index: number) => number
  text: (index: number) => string
}

type NewEvent = {
  at: number
  from: number
  to: number
  kind: EventKind
  duration?: number
  text?: string
  batch?: number
}

type InUse = (number: number, at: number) => boolean

export function eventStore(isInUse: InUse): EventStore {
  let capacity = 1 << 16
  let count = 0
  let batches = 0
  let at = new Uint32Array(capacity)
  let from = new Uint32Array(capacity)
  let to = new Uint32Array(capacity)
  let kind = new Uint8Array(capacity)
  let duration = new Uint16Array(capacity)
  let batch = new Uint32Array(capacity)
  let text = new Uint32Array(capacity)
  const texts: string[] = ['']
  const textIndex = new Map<string, number>([['', 0]])
  const windows = new Map<number, ObservationWindow[]>()

  const widened = <Column extends Uint32Array | Uint16Array | Uint8Array>(column: Column): Column => {
    const wider = new (column.constructor as new (length: number) => Column)(capacity)
    wider.set(column)
    return wider
  }
  const grow = (): void => {
    capacity *= 2
    at = widened(at)
    from = widened(from)
    to = widened(to)
    kind = widened(kind)
    duration = widened(duration)
    batch = widened(batch)
    text = widened(text)
  }
  const isSeen = (number: number, moment: number, isChat: boolean): boolean => {
    const list = windows.get(number)
    if (!list) return false
    return list.some(
      (window) => moment >= window.from && moment < window.to && (window.includesChats || !isChat),
    )
  }
  return {
    count: () => count,
    observe: (window) => {
      const list = windows.get(window.number)
      if (list) list.push(window)
      else windows.set(window.number, [window])
    },
    nextBatch: () => {
      batches += 1
      return batches
    },
    add: (event) => {
      const moment = Math.round(event.at)
      const isChat = event.kind === eventKinds.chat
      if (event.from === event.to) return
      if (!isSeen(event.from, moment, isChat) && !isSeen(event.to, moment, isChat)) return
      if (!isInUse(event.from, moment) || !isInUse(event.to, moment)) return
      if (count === capacity) grow()
      at[count] = moment
      from[count] = event.from
      to[count] = event.to
      kind[count] = event.kind
      duration[count] = Math.min(65535, Math.round(event.duration ?? 0))
      batch[count] = event.batch ?? 0
      const words = event.text ?? ''
      let known = textIndex.get(words)
      if (known === undefined) {
        known = texts.length
        texts.push(words)
        textIndex.set(words, known)
      }
      text[count] = known
      count += 1
    },
    at: (index) => at[index]!,
    from: (index) => from[index]!,
    to: (index) => to[index]!,
    kind: (index) => kind[index] as EventKind,
    duration: (index) => duration[index]!,
    batch: (index) => batch[index]!,
    text: (index) => texts[text[index]!]!,
  }
}
