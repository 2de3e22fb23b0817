import { createHash } from 'node:crypto'
import type { Wording } from './queries-bulk-texts.ts'

/** Stable across runs: from the E.164 of the line's first number, too short to reveal the number. */
export function lineIdOf(firstNumber: string, taken: ReadonlySet<string>): string {
  const digest = createHash('sha256').update(`line ${firstNumber}`).digest('hex')
  for (let length = 6; length < 16; length += 1) {
    const lineId = `line-${digest.slice(0, length)}`
    if (!taken.has(lineId)) return lineId
  }
  return `line-${digest.slice(0, 16)}`
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A, B ... Z, AA, AB ... */
export function letterName(position: number): string {
  return position < 26
    ? (letters[position] ?? '')
    : letterName(Math.floor(position / 26) - 1) + letters[position % 26]
}

/**
 * The word that one unit's bulk texts hold far more often than all others' do, when it is written like a name; null when
 * none stands out. A name holds in at least a third of the texts and in those of few others.
 */
export function namesInTexts(wordings: readonly Wording[]): Map<number, string> {
  const textsPerUnit = new Map<number, number>()
  const timesPerWord = new Map<string, Map<number, number>>()
  for (const { unit_id, text, times } of wordings) {
    textsPerUnit.set(unit_id, (textsPerUnit.get(unit_id) ?? 0) + times)
    for (const word of new Set(text.match(/\b[A-Z][a-z]{2,11}\b/g) ?? [])) {
      const perUnit = timesPerWord.get(word) ?? new Map<number, number>()
      perUnit.set(unit_id, (perUnit.get(unit_id) ?? 0) + times)
      timesPerWord.set(word, perUnit)
    }
  }
  const best = new Map<number, { word: string; share: number }>()
  for (const [word, perUnit] of [...timesPerWord].sort(([a], [b]) => a.localeCompare(b))) {
    if (perUnit.size > 2) continue
    for (const [unitId, times] of perUnit) {
      const share = times / (textsPerUnit.get(unitId) ?? 1)
      if (share >= 0.34 && share > (best.get(unitId)?.share ?? 0)) best.set(unitId, { word, share })
    }
  }
  return new Map([...best].map(([unitId, { word }]) => [unitId, word]))
}
