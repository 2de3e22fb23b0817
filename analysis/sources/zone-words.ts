import { caseZone } from './queries-times.ts'

/** A zone that a text names, as the database knows it, and where in the text. */
interface NamedZone {
  readonly zone: string
  readonly start: number
  readonly end: number
  readonly isLocal: boolean
}

/** Characters of a header or a line that are looked at. */
const longest = 1000

const partOfTime = '(?:call|event|record|start|end|begin|connect|date|time|stamp|at)+'

/** Names written out, words joined by underscores, camel case, and `datetimeutc` taken apart. */
export function zoneText(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})/gu, ' ')
      .replaceAll(/[_\s]+/g, ' ')
      .replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(${partOfTime})(utc|gmt)(?![\\p{L}\\p{N}])`, 'giu'), '$1 $2')
      .replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(utc|gmt)(${partOfTime})(?![\\p{L}\\p{N}])`, 'giu'), '$1 $2')
      .replaceAll(/\b(?:co-?ordinated universal time|universal time co-?ordinated|zulu)\b/gi, 'UTC')
      .replaceAll(/\bgreenwich mean time\b/gi, 'GMT')
      .replaceAll(/\bu\.t\.c\.?(?!\p{L})/giu, 'UTC')
      .replaceAll(/\bg\.m\.t\.?(?!\p{L})/giu, 'GMT')
      // What Windows calls the clock of the United Kingdom, summer time included.
      .replaceAll(/\bgmt standard time\b/gi, 'UK time')
      .replaceAll(/\b(utc|gmt)\s*(?:\/|=|or|and)\s*(?!\1)(?:utc|gmt)\b/gi, '$1')
      .trim()
  )
}

