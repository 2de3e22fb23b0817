import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { newNumberWords } from './word-lists.ts'

export const createScoredUnitTable = (): Sql => sql`
  create or replace temp table scored_unit (unit_id integer, score double)`

const successionPairColumns = {
  former_id: column.integer,
  latter_id: column.integer,
  former_score: column.number,
  latter_score: column.number,
  latter_early: column.integer,
  former_late: column.integer,
  shared_weight: column.integer,
  shared_contacts: column.integer,
  /** Shared contacts who were done with the former when they met the latter. */
  handed_over: column.integer,
  former_weight: column.integer,
  latter_weight: column.integer,
  shared_shapes: column.integer,
  same_handset: column.flag,
  is_announced: column.flag,
}
export type SuccessionPair = RowOf<typeof successionPairColumns>

/** What two numbers share: contacts, wordings of bulk texts, handsets. */
const sharedPerPair = sql`
  shared_per_pair as (
    select former.unit_id as former_id, latter.unit_id as latter_id,
      sum(former.weight) as shared_weight, count(*) as shared_contacts,
      count(*) filter (where latter.first_second >= former.last_second - 86400) as handed_over
    from weighted_contacts as former
    join weighted_contacts as latter using (other_number_id)
    where former.unit_id <> latter.unit_id
    group by former.unit_id, latter.unit_id
  ),
  shapes as (
    select distinct unit_id, wording from bulk_text where wording is not null
  ),
  shapes_per_pair as (
    select former.unit_id as former_id, latter.unit_id as latter_id, count(*) as shared_shapes
    from shapes as former join shapes as latter using (wording)
    where former.unit_id <> latter.unit_id
    group by former.unit_id, latter.unit_id
  ),
  handsets_per_pair as (
    select distinct former.number_id as former_id, latter.number_id as latter_id
    from handset_use as former join handset_use as latter using (imei)
    where former.number_id <> latter.number_id
  )`

/**
 * One row per ordered pair of numbers of which the second may have taken over from the first: one of them scores at least
 * `surest`, both at least `least`, the second starts when the first has almost ended, and they share contacts.
 * A number seen from its own side has its kept contacts
 * alone in its book, not those met once. Shared contacts are weighted by rarity, 1 / ln(1 + numbers that the contact is in touch with), in thousandths.
 * Source: Adamic and Adar (2003), "Friends and neighbors on the Web", over the candidates of the case.
 */
export const successionPairs = (surest: number, least: number) =>
  rows(successionPairColumns)(sql`
  with life_per_unit as (
    select unit_leg.unit_id, any_value(score) as score, min(at_second) as first_second, max(at_second) as last_second,
      quantile_disc(at_second, 0.03) as early_second, quantile_disc(at_second, 0.97) as late_second
    from unit_leg join scored_unit using (unit_id)
    where score >= ${least}
    group by unit_leg.unit_id
  ),
  short_lives as (select unit_id from life_per_unit where last_second - first_second < 10 * 86400),
  contacts as (
    select unit_contact.unit_id, other_number_id, first_second, last_second
    from unit_contact join unit_number on unit_number.unit_id = unit_contact.unit_id
    where unit_contact.unit_id in (select unit_id from life_per_unit)
      and (not is_own or (days >= 2 and legs >= 3) or unit_contact.unit_id in (select unit_id from short_lives))
  ),
  numbers_per_contact as (
    select other_number_id, count(*) as numbers
    from unit_contact
    where other_number_id in (select other_number_id from contacts)
    group by other_number_id
  ),
  weighted_contacts as (
    select unit_id, other_number_id, first_second, last_second, cast(round(1000 / ln(1 + numbers)) as bigint) as weight
    from contacts join numbers_per_contact using (other_number_id)
  ),
  weight_per_unit as (
    select unit_id, sum(weight) as weight, count(*) as contacts from weighted_contacts group by unit_id
  ),
  ${sharedPerPair},
  announcements as (
    select unit_leg.unit_id, unit_leg.other_number_id, at_second
    from unit_leg
    join visible_message_text as message_text using (message_id)
    where is_outgoing and not is_call and unit_id in (select unit_id from life_per_unit)
      and regexp_matches(lower(message_text.text), ${newNumberWords})
  ),
  pairs as (
    select former.unit_id as former_id, latter.unit_id as latter_id,
      former.score as former_score, latter.score as latter_score,
      former.last_second, latter.first_second, former.late_second, latter.early_second
    from life_per_unit as former
    join life_per_unit as latter
      on former.unit_id <> latter.unit_id
      and latter.early_second > former.late_second - 3 * 86400
      and latter.first_second > former.first_second + 43200
      and latter.last_second > former.last_second
    left join handsets_per_pair
      on handsets_per_pair.former_id = former.unit_id and handsets_per_pair.latter_id = latter.unit_id
    where greatest(former.score, latter.score) >= ${surest} or handsets_per_pair.former_id is not null
  )
  select pairs.former_id, pairs.latter_id, former_score, latter_score,
    cast(latter_early as bigint) as latter_early, cast(former_late as bigint) as former_late,
    cast(coalesce(shared_weight, 0) as bigint) as shared_weight,
    coalesce(shared_contacts, 0) as shared_contacts,
    cast(former_weight.weight as bigint) as former_weight, cast(latter_weight.weight as bigint) as latter_weight,
    coalesce(shared_shapes, 0) as shared_shapes,
    handsets_per_pair.former_id is not null as same_handset,
    coalesce(handed_over, 0) as handed_over,
    exists (
      select 1
      from announcements
      join unit_contact as other_side on other_side.other_number_id = announcements.other_number_id
        and other_side.unit_id in (pairs.former_id, pairs.latter_id) and other_side.unit_id <> announcements.unit_id
      where announcements.unit_id in (pairs.former_id, pairs.latter_id)
        and announcements.at_second between pairs.first_second - 5 * 86400 and pairs.first_second + 5 * 86400
    ) as is_announced
  from (select *, early_second as latter_early, late_second as former_late from pairs) as pairs
  join weight_per_unit as former_weight on former_weight.unit_id = pairs.former_id
  join weight_per_unit as latter_weight on latter_weight.unit_id = pairs.latter_id
  left join shared_per_pair on shared_per_pair.former_id = pairs.former_id and shared_per_pair.latter_id = pairs.latter_id
  left join shapes_per_pair on shapes_per_pair.former_id = pairs.former_id and shapes_per_pair.latter_id = pairs.latter_id
  left join handsets_per_pair on handsets_per_pair.former_id = pairs.former_id and handsets_per_pair.latter_id = pairs.latter_id
  where coalesce(shared_contacts, 0) >= 1 or handsets_per_pair.former_id is not null
  order by pairs.former_id, pairs.latter_id`)
