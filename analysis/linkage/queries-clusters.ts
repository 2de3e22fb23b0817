import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { aliveKinds } from '../kinds/lists.ts'
import {
  isWithheldFromSome,
  type ResultsOf,
  resultColumns,
  resultTable,
  resultValues,
} from '../visibility/queries-seen.ts'
import { recordsShownTo } from '../visibility/views.ts'
import { otherRules } from './linkage-rules.ts'
import { agreesColumn, differsColumn } from './queries-pairs.ts'

/** The compared records that a sight sees, in an order that depends on their content alone; `position` is 0 for the first. */
export const createOrderedRecords = ({ sight }: ResultsOf): Sql => sql`
  create or replace temp table ordered_record as
  select cast(row_number() over (order by record_key, record_id) - 1 as integer) as position, record_id, record_key, kind
  from linkage_record
  where record_id in (${recordsShownTo(sight)})`

/** How many of the compared records a sight does not see. */
export const recordsLeftOut = ({ sight }: ResultsOf) =>
  rows({ rows: column.integer })(
    sql`select count(*) as rows from linkage_record where record_id not in (${recordsShownTo(sight)})`,
  )

const identityColumns = {
  forename: column.text.orNull,
  surname: column.text.orNull,
  forename_initial: column.text.orNull,
  surname_initial: column.text.orNull,
  forename_roots: column.listOf(column.text),
  birth_text: column.text.orNull,
  sex: column.text.orNull,
  sector: column.text.orNull,
  client: column.text,
  death_day: column.number.orNull,
  alive_day: column.number.orNull,
}
export type IdentityRow = RowOf<typeof identityColumns>

export const orderedIdentities = () =>
  rows(identityColumns)(sql`
  select forename, surname, forename_initial, surname_initial, forename_roots, birth_text, sex, sector,
    coalesce(reference_client, '') as client,
    cast(case when is_death then epoch(local_day) / 86400 end as double) as death_day,
    cast(case when list_contains(${aliveKinds}, linkage_record.kind) then epoch(local_day) / 86400 end as double) as alive_day
  from ordered_record
  join linkage_record using (record_id)
  order by position`)

/** What people decided of pairs, the newest decision of each; one taken back is absent. */
export const createDecisions = (): Sql => sql`
  create or replace temp table pair_decision as
  with newest as (
    select subject_key as pair_key, decision
    from visible_decision as decision
    where subject_kind = 'pair'
    qualify row_number() over (partition by subject_key order by decision_id desc) = 1
  )
  select newest.pair_key, newest.decision, l.position as left_position, r.position as right_position
  from newest
  join ordered_record as l on l.record_key = split_part(newest.pair_key, '~', 1)
  join ordered_record as r on r.record_key = split_part(newest.pair_key, '~', 2)
  where newest.decision is not null and l.position <> r.position`

export const decidedPairs = () =>
  rows({
    left_position: column.integer,
    right_position: column.integer,
    decision: column.textOf<'same' | 'different'>(),
  })(sql`
  select left_position, right_position, decision from pair_decision order by left_position, right_position`)

export const createRankedPairs = (): Sql => sql`
  create or replace temp table ranked_pair as
  select cast(row_number() over (
      order by strength desc, least(l.position, r.position), greatest(l.position, r.position)
    ) - 1 as integer) as pair_number,
    least(l.position, r.position) as left_position, greatest(l.position, r.position) as right_position,
    cast(rule in ('same-reference', 'email-and-names', 'email-and-birth', 'email-and-name', 'email-slip') as boolean) as is_vouched, linkage_pair.*
  from linkage_pair
  join ordered_record as l on l.record_id = linkage_pair.left_record_id
  join ordered_record as r on r.record_id = linkage_pair.right_record_id`

/** Pairs that link, strongest first. */
export const linkingPairs = () =>
  rows({
    pair_number: column.integer,
    left_position: column.integer,
    right_position: column.integer,
    is_vouched: column.flag,
  })(sql`
  select pair_number, left_position, right_position, is_vouched
  from ranked_pair
  where is_link and conflict is null
  order by pair_number`)

export const createClusterTables = (): Sql => sql`
  create or replace temp table record_cluster (position integer, cluster integer);
  create or replace temp table cut_pair (pair_number integer, reason varchar);
  create or replace temp table attributor_pair (left_position integer, right_position integer, rule varchar, is_link boolean, reason varchar)`

/** The person of a record is named by the first of its records, one that every role may see where there is one. */
export const createLinkedPersons = (): Sql => sql`
  create or replace temp table linked_person as
  select record_id, first_value(record_id) over (
      partition by cluster order by ${isWithheldFromSome(sql`kind`)}, record_id
    ) as person_id
  from record_cluster
  join ordered_record using (position)`

export const insertPersons = (of: ResultsOf): Sql => sql`
  insert into ${resultTable(of, 'person')} (${resultColumns(of)}, record_id, person_id)
  select ${resultValues(of)}, record_id, person_id from linked_person order by record_id`