const aside = '(?![\\p{L}\\p{N}])'
const sign = '(?:\\s*offset)?[\\s:;]*(?:([+±]|\\bplus\\b)\\s*|([-−–]|\\bminus\\s))|\\s*offset[\\s:;]*'
const hours = `(\\d{1,2}|one)(?::?(\\d{2}))?(?![\\d:])(?!\\s*-?h(?:ou)?rs?\\s*(?:clock|format))`
const local = 'local|bst|british(?: summer)?(?: time)?|uk(?: local)? time|london'
const mentions = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(utc|gmt)(?:(?:${sign})${hours})?|(${local}))${aside}`,
  'giu',
)

const isDenied = (before: string, after: string) =>
  /^\s*offset/i.test(after) ||
  /\b(?:offset|difference|hours?|ahead|behind)\s+(?:from|to|of)\s+$/i.test(before) ||
  /\b(?:not|non|no|never)[\s-]+(?:(?:given|shown|written|recorded|stated|held|expressed)\s+)?(?:(?:in|as|on|at|to|using)\s+)?$/i.test(
    before,
  )

/** A clock that is GMT in winter and an hour on in summer is local time, in whatever words. */
function isUkClock(zoneWord: string, after: string): boolean {
  if (/^\s*(?:\/|or|and|&|to)\s*(?:utc|gmt)?\s*\+\s*0?1(?::?00)?(?!\d)/i.test(after)) return true
  if (/^[)\]\s:,-]*(?:dublin|edinburgh|lisbon|london|europe\/london)/i.test(after)) return true
  if (zoneWord.toLowerCase() !== 'gmt') return false
  const summer = /\b(?:bst|british summer)/i.exec(after)
  return (
    summer !== null &&
    !/\b(?:not|no|never|add|without|ignor\w*|regardless|throughout|all year|un\w+)\b/i.test(
      after.slice(0, summer.index),
    ) &&
    !/^\W*\w*\W*(?:is |are |was |were )?not\b/i.test(after.slice(summer.index))
  )
}

function offsetZone(isBehind: boolean, hoursSaid: string, minutes: string): string | null {
  const whole = hoursSaid.toLowerCase() === 'one' ? 1 : Number(hoursSaid)
  if (Number(minutes) !== 0 || whole > 14) return null
  if (whole === 0) return 'UTC'
  // The names of these zones have the sign turned round.
  return isBehind ? `Etc/GMT+${whole}` : `Etc/GMT-${whole}`
}

function namedZones(text: string): NamedZone[] {
  return [...text.matchAll(mentions)].flatMap((found) => {
    const [whole, word, , behind, hoursSaid, minutes = '', localSaid] = found
    const end = found.index + whole.length
    if (hoursSaid === undefined && isDenied(text.slice(0, found.index), text.slice(end))) return []
    const stated = hoursSaid === undefined ? 'UTC' : offsetZone(behind !== undefined, hoursSaid, minutes)
    const zone = localSaid === undefined ? stated : caseZone
    if (zone === null) return []
    const isUk = zone === 'UTC' && isUkClock(word!, text.slice(end))
    return [{ zone: isUk ? caseZone : zone, start: found.index, end, isLocal: localSaid !== undefined }]
  })
}

/**
 * The zone that a column's header names: `UTC` also for GMT and `UTC+0`, `Europe/London` for BST, GMT/BST and local, `Etc/GMT-1` for
 * `UTC+1`. Null where it names none; `ACTUTC` and `OUTCOME` name none.
 */
export const zoneOfHeader = (header: string): string | null =>
  namedZones(zoneText(header.slice(0, longest)))[0]?.zone ?? null

const mayNameUtc = /utc|gmt|u\.t\.c|g\.m\.t|universal|greenwich|zulu/i

/** A header without the UTC or GMT in it: `Start Time (UTC+1)` is `Start Time ()`. */
export function withoutZone(header: string): string {
  if (header.length > longest || !mayNameUtc.test(header.normalize('NFKC'))) return header
  const text = zoneText(header)
  return namedZones(text)
    .filter(({ isLocal }) => !isLocal)
    .reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
}

const subjects =
  /(?<!\p{L})(?:time\s?zones?|tz|zone|(?:dates?\s*(?:\/|and|&)?\s*)?times?(?:\s?stamps?)?|dates|clocks?|hh:mm(?::ss)?)(?!\p{L})/giu
const isPlural = (subject: string) => /(?:times|stamps|dates|clocks|ss)$/i.test(subject)
const isClockAt = (text: string) => /\d:\d{2}/.test(text)
const madeAt =
  /\b(?:print|generat|creat|produc|export|extract|updat|request|issu|receiv|download|run)\w*(?:\s*(?:on|at|date|and|\/|&))*\s*$/i
const ofMaking = /^\s*of\s+(?:the\s+)?(?:report|print|request|export|extract|production|creation|issue)/i

/**
 * The zone that a line above a table says its times are in: `All times;UTC`, `Time zone: UTC+0`, `UTC times are used`. Null for any other
 * line, one that says when the report was made among them.
 */
export function zoneOfStatement(line: string): string | null {
  const text = zoneText(line.slice(0, longest))
  const named = namedZones(text)
  if (named.length === 0) return null
  for (const subject of text.matchAll(subjects)) {
    const [word] = subject
    const before = text.slice(0, subject.index)
    const after = text.slice(subject.index + word.length)
    if (!isPlural(word) && (isClockAt(before) || ofMaking.test(after))) continue
    if (!isPlural(word) && !/zone|tz/i.test(word) && madeAt.test(before)) continue
    const next = named.find(({ start }) => start >= subject.index + word.length)
    if (!next || /\d|[.!?](?:\s|$)/.test(text.slice(subject.index + word.length, next.start))) continue
    return next.zone
  }
  const [first] = named.filter(({ isLocal }) => !isLocal)
  if (!first) return null
  const before = text.slice(0, first.start)
  const after = text.slice(first.end)
  const isAlone = !/[\p{L}\p{N}]/u.test(before + after)
  const isUsed =
    !/\d\W*$/.test(before) &&
    /^\s*(?:dates?\s*(?:\/|and|&)?\s*)?(?:times\b|time\s?stamps\b|time\s?zone|clock|throughout|(?:is|are) used)/i.test(
      after,
    )
  return isAlone || isUsed ? first.zone : null
}
