import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

const recordName = sql`coalesce(record.source_record_id, file.name || ':' || record.row_number)`

/** Each record and its person, in the order of the files. */
export const recordsWithPersons = (linkageRun: number | null) =>
  rows({
    source: column.text,
    row: column.integer,
    recordId: column.text,
    person: column.text,
    kind: column.text,
  })(sql`
  select file.name as source, record.row_number as row, ${recordName} as "recordId", cast(person.person_id as varchar) as person, record.kind
  from visible_person as person
  join visible_record as record using (record_id)
  join visible_file as file using (file_id)
  where person.run_id = ${linkageRun}
  order by file.file_id, record.sheet, record.row_number, record.record_id`)

const recordColumns = {
  record_id: column.integer,
  kind: column.text,
  file: column.text,
  fileId: column.integer,
  row: column.integer,
  recordId: column.text,
  at_text: column.text.orNull,
  forename: column.text.orNull,
  middle_names: column.text.orNull,
  surname: column.text.orNull,
  forename_initial: column.text.orNull,
  surname_initial: column.text.orNull,
  birth: column.text.orNull,
  sex: column.text.orNull,
  ethnicity: column.text.orNull,
  area: column.text.orNull,
  postcode: column.text.orNull,
  address: column.text.orNull,
  email: column.text.orNull,
  category: column.text.orNull,
  outcome: column.text.orNull,
  substances: column.text.orNull,
  day: column.text.orNull,
  until: column.text.orNull,
  /** ISO dates of the same. */
  local_day: column.text.orNull,
  until_day: column.text.orNull,
}
export type RecordRow = RowOf<typeof recordColumns>

/** The records of one person, oldest first. */
export const recordsOfPerson = (linkageRun: number | null, personId: number) =>
  rows(recordColumns)(sql`
  select record.record_id, record.kind, file.name as file, file.file_id as "fileId", record.row_number as row, ${recordName} as "recordId",
    strftime(record."at", '%Y-%m-%dT%H:%M:%S.000Z') as at_text, record.forename, record.middle_names, record.surname,
    record.forename_initial, record.surname_initial, strftime(record.date_of_birth, '%-d %B %Y') as birth, record.sex, record.ethnicity,
    coalesce(record.area, record.city) as area, coalesce(record.postcode, record.postcode_sector) as postcode, record.address, record.email,
    record.category, record.outcome, array_to_string(record.substances, ', ') as substances,
    strftime(record.local_day, '%-d %B %Y') as day, strftime(record.until_day, '%-d %B %Y') as until,
    strftime(record.local_day, '%Y-%m-%d') as local_day, strftime(record.until_day, '%Y-%m-%d') as until_day
  from visible_person as person
  join visible_record as record using (record_id)
  join visible_file as file using (file_id)
  where person.run_id = ${linkageRun} and person.person_id = ${personId}
  order by record.local_day nulls first, record.record_id`)

/** Linked pairs among the records of one person, strongest first. */
export const linksOfPerson = (linkageRun: number | null, personId: number) =>
  rows({
    left: column.text,
    right: column.text,
    rule: column.text,
    agrees: column.listOf(column.text),
    differs: column.listOf(column.text),
  })(sql`
  with own as (
    select record.record_id, ${recordName} as record_name
    from visible_person as person join visible_record as record using (record_id) join visible_file as file using (file_id)
    where person.run_id = ${linkageRun} and person.person_id = ${personId}
  )
  select l.record_name as "left", r.record_name as "right", link.rule, link.agrees, link.differs
  from visible_link as link
  join own as l on l.record_id = link.left_record_id
  join own as r on r.record_id = link.right_record_id
  where link.run_id = ${linkageRun} and link.state = 'linked'
  order by link.weight desc, link.left_record_id, link.right_record_id
  limit 200`)

export const numbersOfPerson = (linkageRun: number | null, personId: number) =>
  rows({
    number: column.text,
    number_id: column.integer,
    because: column.text,
    confidence: column.number,
    from_day: column.text.orNull,
    to_day: column.text.orNull,
  })(sql`
  select number.value as number, attribution.number_id, attribution.because, attribution.confidence,
    strftime(attribution.from_day, '%Y-%m-%d') as from_day, strftime(attribution.to_day, '%Y-%m-%d') as to_day
  from visible_attribution as attribution
  join visible_number as number using (number_id)
  where attribution.run_id = ${linkageRun} and attribution.person_id = ${personId}
  order by attribution.confidence desc, number.value, attribution.from_day nulls first`)

