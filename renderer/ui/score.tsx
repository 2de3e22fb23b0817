import { formatScore } from '../text/numbers.ts'
import './score.css'

interface ScoreProps {
  /** 0 to 1. */
  readonly score: number
  readonly threshold?: number
}

const width = 48

export const Score = ({ score, threshold }: ScoreProps) => (
  <span className="score">
    <svg width={width + 8} height="12" viewBox={`-4 0 ${width + 8} 12`} aria-hidden="true">
      <path className="score-rail" d={`M0 6H${width}`} />
      {threshold === undefined ? null : <path className="score-tick" d={`M${threshold * width} 2v8`} />}
      <circle className="score-dot" cx={Math.min(1, Math.max(0, score)) * width} cy="6" r="3.5" />
    </svg>
    <span>{formatScore(score)}</span>
  </span>
)
