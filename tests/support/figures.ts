import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'

type Figures = Readonly<Record<string, string | number>>

const keep = (kept: object) => {
  const { HUBLINE_FIGURES: place } = process.env
  if (place) appendFileSync(place, `${JSON.stringify({ file: expect.getState().testPath, ...kept })}\n`)
}

/** Keeps what the long test measured, for `docs/long-tests`; any other run keeps nothing. */
export const keepFigures = (figures: Figures): void => keep({ figures })

/** Says why a part of the long test was skipped on this machine. */
export const keepReason = (skipped: string): void => keep({ skipped })
