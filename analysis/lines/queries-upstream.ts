import { type Sql, sql } from '../engine/sql.ts'

export const createNoUpstream = (): Sql => sql`
  create or replace temp table upstream (unit_id integer, other_number_id integer, contacts bigint, talk_seconds bigint,
    area varchar, outside_legs bigint, lines_met bigint)`

/**
 * The area of each cell (by the postcode district's usual area in the records), and whether it lies outside the county:
 * an area in which the case's own crime, custody and treatment sources record next to nothing.
 */
export const createCellAreas = (): Sql => sql`
  create or replace temp table cell_area as
  with area_per_district as (
    select split_part(upper(trim(postcode)), ' ', 1) as district, mode(area) as area
    from (
      select postcode, area from record where postcode is not null and area is not null
      union all
      select postcode, area from place where postcode is not null and area is not null
    )
    group by district
  ),
  legs_per_district as (
    select split_part(upper(trim(cell.postcode)), ' ', 1) as district, count(*) as legs
    from contact_made join cell on cell.cell_id = coalesce(from_cell_id, to_cell_id)
    group by district
  ),
  crimes_per_area as (
    select coalesce(event.area, place.area) as area, count(*) as crimes
    from event left join place using (place_id)
    where event.kind in ('crime', 'harm') and coalesce(event.area, place.area) is not null
    group by 1
  ),
  case_totals as (
    select (select coalesce(sum(crimes), 0) from crimes_per_area) as crimes,
      (select coalesce(sum(legs), 0) from legs_per_district) as legs
  )
  select cell.cell_id, coalesce(area_per_district.area, split_part(upper(trim(cell.postcode)), ' ', 1)) as area,
    case
      when case_totals.crimes > 0 and area_per_district.area is not null
        then coalesce(crimes_per_area.crimes, 0) * 200 < case_totals.crimes
      else coalesce(legs_per_district.legs, 0) * 50 < case_totals.legs
    end as is_outside
  from cell
  cross join case_totals
  left join area_per_district on area_per_district.district = split_part(upper(trim(cell.postcode)), ' ', 1)
  left join legs_per_district on legs_per_district.district = split_part(upper(trim(cell.postcode)), ' ', 1)
  left join crimes_per_area on crimes_per_area.area = area_per_district.area
  where cell.postcode is not null`

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
export const upstreamPerUnit = (): Sql => sql`
  select unit_id, cast(sum(contacts) as bigint) as upstream_contacts,
    arg_max(area, (contacts, other_number_id)) as upstream_area
  from upstream where area is not null
  group by unit_id
  order by unit_id`

export const upstreamContacts = (): Sql => sql`
  select unit_id, other_number_id, contacts, talk_seconds, area, lines_met
  from upstream order by unit_id, other_number_id`
