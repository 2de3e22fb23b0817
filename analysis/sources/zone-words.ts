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
  /\b(?:print|generat|creat|produc|export|extract|updat|request|issu|receiv|download|run|report|search|quer)\w*(?:\s*(?:on|at|date|and|\/|&))*\s*$/i
const ofMaking = /^\s*of\s+(?:the\s+)?(?:report|print|request|export|extract|production|creation|issue)/i

/** What a line above a table says where it names a zone and leaves open whether its times are in it. */
export const openZone = 'open'

/** What says that the zone is not used, or how to come from it to another. */
const denials = /\b(?:not|no|never|without|ignor\w*|regardless|unadjusted)\b[^.;)]*/gi
const advice = /(?:\b(?:for|to (?:get|obtain|find|give))\s[^.;()]*)?\b(?:add|subtract|deduct)\b[^.;)]*/gi
const ofTheFile =
  /\b(?:in|on|within|throughout)\s+(?:the|this)\s+(?:report|export|extract|file|document|print-?out|table)\b/gi
const conversions =
  /\b(?:convert|adjust|translat|transform|shift|normali[sz]|correct|chang)\w*|(?<!\boffset\s)\bfrom\s+(?:utc|gmt)\b|\b(?:stored|stores?|storage|saved|internal(?:ly)?|original(?:ly)?|were in|may be|some|most)\b|\b(?:utc|gmt)\b.*\b(?:shown|displayed|presented|viewed)\s+(?:in|at|to)\b/i
const otherClocks =
  /\b(?:server|system|database|report|request|search|quer[iy]|export|extract|print|generat|creat|produc|download|updat|modif|issu|header|footer|office|opening|business|maintenance|activation|registration|subscription|account|billing|invoic)\w*/i
const seasons = /\b(?:summer|winter|dst|daylight)\b/i
const partsOfYear =
  /\b(?:summer|winter|dst|daylight|otherwise|rest of|may|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?)\b/i
const twoInOne = /\b(?:utc|gmt)\s*\/\s*(?:utc|gmt)\s*[+-]\s*0?[1-9]/i
const ukOffsets: readonly string[] = [caseZone, 'UTC', 'Etc/GMT-1']

interface Claim {
  readonly zone: string
  /** Where the words start that say what is in the zone, and where the zone's name ends. */
  readonly start: number
  readonly end: number
}

/** The sentence that a claim stands in, from `all times` on where it says so; cells of a line are told apart by their colons. */
function sentenceOf(text: string, { start, end }: Claim): string {
  const before = text.slice(0, start)
  const from = /\ball\s+$/i.test(before)
    ? start
    : Math.max(
        0,
        ...[...before.matchAll(/[.;|]\s|\d\s*:\s|\s[-–]\s/g)].map((gap) => gap.index + gap[0].length),
      )
  const to = text.slice(end).search(/[.;:|]|\s[-–]\s/)
  return text.slice(from, to === -1 ? undefined : end + to)
}

/** A claim's zone where the line says it plainly, and of the rows' own times; else open, or UK local where it says that. */
function weighed(line: string, text: string, claim: Claim): string {
  if (twoInOne.test(line)) return openZone
  const plain = text.replaceAll(denials, '').replaceAll(advice, '')
  const zones = [...new Set(namedZones(plain).map(({ zone }) => zone))]
  const isConverted = conversions.test(plain)
  if (claim.zone === caseZone && !(isConverted && zones.length > 1)) return caseZone
  const isUk = zones.length > 1 && zones.every((zone) => ukOffsets.includes(zone))
  if (isUk && !isConverted && partsOfYear.test(plain)) return caseZone
  const isPeriod =
    !/\ball\s+$/i.test(text.slice(0, claim.start)) &&
    /^\W*(?:from|between)?\W*\d{1,4}[:./-]\d{1,2}/i.test(text.slice(claim.end))
  const sentence = sentenceOf(text, claim).replaceAll(denials, '').replaceAll(ofTheFile, '')
  const isPlain =
    zones.length === 1 &&
    zones[0] === claim.zone &&
    !isPeriod &&
    !isConverted &&
    !seasons.test(plain) &&
    !otherClocks.test(sentence)
  return isPlain ? claim.zone : openZone
}

function claimOf(text: string): Claim | null {
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
    return { zone: next.zone, start: subject.index, end: next.end }
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
  return isAlone || isUsed ? first : null
}

/**
 * The zone that a line above a table says its times are in: `All times;UTC`, `Time zone: UTC+0`, `UTC times are used`. `openZone` where it
 * names one and does not say that plainly: `Times converted from UTC`, `Server time zone: UTC`. Null for any other line, one that says
 * when the report was made among them.
 */
export function zoneOfStatement(line: string): string | null {
  const text = zoneText(line.slice(0, longest))
  const claim = claimOf(text)
  return claim && weighed(line.slice(0, longest), text, claim)
}

/** The zone that a line above a table gives for the one column it describes: `start of the call, UTC`. */
export function zoneOfDescription(said: string): string | null {
  const text = zoneText(said.slice(0, longest))
  const [first] = namedZones(text)
  return first ? weighed(said.slice(0, longest), text, first) : null
}
