import type { ErrorCode, ErrorData } from '../contract/index.ts'

/** An error's facts in one line. A detail that begins with the subject is a sentence of its own. */
export function wordsOf({ subject, detail, remedy }: ErrorData): string {
  if (subject && detail?.startsWith(subject))
    return [detail.replace(/\.$/, ''), remedy].filter(Boolean).join('. ')
  return [subject, detail, remedy].filter(Boolean).join(': ')
}

/** Something that can go wrong in ordinary use, under a code that the contract declares. */
export class ExpectedError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super(wordsOf(data) || code, options)
    this.name = 'ExpectedError'
    this.code = code
    this.data = data
  }
}

/** The caller left or pressed Cancel; nothing is reported. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled')
    this.name = 'CancelledError'
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError()
}

/** In a long loop, lets other work run. @throws CancelledError */
export async function giveWay(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  throwIfCancelled(signal)
}
