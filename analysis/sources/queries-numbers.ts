import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

/** `new_number_text(text)` is filled by the caller with texts that may or may not be known. */
export const createNewNumberTexts = (): Sql =>
  sql`create or replace temp table new_number_text (text varchar not null)`

/** What most numbers look like in the United Kingdom; nothing has to be taken apart to read them. */
const plainNumber = sql`'\\+44[1-9]\\d{8,9}|0[1-9]\\d{8,9}|44[1-9]\\d{9}|7\\d{9}'`

export const createUnknownTexts = (): Sql => sql`
  create or replace temp table unknown_text as
  select text, regexp_full_match(text, ${plainNumber}) as is_plain
  from (select distinct text from new_number_text where text not in (select text from number_text))`

/**
 * Each new text taken apart: `identifier` (what names the party), `name` (what follows it in a party cell) and `compact`
 * (the identifier without the marks that people and programs write into numbers).
 */
export const createReadNumbers = (): Sql => sql`
  create or replace temp table read_number as
  with divided as (
    select text, trim(regexp_replace(text, '\\s*\\(owner\\)\\s*$', '', 'i')) as body from unknown_text where not is_plain
  ),
  parties as (
    select text, body,
      case when regexp_matches(body, '^\\S+@\\S+') then regexp_extract(body, '^(\\S+)', 1)
        when regexp_matches(body, '^[+=(0-9]') then trim(regexp_extract(body, '^([=+(]*[0-9][0-9()+./ -]*(?:[Ee]\\+?\\d+|[Ff]+\\b)?)', 1))
        else body end as identifier
    from divided
  )
  select text, identifier, nullif(trim(substr(body, length(identifier) + 1)), '') as rest,
    regexp_replace(regexp_replace(replace(identifier, '(0)', ''), '[^0-9A-Za-z+@.]|\\.', '', 'g'), '^TN|[Ff]+$', '', 'g') as compact
  from parties`

export const createParsedNumbers = (): Sql => sql`
  create or replace temp table parsed_number as
  with shapes as (
    select text, identifier, compact,
      regexp_extract(identifier, '^\\+?(\\d{8,15})@(s\\.whatsapp\\.net|c\\.us|lid|signal|viber)', 1) as chat_digits,
      lower(trim(text)) as words
    from read_number
  )
  select text,
    cast(case
      when words in ('', 'unknown', 'private', 'private number', 'withheld', 'number withheld', 'anonymous', 'restricted', 'blocked',
        'no caller id', 'unavailable', 'not available', 'hidden', 'payphone', '-1', '-2', '-3', 'n/a', 'null', 'none', 'caller withheld',
        'unknown number', 'withheld number', 'undisclosed', 'ex-directory', 'no number') then 'withheld'
      when regexp_full_match(identifier, '=?\\+?\\d(\\.\\d+)?[Ee]\\+?\\d+') then 'not-a-number'
      when chat_digits <> '' then 'e164'
      when identifier like '%@%' then 'chat-id'
      when starts_with(words, '#') then 'not-a-number'
      when regexp_full_match(compact, '\\+440?[1-9]\\d{8,9}|0044[0]?[1-9]\\d{8,9}|44[1-9]\\d{9}|0[1-9]\\d{8,9}|7\\d{9}') then 'e164'
      when regexp_full_match(compact, '\\d{3,6}') then 'short-code'
      when regexp_full_match(compact, '\\+?\\d{7,15}') then null
      when regexp_matches(words, '[a-z]') and length(words) <= 40 then 'alphanumeric'
      else 'not-a-number' end as varchar) as kind,
    cast(case
      when words in ('', 'unknown', 'private', 'private number', 'withheld', 'number withheld', 'anonymous', 'restricted', 'blocked',
        'no caller id', 'unavailable', 'not available', 'hidden', 'payphone', '-1', '-2', '-3', 'n/a', 'null', 'none', 'caller withheld',
        'unknown number', 'withheld number', 'undisclosed', 'ex-directory', 'no number') then 'withheld'
      when regexp_full_match(identifier, '=?\\+?\\d(\\.\\d+)?[Ee]\\+?\\d+') then identifier
      when chat_digits <> '' then '+' || chat_digits
      when identifier like '%@%' then lower(identifier)
      when starts_with(words, '#') then words
      when starts_with(compact, '+440') and length(compact) > 12 then '+44' || substr(compact, 5)
      when regexp_full_match(compact, '\\+44[1-9]\\d{8,9}') then compact
      when regexp_full_match(compact, '00440[1-9]\\d{8,9}') then '+44' || substr(compact, 6)
      when regexp_full_match(compact, '0044[1-9]\\d{8,9}') then '+44' || substr(compact, 5)
      when regexp_full_match(compact, '44[1-9]\\d{9}') then '+' || compact
      when regexp_full_match(compact, '0[1-9]\\d{8,9}') then '+44' || substr(compact, 2)
      when regexp_full_match(compact, '7\\d{9}') then '+44' || compact
      when regexp_full_match(compact, '\\d{3,6}') then compact
      else identifier end as varchar) as value,
    cast(null as varchar) as country
  from shapes
  union all
  select text, 'e164', case when starts_with(text, '+') then text when starts_with(text, '44') then '+' || text
      when starts_with(text, '0') then '+44' || substr(text, 2) else '+44' || text end, null
  from unknown_text where is_plain`

/** Texts that no pattern settled. */
export const leftForLibrary = () =>
  rows({ text: column.text, compact: column.text })(sql`
  select p.text, r.compact from parsed_number p join read_number r using (text) where p.kind is null order by p.text`)

/** Removes the unsettled rows once the library has answered for them. */
export const dropUnsettled = (): Sql => sql`delete from parsed_number where kind is null`

/** Adds numbers not met before. */
export const addNumbers = (firstId: number): Sql => sql`
  insert into number (number_id, value, kind, country)
  with fresh as (
    select value, min(kind) as kind,
      arg_min(case when kind = 'e164' and starts_with(value, '+44') then coalesce(country, 'GB') else country end, text) as country
    from parsed_number where value not in (select value from number) group by value
  )
  select ${firstId} - 1 + row_number() over (order by value), value, kind, country from fresh`

export const addNumberTexts = (firstId: number): Sql => sql`
  insert into number_text (text_id, text, number_id, name)
  select ${firstId} - 1 + row_number() over (order by p.text), p.text, n.number_id,
    case when p.kind in ('e164', 'chat-id', 'short-code') then r.rest end
  from parsed_number p join number n on n.value = p.value left join read_number r on r.text = p.text`

export const dropNumberTables = (): Sql =>
  sql`drop table unknown_text; drop table read_number; drop table parsed_number; drop table new_number_text`
