import type { Funnel } from '../../analysis/contract/index.ts'
import { formatShare, plural } from './numbers.ts'

export type FunnelStep = Funnel['steps'][number]

/** `17 of 161, 11%`; why it is not shown where it is not. */
export const shareWords = (step: FunnelStep): string => {
  if (step.people === null || step.ofPeople === null) return ''
  if (step.of === null || step.ofPeople === 0) return ''
  return `${formatShare(step.people / step.ofPeople)} of ${step.ofPeople.toLocaleString('en-GB')}`
}

export const besideWords = (step: FunnelStep): string =>
  [
    step.medianDays === null ? '' : `half of them within ${plural(Math.round(step.medianDays), 'day')}`,
    step.notYet ? `${plural(step.notYet, 'person', 'people')} too early to say` : '',
  ]
    .filter(Boolean)
    .join('; ')