const pairKey = sql`l.record_key || '~' || r.record_key`
/**
 * What became of each pair: linked, for review (by its rule, or because joining would contradict), or refused. A pair for review
 * whose records are one person anyway is left out; of several between the same two people the strongest stays.
 */
export const insertLinks = (of: ResultsOf): Sql => sql`
  insert into ${resultTable(of, 'link')} (${resultColumns(of)}, left_record_id, right_record_id, pair_key, rule, state, weight, agrees, differs)
  with all_pairs as (
    select pair_number, left_position, right_position, rule, strength, is_link, conflict,
      ${agreesColumn} as agrees, ${differsColumn} as differs
    from ranked_pair
    union all
    select null, left_position, right_position, rule, case when is_link then 65 else 10 end, is_link,
      case when not is_link then reason end, ['initials', 'date of birth'], []
    from attributor_pair
    union all
    select null, left_position, right_position,
      case decision when 'same' then ${otherRules.decidedSame.rule} else ${otherRules.decidedDifferent.rule} end,
      1000, decision = 'same', case decision when 'different' then 'somebody decided so' end, [], []
    from pair_decision
  ),
  decided_once as (
    select * from all_pairs
    qualify row_number() over (partition by left_position, right_position order by strength desc, rule) = 1
  ),
  decided_state as (
    select decided_once.*, l.cluster = r.cluster as is_one_person, l.cluster as left_cluster, r.cluster as right_cluster,
      cut_pair.reason as cut_reason
    from decided_once
    join record_cluster as l on l.position = decided_once.left_position
    join record_cluster as r on r.position = decided_once.right_position
    left join cut_pair using (pair_number)
  ),
  with_state as (
    select *, case
        when conflict is not null then 'refused'
        when is_link and is_one_person then 'linked'
        when is_one_person then 'implied'
        else 'review'
      end as state
    from decided_state
  ),
  kept as (
    select * from with_state
    where state not in ('review', 'implied')
    union all
    select * from with_state
    where state = 'review'
    qualify row_number() over (
      partition by least(left_cluster, right_cluster), greatest(left_cluster, right_cluster)
      order by strength desc, left_position, right_position
    ) = 1
  )
  select ${resultValues(of)}, l.record_id, r.record_id, ${pairKey}, kept.rule, kept.state, kept.strength, kept.agrees,
    list_concat(kept.differs, list_filter([kept.conflict, case when kept.state = 'review' then kept.cut_reason end], lambda words: words is not null))
  from kept
  join ordered_record as l on l.position = kept.left_position
  join ordered_record as r on r.position = kept.right_position
  order by kept.strength desc, kept.left_position, kept.right_position`

export const linkCounts = (runId: number) =>
  rows({ linked: column.integer, for_review: column.integer, refused: column.integer })(sql`
  select
    cast(count(*) filter (where state = 'linked') as bigint) as linked,
    cast(count(*) filter (where state = 'review') as bigint) as for_review,
    cast(count(*) filter (where state = 'refused') as bigint) as refused
  from visible_link as link where run_id = ${runId}`)

export const personCount = (runId: number) =>
  rows({ records: column.integer, persons: column.integer })(sql`
  select cast(count(*) as bigint) as records, cast(count(distinct person_id) as bigint) as persons
  from visible_person as person where run_id = ${runId}`)

/** Results of earlier washings; their `run` rows stay. */
export const deleteEarlierResults = (): Sql => sql`
  delete from person;
  delete from link;
  delete from attribution;
  delete from person_seen;
  delete from link_seen;
  delete from attribution_seen`

/** What a sight that sees every compared record is told: the same as the whole. */
export const copyResults = ({ runId, sight }: ResultsOf): readonly Sql[] => [
  sql`insert into person_seen select cast(${sight.name} as varchar), person.* from visible_person as person where run_id = ${runId}`,
  sql`insert into link_seen select cast(${sight.name} as varchar), link.* from visible_link as link where run_id = ${runId}`,
  sql`insert into attribution_seen
    select cast(${sight.name} as varchar), attribution.* from visible_attribution as attribution where run_id = ${runId}`,
]

export const dropLinkageTables = (): Sql => sql`
  drop table if exists nickname_root;
  drop table if exists linkage_record;
  drop table if exists block_record;
  drop table if exists linkage_pair;
  drop table if exists ranked_pair;
  drop table if exists ordered_record;
  drop table if exists pair_decision;
  drop table if exists record_cluster;
  drop table if exists linked_person;
  drop table if exists cut_pair;
  drop table if exists attributor_pair`

/** Sources without a recorded lawful basis, which a strict case may not combine. */
export const sourcesWithoutBasis = (kinds: readonly string[]) =>
  rows({ name: column.text })(sql`
  select name from visible_file as file where basis is null and kind in (select unnest(${kinds})) order by name`)
