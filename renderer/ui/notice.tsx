import type { ReactNode } from 'react'
import { Warning } from './glyph.tsx'
import './notice.css'

interface NoticeProps {
  readonly title?: string
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly urgent?: boolean
}

export const Notice = ({ title, children, actions, urgent }: NoticeProps) => (
  <div className="notice" role={urgent ? 'alert' : 'note'}>
    <Warning />
    <div className="notice-words">
      {title ? <strong>{title} </strong> : null}
      {children}
      {actions ? <div className="notice-actions">{actions}</div> : null}
    </div>
  </div>
)

interface ProgressProps {
  /** What is being done, to what. */
  readonly title: string
  readonly step?: string
  readonly done: number
  readonly total: number | null
  readonly timeLeft?: string | null
  readonly onCancel?: () => void
}

export const Progress = ({ title, step, done, total, timeLeft, onCancel }: ProgressProps) => {
  const share = total && total > 0 ? Math.min(1, done / total) : null
  const percent = share === null ? null : Math.floor(share * 100)
  return (
    <div className="progress">
      <div className="progress-words">
        <span>
          <strong>{title}</strong> {step}
        </span>
        <span className="progress-left">
          {percent === null ? 'working' : `${percent}%`}
          {timeLeft ? (
            <>
              , about <strong>{timeLeft}</strong> left
            </>
          ) : null}
        </span>
        {onCancel ? (
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        ) : null}
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={`${title} ${step ?? ''}`.trim()}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div
          className={share === null ? 'progress-bar progress-unknown' : 'progress-bar'}
          style={{ width: share === null ? '100%' : `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
