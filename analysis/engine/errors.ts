import type { ErrorCode, ErrorData } from '../contract/index.ts'

/** Something that can go wrong in ordinary use, under a code that the contract declares. */
export class ExpectedError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super([data.subject, data.detail, data.remedy].filter(Boolean).join(': ') || code, options)
    this.name = 'ExpectedError'
    this.code = code
    this.data = data
  }
}

/** The caller went away or pressed Cancel; silent. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled')
    this.name = 'CancelledError'
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError()
}
