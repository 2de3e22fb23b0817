import { column, type RowOf, rows } from '../case/rows.ts'
import { joined, type Sql, sql } from '../case/sql.ts'

/** The zone in which the case counts days. */
export const caseZone = 'Europe/London'

export type DayOrder = 'day-month' | 'month-day' | 'iso'

/** How the times of one table are written. */
export interface TimeReading {
  dayOrder: DayOrder
  zone: string
  /** strptime formats that most texts of the table meet as they are; tried before anything is taken apart. */
  formats: readonly string[]
  /** strptime formats that most texts ending in an offset of whole hours, `(UTC+1)`, meet once it is taken off. */
  offsetFormats?: readonly string[]
}

const isoFormats = ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M']
const compactFormats = [
  '%Y%m%d %H%M',
  '%Y%m%d %H%M%S',
  '%Y%m%d %H:%M:%S',
  '%Y%m%d %H:%M',
  '%Y%m%d%H%M%S',
  '%Y%m%d',
]
const wordFormats = [
  '%d %b %Y %H:%M:%S',
  '%d %b %Y %H:%M',
  '%d %b %Y',
  '%d %B %Y %H:%M:%S',
  '%d %B %Y %H:%M',
  '%d %B %Y',
]
const clocks = [' %H:%M:%S', ' %H:%M', ' %I:%M:%S %p', ' %I:%M %p', '']
const numbered = (order: DayOrder) => (order === 'month-day' ? '%m/%d' : '%d/%m')
const slashFormats = (order: DayOrder) =>
  ['%y', '%Y'].flatMap((year) => clocks.map((clock) => `${numbered(order)}/${year}${clock}`))

/** Formats to try on texts whose separators, offset and fraction have been put in order. */
const everyFormat = (order: DayOrder) => [
  ...isoFormats.slice(0, 3),
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d %H:%M',
  '%Y/%m/%d',
  '%Y-%m',
  ...slashFormats(order),
  ...compactFormats,
  ...wordFormats,
]

/** Formats that a table may be read with as it stands. */
export const plainFormats = (order: DayOrder): string[] => [
  ...isoFormats,
  ...slashFormats(order),
  ...compactFormats,
  '%d-%b-%Y %H:%M:%S',
  '%d-%b-%Y %H:%M',
  '%d %b %Y %H:%M:%S',
  ...(order === 'month-day' ? [] : ['%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d-%m-%Y', '%d.%m.%Y %H:%M:%S']),
]

