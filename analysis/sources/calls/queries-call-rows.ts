import { column, rows } from '../../case/rows.ts'
import { joined, type Sql, sql } from '../../case/sql.ts'

/** SQL for each field of a call record; `null` where the file has no such column. */
export interface CallColumns {
  from: Sql
  to: Sql
  subscriber: Sql
  other: Sql
  duration: Sql
  type: Sql
  direction: Sql
  leg: Sql
  imei: Sql
  imsi: Sql
  farImei: Sql
  farImsi: Sql
  /** One text that names the whole cell as written: code, name, postcode, position, azimuth. */
  cell: Sql
}

const trimmed = (text: Sql): Sql => sql`nullif(trim(${text}), '')`

/** Distinct writings of type, direction and leg, and what they mean: few, so patterns run on them and not on rows. */
export const createCallWays = (columns: Pick<CallColumns, 'type' | 'direction' | 'leg'>): Sql => sql`
  create or replace temp table call_way as
  with written as (
    select distinct ${wayKey(columns)} as way, lower(coalesce(${columns.type}, '')) as type_said,
      lower(coalesce(${columns.direction}, '')) as direction_said, upper(trim(coalesce(${columns.leg}, ''))) as leg_said
    from staged_row
  ),
  read_ways as (
    select *, regexp_matches(direction_said || ' ' || type_said,
        '(^|[^a-z])(in|incoming|inbound|received|mt|mtc|smsmt|missed|terminating)([^a-z]|$)') as is_incoming,
      regexp_matches(direction_said || ' ' || type_said,
        '(^|[^a-z])(out|outgoing|outbound|dialled|dialed|sent|mo|moc|smsmo|originating)([^a-z]|$)') as is_outgoing
    from written
  )
  select way, is_incoming,
    cast(case when regexp_matches(type_said, 'sms|text|mms|message') then 'text'
      when regexp_matches(type_said, 'gprs|data|internet|packet|ggsn') then 'data' else 'call' end as medium) as medium,
    case when regexp_matches(leg_said, '^(A|A LEG|A-LEG|ORIGINATING|MO)$') then 'A'
      when regexp_matches(leg_said, '^(B|B LEG|B-LEG|TERMINATING|MT)$') then 'B'
      when is_incoming then 'B' else 'A' end as leg,
    is_incoming or is_outgoing or leg_said <> '' as leg_stated,
    regexp_matches(type_said || ' ' || direction_said, 'missed|unanswered|no answer|busy|not answered') as said_missed
  from read_ways`

const wayKey = (columns: Pick<CallColumns, 'type' | 'direction' | 'leg'>): Sql =>
  sql`concat_ws('|', ${columns.type}, ${columns.direction}, ${columns.leg})`

const handsetKey = (imei: Sql, imsi: Sql): Sql =>
  sql`concat_ws('|', coalesce(${imei}, ''), coalesce(${imsi}, ''))`

export interface CallShape {
  columns: CallColumns
  /** The naive time by the table's plain format, and the UTC instant of any other writing. */
  plainTime: Sql
  generalTime: Sql
  /** What another writing knows; null where the plain format read it. */
  generalPrecision: Sql
  has: { subject: boolean; handset: boolean; farHandset: boolean; cell: boolean }
}

/**
 * Every row with its parties still as texts and its time as the file's own clock says it. Read again by each statement that needs a part
 * of it: writing it down costs more than reading a column twice.
 */
export const callTexts = ({ columns, plainTime, generalTime, generalPrecision, has }: CallShape): Sql => sql`
  with said as (
    select s.row_number, w.medium, w.leg, w.leg_stated, w.said_missed,
      ${
        has.subject
          ? sql`coalesce(${trimmed(columns.from)}, case when w.is_incoming then ${trimmed(columns.other)} else ${trimmed(columns.subscriber)} end)`
          : trimmed(columns.from)
      } as from_text,
      ${
        has.subject
          ? sql`coalesce(${trimmed(columns.to)}, case when w.is_incoming then ${trimmed(columns.subscriber)} else ${trimmed(columns.other)} end)`
          : trimmed(columns.to)
      } as to_text,
      ${plainTime} as plain_time, ${trimmed(columns.duration)} as duration_text,
      ${has.handset ? handsetKey(columns.imei, columns.imsi) : sql`cast(null as varchar)`} as handset_said,
      ${has.farHandset ? handsetKey(columns.farImei, columns.farImsi) : sql`cast(null as varchar)`} as far_handset_said,
      ${has.cell ? columns.cell : sql`cast(null as varchar)`} as cell_said, ${generalTime} as general_time, ${generalPrecision} as general_precision
    from staged_row s join call_way w on w.way = ${wayKey(columns)}
  )
  select * exclude (from_text), coalesce(from_text, case when to_text is not null and medium <> 'data' then 'Withheld' end) as from_text from said`