/** Lines that each of a person's numbers buys from or belongs to. */
export const linesOfNumbers = (linesRun: number | null, numberIds: readonly number[]) =>
  rows({ number_id: column.integer, line_id: column.text, name: column.text })(sql`
  with uses as (
    select number_id, line_id from visible_line_customer as line_customer where run_id = ${linesRun}
    union
    select number_id, line_id from visible_line_number as line_number where run_id = ${linesRun}
  )
  select uses.number_id, line.line_id, line.name
  from uses
  join visible_line as line on line.run_id = ${linesRun} and line.line_id = uses.line_id
  where list_contains(${numberIds}, uses.number_id)
  order by uses.number_id, line.rank`)

const pairSide = (side: Sql): Sql => sql`
    ${side}_record.source_record_id as ${side}_id, ${side}_file.name as ${side}_file, ${side}_record.row_number as ${side}_row,
    ${side}_record.kind as ${side}_kind, ${side}_record.forename as ${side}_forename, ${side}_record.middle_names as ${side}_middle_names,
    ${side}_record.surname as ${side}_surname, ${side}_record.forename_initial as ${side}_forename_initial,
    ${side}_record.surname_initial as ${side}_surname_initial,
    strftime(${side}_record.date_of_birth, '%-d %B %Y') as ${side}_birth, ${side}_record.sex as ${side}_sex,
    coalesce(${side}_record.postcode, ${side}_record.postcode_sector) as ${side}_postcode,
    coalesce(${side}_record.area, ${side}_record.city) as ${side}_area, ${side}_record.address as ${side}_address,
    ${side}_record.email as ${side}_email, ${side}_number.value as ${side}_phone`

/** What is said of each side of a pair. */
const sideColumns = {
  id: column.text.orNull,
  file: column.text,
  row: column.integer,
  kind: column.text,
  forename: column.text.orNull,
  middle_names: column.text.orNull,
  surname: column.text.orNull,
  forename_initial: column.text.orNull,
  surname_initial: column.text.orNull,
  birth: column.text.orNull,
  sex: column.text.orNull,
  postcode: column.text.orNull,
  area: column.text.orNull,
  address: column.text.orNull,
  email: column.text.orNull,
  phone: column.text.orNull,
}
type SideColumns<Side extends string> = {
  [Name in keyof typeof sideColumns as `${Side}_${Name}`]: (typeof sideColumns)[Name]
}
const columnsOfSide = <Side extends 'l' | 'r'>(side: Side) =>
  Object.fromEntries(
    Object.entries(sideColumns).map(([name, held]) => [`${side}_${name}`, held]),
  ) as SideColumns<Side>

const pairColumns = {
  ...columnsOfSide('l'),
  ...columnsOfSide('r'),
  pairKey: column.text,
  rule: column.text,
  agrees: column.listOf(column.text),
  differs: column.listOf(column.text),
  decision: column.textOf<'same' | 'different'>().orNull,
}
export type PairRow = RowOf<typeof pairColumns>

/** Pairs for review, and pairs that somebody decided, so that a decision can be taken back; undecided and strongest first. */
export const reviewPairs = (linkageRun: number | null) =>
  rows(pairColumns)(sql`
  with decisions as (
    select subject_key as pair_key, decision
    from visible_decision as decision
    where subject_kind = 'pair'
    qualify row_number() over (partition by subject_key order by decision_id desc) = 1
  )
  select link.pair_key as "pairKey", link.rule, link.agrees, link.differs, decisions.decision,
    ${pairSide(sql`l`)},
    ${pairSide(sql`r`)}
  from visible_link as link
  left join decisions using (pair_key)
  join visible_record as l_record on l_record.record_id = link.left_record_id
  join visible_file as l_file on l_file.file_id = l_record.file_id
  left join visible_number as l_number on l_number.number_id = l_record.number_id
  join visible_record as r_record on r_record.record_id = link.right_record_id
  join visible_file as r_file on r_file.file_id = r_record.file_id
  left join visible_number as r_number on r_number.number_id = r_record.number_id
  where link.run_id = ${linkageRun}
    and (link.state = 'review' or decisions.decision is not null)
  order by decisions.decision is not null, link.weight desc, link.pair_key
  limit 5000`)

/** How many pairs bear a key. */
export const pairsWithKey = (pairKey: string) =>
  rows({ pairs: column.integer })(sql`
  select cast(count(*) as integer) as pairs
  from visible_record as l
  join visible_record as r on r.record_key = split_part(${pairKey}, '~', 2)
  where l.record_key = split_part(${pairKey}, '~', 1)`)
