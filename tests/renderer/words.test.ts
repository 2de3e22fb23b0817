import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../analysis/contract/index.ts'
import { isStroke, type Stroke } from '../../renderer/commands/keys.ts'
import { nextRegion } from '../../renderer/frame/regions.ts'
import { formatRange, formatShortRange, isDay } from '../../renderer/text/dates.ts'
import { sentenceForCode, wordsForCode } from '../../renderer/text/errors.ts'
import { hexagonWords, hotHexagonsOf, tooFewSentence, verdictOf } from '../../renderer/text/hexagons.ts'
import {
  formatBytes,
  formatPhone,
  formatTimeLeft,
  formatWeight,
  sumSentence,
} from '../../renderer/text/numbers.ts'
import { rowsHeader, rowsSentence, rowsValue, saidElsewhere } from '../../renderer/text/rows.ts'
import { countAxis, rampStep, spread } from '../../renderer/ui/charts/scales.ts'
import { accountingWidths } from '../../renderer/ui/row-accounting.tsx'

describe('errors', () => {
  it.each(errorCodes)('%s says what happened and what to do, to the thing that it is about', (code) => {
    const { happened, next } = wordsForCode(code, { subject: 'calls.csv', detail: 'Row 18,204.' })
    expect(happened).toMatch(/\.$/)
    expect(next).toMatch(/\.$/)
    expect(`${happened} ${next}`).not.toMatch(/undefined|!|please| {2}/i)
    expect(wordsForCode(code, {}).happened).not.toMatch(/undefined| {2}| \./)
  })

  it('take the engine’s own remedy where it has one', () => {
    expect(wordsForCode('DISK_FULL', { remedy: 'Free 2 GB.' }).next).toBe('Free 2 GB.')
    expect(sentenceForCode('SOMETHING_ELSE')).toContain('SOMETHING_ELSE')
  })
})

describe('figures in words', () => {
  it('are British', () => {
    expect(formatPhone('+447700900412')).toBe('07700 900412')
    expect(formatPhone('61016')).toBe('61016')
    expect(formatWeight(-0.4)).toBe('−0.4')
    expect(formatRange('2025-01-01', '2025-06-30')).toBe('1 Jan – 30 Jun 2025')
    expect(formatShortRange('2025-06-02', '2025-06-08')).toBe('2–8 Jun')
    expect(formatTimeLeft(100)).toBe('1 min 40 s')
    expect(formatBytes(212_400_000)).toBe('212 MB')
    expect(isDay('2025-02-30')).toBe(false)
  })
})

describe('the rows behind a figure', () => {
  it('say how many texts and calls they are, and how many rows are left out', () => {
    expect(rowsSentence(1366, { rows: 1366, communications: 683, texts: 683 })).toBe(
      '683 texts, seen in 1,366 rows: the same text or call can stand in call records and on a phone',
    )
    expect(rowsSentence(1, { rows: 1, communications: 1, texts: 0 })).toBe('1 call, seen in 1 row')
    expect(rowsSentence(5000, { rows: 9000, communications: 9000, texts: 8000 })).toBe(
      '8,000 texts and 1,000 calls, seen in 9,000 rows; these are the first 5,000 of 9,000 rows',
    )
    expect(rowsSentence(70, null)).toBe('70 rows')
  })

  it('use plain words and say nothing twice', () => {
    expect([...saidElsewhere(['at', 'localAt', 'fileId', 'file'])]).toEqual(['at', 'fileId'])
    expect([...saidElsewhere(['at', 'fileId'])]).toEqual([])
    expect(rowsHeader('localAt')).toBe('When')
    expect(rowsHeader('rawText')).toBe('Raw text')
    expect(rowsValue('feature', 'bulk-texts, wording')).toBe('bulk text, wording')
    expect(rowsValue('group', 'not-known')).toBe('not known')
    expect(rowsValue('text', 'not-known')).toBe('not-known')
  })
})

describe('hexagons of the map', () => {
  it('are hot, not hot or too few to test, and a layer without a test has no number of hot hexagons', () => {
    expect([verdictOf(true, true), verdictOf(true, false), verdictOf(false, false)]).toEqual([
      'hot',
      'not hot',
      'too few to test',
    ])
    expect(tooFewSentence.toLowerCase()).toContain(hexagonWords.tooFew)
    expect(hotHexagonsOf({ title: 'crime', hot: 1, testing: { tested: 40 } })).toBe('1 hot hexagon of crime')
    expect(hotHexagonsOf({ title: 'crime', hot: 0, testing: { tested: 0 } })).toBe('too few to test: crime')
    expect(hotHexagonsOf({ title: 'crime', hot: 0, testing: null })).toBe('0 hot hexagons of crime')
  })
})

describe('how a score follows from its reasons', () => {
  it('is a sentence with the numbers in it', () => {
    expect(sumSentence(-3.4, 13.5, 0.99995)).toBe(
      'Before any reason, the method takes 1 number in about 31 for a line (−3.4). The reasons add +13.5, which makes +10.1 and a probability of >0.99. (The figures are log-odds.)',
    )
  })
})

describe('charts', () => {
  it('label axes with at most four round ticks', () => {
    for (const largest of [1, 7, 38, 215, 9214]) {
      const { top, ticks } = countAxis(largest)
      expect(top).toBeGreaterThanOrEqual(largest)
      expect(ticks.length).toBeLessThanOrEqual(5)
    }
    expect(rampStep(0, 10)).toBe(0)
    expect(rampStep(10, 10)).toBe(5)
  })

  it('move labels apart and keep their order', () => {
    const placed = spread([100, 101, 99], 14, 120)
    const sorted = [...placed].sort((a, b) => a - b)
    expect(placed[2]).toBe(sorted[0])
    expect(sorted.every((place, index) => index === 0 || place - sorted[index - 1]! >= 14)).toBe(true)
    expect(Math.max(...placed)).toBeLessThanOrEqual(120)
  })

  it('show a part that exists with at least three pixels, and add up', () => {
    const widths = accountingWidths([1_284_551, 312, 40_118], 150)
    expect(widths[1]).toBe(3)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(150)
    expect(accountingWidths([0, 0, 0], 150)).toEqual([0, 0, 0])
  })
})

describe('keys', () => {
  const stroke = (change: Partial<Stroke>): Stroke => ({
    key: '',
    code: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...change,
  })

  it('go by place for brackets and by sign for the question mark', () => {
    expect(isStroke('Shift+[', stroke({ key: '{', code: 'BracketLeft', shiftKey: true }))).toBe(true)
    expect(isStroke('[', stroke({ key: '{', code: 'BracketLeft', shiftKey: true }))).toBe(false)
    expect(isStroke('?', stroke({ key: '?', code: 'Slash', shiftKey: true }))).toBe(true)
    expect(isStroke('Ctrl+K', stroke({ key: 'k', metaKey: true }))).toBe(true)
    expect(isStroke('1', stroke({ key: '1', ctrlKey: true }))).toBe(false)
  })

  it('go round the regions that are drawn', () => {
    expect(nextRegion(['rail', 'top', 'canvas'], 'canvas', 1)).toBe('rail')
    expect(nextRegion(['rail', 'top', 'canvas'], null, 1)).toBe('canvas')
    expect(nextRegion(['rail', 'top'], null, 1)).toBe('rail')
    expect(nextRegion(['rail', 'top', 'canvas'], 'rail', -1)).toBe('canvas')
    expect(nextRegion([], null, 1)).toBeNull()
  })
})