/**
 * The distinct writings of some columns, in a table of their own: DuckDB carries a condition on them down to every row, even through a
 * materialised part of one statement.
 */
const distinctTexts = (table: Sql, texts: Sql, columns: readonly Sql[]): Sql => sql`
  create or replace temp table ${table} as
  ${joined(
    columns.map((column) => sql`select distinct ${column} as said from (${texts})`),
    ' union all ',
  )}`

export const createPartiesSaid = (texts: Sql): Sql =>
  distinctTexts(sql`party_said`, texts, [sql`from_text`, sql`to_text`])
export const createHandsetsSaid = (texts: Sql): Sql =>
  distinctTexts(sql`handset_said`, texts, [sql`handset_said`, sql`far_handset_said`])
export const createCellsSaid = (texts: Sql): Sql => distinctTexts(sql`cell_said`, texts, [sql`cell_said`])

export const collectCallNumbers = (): Sql =>
  sql`insert into new_number_text select distinct said from party_said where said is not null`

/** The distinct parties of this file with the number that each is, and why a row with it cannot be loaded. */
export const createCallParties = (): Sql => sql`
  create or replace temp table call_party as
  select t.text, t.text_id, t.number_id,
    case when n.kind <> 'not-a-number' then null when regexp_matches(t.text, '\\d[Ee]\\+?\\d') then 'NUMBER_LOST_DIGITS'
      else 'NOT_A_NUMBER' end as problem
  from number_text t join number n on n.number_id = t.number_id
  where t.text in (select text from new_call_text)`

export const keepCallTexts = (): Sql =>
  sql`create or replace temp table new_call_text as select text from new_number_text`

export const handsetsSaid = (): Sql =>
  sql`select distinct said from handset_said where said is not null and said <> '|'`

export const cellsSaid = () =>
  rows({ said: column.text })(sql`select said from cell_said where said is not null order by said`)

const durationSeconds = sql`case
  when duration_text is null then null
  when try_cast(duration_text as integer) is not null then try_cast(duration_text as integer)
  when try_cast(duration_text as double) is not null then try_cast(round(try_cast(duration_text as double)) as integer)
  when regexp_full_match(duration_text, '\\d{1,3}:\\d{2}:\\d{2}') then cast(split_part(duration_text, ':', 1) as integer) * 3600
    + cast(split_part(duration_text, ':', 2) as integer) * 60 + cast(split_part(duration_text, ':', 3) as integer)
  when regexp_full_match(duration_text, '\\d{1,3}:\\d{2}') then cast(split_part(duration_text, ':', 1) as integer) * 60
    + cast(split_part(duration_text, ':', 2) as integer) end`

const content: readonly string[] = [
  'medium',
  'leg',
  'from_text_id',
  'to_text_id',
  'at',
  'duration_seconds',
  'cell_id',
  'handset_id',
  'far_handset_id',
]

const names = (columns: readonly string[], prefix = ''): Sql => ({
  text: columns.map((column) => `${prefix}"${column}"`).join(', '),
  values: [],
})

/**
 * Every row with its numbers, instants and handsets. `content_hash` lives for this import only: rows that share it are
 * compared value by value.
 */
export const createTypedCalls = (texts: Sql, parts: { at: Sql; localAt: Sql; precision: Sql }): Sql => sql`
  create or replace temp table typed_call as
  with call_text as (${texts}),
  typed as (
    select c.row_number, c.medium, c.leg, ${parts.at} as "at", ${parts.localAt} as local_at, ${parts.precision} as precision,
      ${durationSeconds} as duration_seconds, c.said_missed, f.text_id as from_text_id, f.number_id as from_number_id,
      t.text_id as to_text_id, t.number_id as to_number_id, l.id as cell_id, h.id as handset_id, g.id as far_handset_id,
      case when c.plain_time is null and c.general_time is null then 'TIME'
        when t.text_id is null or f.text_id is null then 'NO_PARTIES' else coalesce(f.problem, t.problem) end as problem
    from call_text c
    left join call_party f on f.text = c.from_text
    left join call_party t on t.text = c.to_text
    left join said_cell l on l.said = c.cell_said
    left join said_handset h on h.said = c.handset_said
    left join said_handset g on g.said = c.far_handset_said
    left join hour_offset o on o.hour = date_trunc('hour', c.plain_time)
  )
  select *, hash(${names(content)}) as content_hash,
    cast(case when medium <> 'call' then 'unknown' when said_missed then 'missed' when duration_seconds is null then 'unknown'
      when duration_seconds = 0 then 'missed' else 'answered' end as outcome) as outcome
  from typed`

