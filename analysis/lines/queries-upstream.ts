import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

export const createNoUpstream = (): Sql => sql`
  create or replace temp table upstream (unit_id integer, other_number_id integer, contacts bigint, talk_seconds bigint,
    area varchar, outside_legs bigint, lines_met bigint)`

/** The outward part of a postcode, whether it is whole, a sector or a district, spaced or not. */
const districtOf = (postcode: Sql): Sql => sql`
  case when regexp_matches(replace(upper(trim(${postcode})), ' ', ''), '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
    then replace(upper(trim(${postcode})), ' ', '')[:-4]
    else split_part(upper(trim(${postcode})), ' ', 1) end`

/**
 * Each cell with its district, that district's name, and whether it lies outside the county: no crime or harm of the
 * case within a tenth of a degree of it (about 10 km), or, where those have no positions, a district that next to no
 * traffic touches. A district's name is what most records of it call it, codes apart; else the word or two with which
 * most of its cells' names begin; else its code.
 */
export const createCellAreas = (): Sql => sql`
  create or replace temp table cell_area as
  with placed_cells as (
    select cell_id, ${districtOf(sql`postcode`)} as district, latitude, longitude,
      regexp_split_to_array(upper(trim(name)), '[ ,]+') as words
    from visible_cell as cell where postcode is not null or latitude is not null
  ),
  written_names as (
    select district, mode(area) as area
    from (
      select ${districtOf(sql`postcode`)} as district, coalesce(city, area) as area from visible_record as record where postcode is not null
      union all
      select ${districtOf(sql`postcode`)}, area from visible_place as place where postcode is not null
    )
    where area is not null and not regexp_matches(area, '[0-9]')
    group by district
    having count(*) >= 3
  ),
  first_words as (
    select district, array_to_string(words[:length], ' ') as area, length, count(*) as cells,
      sum(count(*)) over (partition by district, length) as all_cells
    from placed_cells cross join (select unnest([1, 2]) as length)
    where len(words) > length and district is not null
    group by district, area, length
  ),
  cell_names as (
    select district, arg_max(area, length) as area from first_words
    where cells >= 3 and cells * 10 >= all_cells * 8
    group by district
  ),
  event_squares as (
    select cast(floor(latitude * 10) as integer) as row, cast(floor(longitude * 10) as integer) as "column", count(*) as events
    from visible_event as event join visible_place as place using (place_id)
    where event.kind in ('crime', 'harm') and latitude is not null
    group by 1, 2
  ),
  local_squares as (
    select distinct row + row_step as row, "column" + column_step as "column"
    from event_squares
    cross join (select unnest([-1, 0, 1]) as row_step)
    cross join (select unnest([-1, 0, 1]) as column_step)
    where events * 500 >= (select sum(events) from event_squares)
  ),
  legs_per_district as (
    select district, count(*) as legs
    from contact_made join placed_cells on placed_cells.cell_id = coalesce(from_cell_id, to_cell_id)
    group by district
  )
  select cell_id,
    coalesce(written_names.area, array_to_string(list_transform(string_split(lower(cell_names.area), ' '),
      lambda word: upper(word[1]) || word[2:]), ' '), 'district ' || district) as area,
    case
      when latitude is not null and (select count(*) from event_squares) > 0
        then (cast(floor(latitude * 10) as integer), cast(floor(longitude * 10) as integer))
          not in (select row, "column" from local_squares)
      else coalesce(legs, 0) * 50 < (select sum(legs) from legs_per_district)
    end as is_outside
  from placed_cells
  left join written_names using (district)
  left join cell_names using (district)
  left join legs_per_district using (district)
  where district is not null`

/**
 * Contacts of likely lines that look upstream: in touch both ways on several days, in longer calls than customers make,
 * and located outside the county by their own cells, or in touch with several lines.
 */
export const createUpstream = (leastScore: number): Sql => sql`
  create or replace temp table upstream as
  with likely_units as (select unit_id from scored_unit where score >= ${leastScore}),
  close_contacts as (
    select unit_contact.unit_id, other_number_id, calls_out + calls_in + texts_out + texts_in as contacts,
      cast(coalesce(talk_seconds, 0) as bigint) as talk_seconds, calls_in + calls_out as calls
    from unit_contact join likely_units using (unit_id)
    where days >= 3 and calls_in + texts_in > 0 and calls_out + texts_out > 0
  ),
  located_legs as (
    select from_number_id as number_id, from_cell_id as cell_id from contact_made
    where from_cell_id is not null and from_number_id in (select other_number_id from close_contacts)
    union all
    select to_number_id, to_cell_id from contact_made
    where to_cell_id is not null and to_number_id in (select other_number_id from close_contacts)
  ),
  area_per_number as (
    select number_id, count(*) as legs, count(*) filter (where is_outside) as outside_legs,
      mode(area) filter (where is_outside) as outside_area
    from located_legs join cell_area using (cell_id)
    group by number_id
  ),
  lines_per_contact as (
    select other_number_id, count(distinct unit_id) as lines_met from close_contacts group by other_number_id
  )
  select close_contacts.unit_id, close_contacts.other_number_id, contacts, talk_seconds,
    case when outside_legs * 2 > legs then outside_area end as area,
    coalesce(outside_legs, 0) as outside_legs, lines_met
  from close_contacts
  join lines_per_contact using (other_number_id)
  left join area_per_number on area_per_number.number_id = close_contacts.other_number_id
  where outside_legs * 2 > legs and contacts >= 5`

/** One row per unit: contacts with upstream numbers, and their area. */
export const upstreamPerUnit = () =>
  rows({ unit_id: column.integer, upstream_contacts: column.integer, upstream_area: column.text.orNull })(sql`
  select unit_id, cast(sum(contacts) as bigint) as upstream_contacts,
    arg_max(area, (contacts, other_number_id)) as upstream_area
  from upstream where area is not null
  group by unit_id
  order by unit_id`)

const upstreamContactColumns = {
  unit_id: column.integer,
  other_number_id: column.integer,
  contacts: column.integer,
  talk_seconds: column.integer,
  area: column.text.orNull,
  lines_met: column.integer,
}
export type UpstreamContact = RowOf<typeof upstreamContactColumns>

export const upstreamContacts = () =>
  rows(upstreamContactColumns)(sql`
  select unit_id, other_number_id, contacts, talk_seconds, area, lines_met
  from upstream order by unit_id, other_number_id`)
