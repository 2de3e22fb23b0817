import { type Sql, sql } from '../case/sql.ts'

/** A day in the format of the layouts, from an expression in days since 1 January 2025. */
const dayWords = (days: Sql): Sql => sql`strftime(date '2025-01-01' + (${days})::int, '%d/%m/%Y')`

/** Repeatable calls between drama numbers and unallocated blocks; each caller has a new handset every ninety days, one row in a hundred says again what another says. */
export const callRows = (rows: number): Sql => sql`
  with ordinals as (
    select case when ordinal % 100 = 99 then ordinal - 1 else ordinal end as ordinal
    from range(${rows}) as numbered(ordinal)
  ),
  draws as (
    select ordinal, hash(ordinal, 1) as caller, hash(ordinal, 2) as called, hash(ordinal, 3) as moment, hash(ordinal, 4) as other
    from ordinals
  ),
  handsets as (select *, hash(caller % 999, moment % 364 // 90) as handset from draws)
  select
    '07700' || lpad((900000 + caller % 999)::varchar, 6, '0') as "A Number",
    '+447700' || lpad((400000 + (called % 200000))::varchar, 6, '0') as "B Number",
    ${dayWords(sql`moment % 364`)} as "Date",
    strftime(timestamp '2025-01-01' + to_seconds((moment >> 20) % 86400), '%H:%M:%S') as "Time",
    (other % 900)::varchar as "Duration (secs)",
    case when other % 5 = 0 then 'SMS' else 'Voice' end as "Type",
    '35' || lpad((handset % 10000000000000)::varchar, 13, '0') as "IMEI"
  from handsets
  order by ordinal`

/** Repeatable people: made-up names of syllables; about one record in six is of somebody listed before, one in four of those misspelt. */
export const peopleRows = (rows: number): Sql => sql`
  with ordinals as (
    select ordinal, case when ordinal % 6 = 5 then (hash(ordinal) >> 2)::bigint % (ordinal + 1) else ordinal end as person
    from range(${rows}) as numbered(ordinal)
  ),
  draws as (
    select ordinal, person, (hash(person, 1) >> 2)::bigint as given, (hash(person, 2) >> 2)::bigint as family, (hash(person, 3) >> 2)::bigint as born, ordinal <> person and hash(ordinal, 9) % 4 = 0 as misspelt
    from ordinals
  ),
  named as (
    select
      *,
      ['Alan', 'Bea', 'Carl', 'Dana', 'Ewan', 'Fay', 'Gus', 'Hope', 'Ivan', 'June', 'Kit', 'Lena', 'Max', 'Nell', 'Omar', 'Pia', 'Ray', 'Sue', 'Tom', 'Una'][1 + given % 20] as forename,
      ['Ash', 'Bel', 'Cor', 'Den', 'Far', 'Gil', 'Hol', 'Ing', 'Kel', 'Lan', 'Mar', 'Nor', 'Pen', 'Rad', 'Sel', 'Thor', 'Wal', 'Yar'][1 + family % 18]
        || ['a', 'e', 'i', 'o', 'er', 'in', 'on'][1 + (family >> 8) % 7]
        || ['by', 'den', 'ford', 'ham', 'ley', 'low', 'man', 'ridge', 'son', 'ton', 'well', 'wick'][1 + (family >> 16) % 12] as surname
    from draws
  )
  select
    'N' || lpad(ordinal::varchar, 9, '0') as "Nominal ID",
    case when misspelt then substring(surname, 1, 3) || substring(surname, 5) else surname end as "Surname",
    forename as "Forename(s)",
    strftime(date '1950-01-01' + (born % 20000)::int, '%d/%m/%Y') as "DOB",
    case when given % 2 = 0 then 'M' else 'F' end as "Sex"
  from named
  order by ordinal`

/** The yardstick of the import: what DuckDB alone does with the same file. */
export const createFromCsv = (path: string): Sql =>
  sql`create table loaded as select * from read_csv(${path})`
