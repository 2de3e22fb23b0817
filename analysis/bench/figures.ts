import type { BenchResult } from './bench-messages.ts'

interface Spread {
  median: number
  least: number
  most: number
}

/** One figure of the bench: what was measured and, if there is a yardstick, the ratio to it for each pair. */
export interface BenchFigure {
  what: string
  seconds: Spread
  yardstick: { what: string; seconds: Spread; peakMegabytes: number | null } | null
  ratio: Spread | null
  peakMegabytes: number | null
  target: string
  /** Milliseconds, for questions asked many times. */
  p50?: number
  p95?: number
}

/** Value below which the share `share` of the values lies, by the nearest-rank method. */
function quantile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((left, right) => left - right)
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN
}

function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) }
}

const megabytes = (results: readonly BenchResult[]): number =>
  Math.round(Math.max(...results.map((result) => result.peakBytes)) / 1e6)

const secondsOf = (results: readonly BenchResult[]) => spreadOf(results.map((result) => result.seconds))

/** Repetitions of two tasks in turn: the ratio is taken within each pair. */
export function pairedFigure(
  what: string,
  yardstickWords: string,
  target: string,
  ours: readonly BenchResult[],
  theirs: readonly BenchResult[],
): BenchFigure {
  return {
    what,
    seconds: secondsOf(ours),
    yardstick: { what: yardstickWords, seconds: secondsOf(theirs), peakMegabytes: megabytes(theirs) },
    ratio: spreadOf(ours.map((result, index) => result.seconds / theirs[index]!.seconds)),
    peakMegabytes: megabytes(ours),
    target,
  }
}

export function figureAlone(what: string, target: string, results: readonly BenchResult[]): BenchFigure {
  const asked = results.flatMap((result) => result.questionMilliseconds ?? [])
  return {
    what,
    seconds: secondsOf(results),
    yardstick: null,
    ratio: null,
    peakMegabytes: megabytes(results),
    target,
    ...(asked.length > 0 ? { p50: quantile(asked, 0.5), p95: quantile(asked, 0.95) } : {}),
  }
}

const written = (spread: Spread | null, digits = 2): string =>
  spread === null
    ? ''
    : spread.least === spread.most
      ? spread.median.toFixed(digits)
      : `${spread.median.toFixed(digits)} (${spread.least.toFixed(digits)} to ${spread.most.toFixed(digits)})`

/** The figures as a Markdown table: median, and least to most of the repetitions. */
export function markdownOf(figures: readonly BenchFigure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.p95 === undefined
      ? `${written(figure.seconds)} s`
      : `p50 ${figure.p50?.toFixed(0)} ms, p95 ${figure.p95.toFixed(0)} ms`,
    figure.yardstick ? `${written(figure.yardstick.seconds)} s: ${figure.yardstick.what}` : '',
    written(figure.ratio),
    figure.peakMegabytes === null ? '' : `${figure.peakMegabytes} MB`,
    figure.yardstick?.peakMegabytes ? `${figure.yardstick.peakMegabytes} MB` : '',
    figure.target,
  ])
  const header = ['what', 'measured', 'yardstick', 'ratio', 'peak memory', "yardstick's", 'target']
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