const formatList = (formats: readonly string[]): Sql =>
  sql`[${joined(
    formats.map((format) => ({ text: `'${format.replaceAll("'", "''")}'`, values: [] })),
    ', ',
  )}]`

const dayVotesColumns = { day_first: column.integer, month_first: column.integer, unsettled: column.integer }
/** How often a column's dates can only be read day first, only month first, or either way. */
export type DayVotes = RowOf<typeof dayVotesColumns>

/** How often the first of two numbers of a date cannot be a month, and how often the second. */
export const dayOrderVotes = (table: Sql, text: Sql) =>
  rows(dayVotesColumns)(sql`
  with dates as (
    select try_cast(regexp_extract(${text}, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]\\d{2,4}', 1) as integer) as first_part,
      try_cast(regexp_extract(${text}, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]\\d{2,4}', 2) as integer) as second_part
    from ${table}
  )
  select count(*) filter (where first_part > 12 and second_part <= 12) as day_first,
    count(*) filter (where second_part > 12 and first_part <= 12) as month_first,
    count(*) filter (where first_part <= 12 and second_part <= 12 and first_part <> second_part) as unsettled from dates`)

export const timeSample = (table: Sql, text: Sql, limit: number) =>
  rows({
    text: column.text,
  })(sql`select distinct text from (select ${text} as text from ${table} limit ${limit}) where text is not null
    order by hash(text), text limit 500`)

const hourOffsetPattern = '\\s*\\(UTC[+-]\\d{1,2}\\)$'
const hourOffset = new RegExp(hourOffsetPattern)

/** The text without an offset of whole hours at its end; null where it has none. */
export const withoutHourOffset = (text: string): string | null =>
  hourOffset.test(text) ? text.replace(hourOffset, '') : null

/** SQL for the UTC instant of a text with an offset of whole hours, by formats; much quicker than the general reading. */
const offsetInstant = (text: Sql, formats: readonly string[]): Sql =>
  sql`case when regexp_matches(${text}, '\\d${{ text: hourOffsetPattern, values: [] }}') then
    try_strptime(rtrim(split_part(${text}, '(UTC', 1)), ${formatList(formats)})
    - to_hours(try_cast(rtrim(split_part(${text}, '(UTC', 2), ')') as integer)) end`

/** How many of the texts each format reads, best first; of two that read as many, the earlier in the list. */
export const formatsHit = (texts: readonly string[], formats: readonly string[]) =>
  rows({ format: column.text, rank: column.integer, hits: column.integer })(sql`
  with texts as (select unnest(${texts}) as text)
  ${joined(
    formats.map(
      (format, rank) =>
        sql`select ${format} as format, ${rank} as rank, count(try_strptime(text, ${format})) as hits from texts`,
    ),
    ' union all ',
  )}
  order by hits desc, rank`)

const offsetPattern =
  '(\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?: ?[AaPp][Mm])?)\\s*(Z|z|UTC|GMT|\\(?(?:UTC|GMT)?\\s*([+-])(\\d{1,2}):?(\\d{2})?\\)?|\\((?:UTC|GMT)\\))\\s*$'

/**
 * SQL for the UTC instant of `text`: the plain formats first, in the table's zone; else the general reading, which takes
 * `(UTC+1)`, `Z`, `+01:00`, `(Device)`, fractions, Excel serials and Unix times apart. Null where it is no time.
 */
export function utcInstant(text: Sql, reading: TimeReading): Sql {
  const inZone = (naive: Sql) =>
    reading.zone === 'UTC'
      ? sql`${naive}`
      : sql`cast(timezone(${{ text: `'${reading.zone.replaceAll("'", "''")}'`, values: [] }}, ${naive}) as timestamp)`
  const stripped = sql`regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(trim(regexp_replace(${text},
    '\\s*\\((Device|Network|device|network)\\)\\s*$', '')), '${{ text: offsetPattern, values: [] }}', '\\1'),
    '(:\\d{2})\\.\\d+', '\\1'), '^(\\d{4}-\\d{2}-\\d{2})T', '\\1 '),
    '^(\\d{1,2})[.-](\\d{1,2})[.-](\\d{2,4})', '\\1/\\2/\\3'), '^(\\d{1,2})[-/]([A-Za-z]{3,9})[-/](\\d{2,4})', '\\1 \\2 \\3')`
  const part = (group: number) =>
    sql`regexp_extract(${text}, '${{ text: offsetPattern, values: [] }}', ${{ text: String(group), values: [] }})`
  const naive = sql`try_strptime(${stripped}, ${formatList(everyFormat(reading.dayOrder))})`
  const minutes = sql`(case ${part(3)} when '-' then -1 else 1 end) * (coalesce(try_cast(${part(4)} as integer), 0) * 60
    + coalesce(try_cast(${part(5)} as integer), 0))`
  const general = sql`case
    when ${text} is null then null
    when regexp_full_match(${text}, '[1-6]\\d{4}(\\.\\d+)?') then ${inZone(serialDay(text))}
    when regexp_full_match(${text}, '1\\d{9}') then epoch_ms(try_cast(${text} as bigint) * 1000)
    when regexp_full_match(${text}, '1\\d{12}') then epoch_ms(try_cast(${text} as bigint))
    when ${part(2)} <> '' then ${naive} - to_minutes(${minutes})
    else ${inZone(naive)} end`
  const quick = [
    ...(reading.formats.length > 0
      ? [inZone(sql`try_strptime(${text}, ${formatList(reading.formats)})`)]
      : []),
    ...(reading.offsetFormats?.length ? [offsetInstant(text, reading.offsetFormats)] : []),
  ]
  return quick.length > 0 ? sql`coalesce(${joined([...quick, general], ', ')})` : general
}

/** SQL for the day number of a spreadsheet, 1927 to 2091. */
const serialDay = (text: Sql): Sql =>
  sql`case when regexp_full_match(${text}, '[1-6]\\d{4}(\\.\\d+)?')
    then timestamp '1899-12-30' + to_seconds(round(try_cast(${text} as double) * 86400)) end`

/** SQL for a date without a time. */
export const plainDate = (
  text: Sql,
  order: DayOrder,
): Sql => sql`cast(coalesce(try_cast(${text} as timestamp), ${serialDay(text)},
  try_strptime(regexp_replace(regexp_replace(trim(${text}), '^(\\d{1,2})[.-](\\d{1,2})[.-](\\d{2,4})', '\\1/\\2/\\3'),
    '^(\\d{1,2})[-/]([A-Za-z]{3,9})[-/](\\d{2,4})', '\\1 \\2 \\3'), ${formatList(everyFormat(order))})) as date)`

/** SQL for what the text really knows: a clock with seconds, with minutes, a day, a month. */
export const precisionOf = (text: Sql): Sql => sql`cast(case
  when regexp_matches(${text}, '\\d:\\d{2}:\\d{2}') or regexp_full_match(${text}, '1\\d{9}|1\\d{12}|\\d{14}|\\d{8} \\d{6}') then 'second'
  when regexp_matches(${text}, '\\d:\\d{2}') or regexp_matches(${text}, '^\\d{8} \\d{4}$') then 'minute'
  when regexp_full_match(${text}, '\\d{4}-\\d{2}') then 'month'
  else 'day' end as time_precision)`

/** Seconds in the format say second precision; without a clock it is a day. */
export const precisionOfFormat = (format: string): 'second' | 'minute' | 'day' =>
  format.includes('%S') ? 'second' : format.includes('%M') ? 'minute' : 'day'

/** The text as it stands in the table's own zone, by the formats that most texts meet; null for the others. */
export const plainReading = (text: Sql, reading: TimeReading): Sql =>
  reading.formats.length === 0
    ? sql`cast(null as timestamp)`
    : sql`try_strptime(${text}, ${formatList(reading.formats)})`

/** Hours of a column with the case zone's distance from UTC, so that a clock is looked up by the hour and not by the row. */
export const createHourOffsets = (table: Sql, column: Sql, isLocal: boolean): Sql => sql`
  create or replace temp table hour_offset as
  with hours as (select distinct date_trunc('hour', ${column}) as hour from ${table})
  select hour, ${
    isLocal
      ? sql`hour - cast(timezone('${{ text: caseZone, values: [] }}', hour) as timestamp)`
      : sql`cast(timezone('${{ text: caseZone, values: [] }}', timezone('UTC', hour)) as timestamp) - hour`
  } as distance
  from hours`

export const localTime = (utc: Sql): Sql =>
  sql`cast(timezone(${{ text: `'${caseZone}'`, values: [] }}, timezone('UTC', ${utc})) as timestamp)`

/** SQL for the day on which `text` falls by the case's own clock; a date without a clock stays as it is. */
export const localDate = (text: Sql, reading: TimeReading): Sql =>
  reading.zone === caseZone
    ? plainDate(text, reading.dayOrder)
    : sql`case when regexp_matches(${text}, '\\d:\\d{2}') then cast(${localTime(utcInstant(text, reading))} as date)
        else ${plainDate(text, reading.dayOrder)} end`
