import type { BackupSchedule, CaseCopy, CopyReason } from '../../analysis/contract/index.ts'
import { formatInstant } from '../text/dates.ts'
import { formatBytes, plural } from '../text/numbers.ts'

export const scheduleChoices: readonly { readonly value: BackupSchedule; readonly words: string }[] = [
  { value: 'daily', words: 'Daily' },
  { value: 'after-import', words: 'After each import' },
  { value: 'off', words: 'Only when asked' },
]

const reasons: Record<CopyReason, string> = {
  asked: 'asked for',
  daily: 'daily',
  'after-import': 'after an import',
  'before-migration': 'before a new model',
  'before-erasure': 'before an erasure',
}

export const reasonWords = (why: CopyReason): string => reasons[why]

export const isGood = (copy: CaseCopy): boolean => copy.verified && copy.present

/** What a copy is worth, in a few words. */
export const stateWords = (copy: CaseCopy): string =>
  !copy.verified ? 'failed its check' : copy.present ? 'verified' : 'its disk is not there'

/** What the analyst must know of a copy before using it; empty when there is nothing. */
export const cautionWords = (copy: CaseCopy): string => {
  if (!copy.verified) return `${copy.problems.join('. ')}. Never restore from it.`
  if (copy.erasuresSince)
    return `Made before ${plural(copy.erasuresSince, 'erasure')}: it still holds what was taken out since.`
  return ''
}

const dayMilliseconds = 86_400_000

/** When the case was last safe, as one sentence; says so when that is long ago. */
export const lastCopyWords = (lastVerifiedAt: string | null, now: number): string => {
  if (!lastVerifiedAt) return 'No verified copy of this case is known.'
  const days = Math.floor((now - Date.parse(lastVerifiedAt)) / dayMilliseconds)
  const ago = days >= 1 ? `, ${plural(days, 'day')} ago` : ''
  return `Last verified copy: ${formatInstant(lastVerifiedAt)}${ago}.`
}

/** Whether there is room, as a sentence; null when it is not known. */
export const roomWords = (neededBytes: number | null, freeBytes: number | null): string | null =>
  freeBytes === null
    ? null
    : neededBytes === null
      ? `${formatBytes(freeBytes)} are free there.`
      : `A copy takes at most ${formatBytes(neededBytes)}, mostly less; ${formatBytes(freeBytes)} are free there.`