export const badCalls = () =>
  rows({ rows: column.integer })(sql`select count(*) as rows from typed_call where problem is not null`)

export const outcomesOfBadCalls = (atText: Sql, timeHeader: string): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, detail)
  select c.row_number, case when c.problem <> 'TIME' then c.problem when coalesce(trim(${atText}), '') = '' then 'NO_TIME'
    else 'BAD_DATE' end, false,
    case when c.problem = 'NUMBER_LOST_DIGITS' then '“' || left(coalesce(f.text, t.text), 80) || '” was rounded by a spreadsheet'
      when c.problem = 'NOT_A_NUMBER' then '“' || left(coalesce(f.text, t.text), 80) || '” is no number'
      when c.problem <> 'TIME' then null when coalesce(trim(${atText}), '') = '' then ${timeHeader} || ' is empty'
      else ${timeHeader} || ': “' || left(${atText}, 80) || '”' end
  from typed_call c join staged_row s using (row_number)
  left join call_party f on f.text_id = c.from_text_id and f.problem is not null
  left join call_party t on t.text_id = c.to_text_id and t.problem is not null
  where c.problem is not null`

export const outcomesOfRepeatedCalls = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  with alike as (
    select content_hash from typed_call where problem is null group by content_hash having count(*) > 1
  ),
  suspects as (select * from typed_call where problem is null and content_hash in (select content_hash from alike)),
  ranked as (select row_number, min(row_number) over (partition by ${names(content)}) as first_row from suspects)
  select row_number, 'DUPLICATE_IN_FILE', true, null, first_row from ranked where row_number > first_row`

export const otherCallFiles = () =>
  rows({ files: column.integer })(sql`select count(*) as files from file where kind = 'calls'`)

/** Rows that another call file already brought. */
export const outcomesOfKnownCalls = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  with span as (select min("at") as first_at, max("at") as last_at from typed_call where problem is null),
  stored as (
    select o.* from observation o, span where o.device_id is null and o."at" between span.first_at and span.last_at
  )
  select t.row_number, 'DUPLICATE_OF_FILE', true, min(struct_pack(f := o.file_id, r := o.row_number)).f,
    min(struct_pack(f := o.file_id, r := o.row_number)).r
  from typed_call t join stored o on ${joined(
    content.map((column) => ({ text: `t."${column}" is not distinct from o."${column}"`, values: [] })),
    ' and ',
  )}
  where t.problem is null and not exists (select 1 from row_outcome where row_outcome.row_number = t.row_number)
  group by t.row_number`

export const countCallOutcomes = () =>
  rows({ rows: column.integer })(sql`select count(*) as rows from row_outcome`)

export const loadCalls = (firstId: number, fileId: number, hasOutcomes: boolean): Sql => sql`
  insert into observation (observation_id, file_id, sheet, row_number, device_id, medium, direction, outcome, from_number_id, to_number_id,
    from_text_id, to_text_id, "at", precision, local_at, local_day, duration_seconds, message_id, cell_id, handset_id, far_handset_id, leg, deleted)
  select ${firstId} - 1 + row_number, ${fileId}, 0, row_number, null, medium, case leg when 'B' then 'incoming' else 'outgoing' end, outcome,
    from_number_id, to_number_id, from_text_id, to_text_id, "at", precision, local_at, cast(local_at as date), duration_seconds, null, cell_id,
    handset_id, far_handset_id, leg, false
  from typed_call
  ${hasOutcomes ? sql`where problem is null and row_number not in (select row_number from row_outcome where is_duplicate)` : sql``}`

export const dropCallTables = (): Sql => sql`
  drop table if exists call_way; drop table if exists call_party; drop table if exists new_call_text;
  drop table if exists typed_call; drop table if exists said_cell; drop table if exists party_said;
  drop table if exists handset_said; drop table if exists cell_said; drop table if exists said_handset; drop table if exists hour_offset`
