import type { Line } from '../../analysis/contract/index.ts'

type LineState = 'proposed' | 'accepted' | 'set aside' | 'for review' | 'passed over'

export const stateOf = (line: Pick<Line, 'decision' | 'accepted'>): LineState => {
  if (line.decision === 'accepted') return 'accepted'
  if (line.decision === 'set-aside') return 'set aside'
  if (line.decision === 'review') return 'for review'
  return line.accepted ? 'proposed' : 'passed over'
}

export const isPassedOver = (line: Pick<Line, 'decision' | 'accepted'>): boolean =>
  stateOf(line) === 'passed over' || stateOf(line) === 'set aside'
