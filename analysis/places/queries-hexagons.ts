import { column, rows } from '../case/rows.ts'
import { identifier, type Sql, sql } from '../case/sql.ts'

export type Origin = 'place' | 'mast'

/** A position, and what it is of. */
export const positionColumns = {
  origin: column.text,
  place_id: column.integer,
  latitude: column.number,
  longitude: column.number,
}

export const resolutions = [5, 6, 7, 8, 9] as const

export const hexagonColumn = (resolution: number): Sql => sql`place_cell.${identifier(`h3_${resolution}`)}`

const positions = sql`
  positions as (
    select 'place' as origin, place_id, latitude, longitude from visible_place as place
    union all
    select 'mast', cell_id, latitude, longitude from visible_cell as cell
  ),
  on_earth as (
    select * from positions
    where latitude between -90 and 90 and longitude between -180 and 180 and not (latitude = 0 and longitude = 0)
  )`

/** Positions whose hexagons are not stored, or are those of another position that had the same id. */
export const positionsWithoutHexagons = () =>
  rows(positionColumns)(sql`
  with ${positions}
  select on_earth.origin, on_earth.place_id, on_earth.latitude, on_earth.longitude
  from on_earth left join visible_place_cell as place_cell using (origin, place_id)
  where place_cell.place_id is null or place_cell.latitude <> on_earth.latitude or place_cell.longitude <> on_earth.longitude
  order by on_earth.origin, on_earth.place_id`)

export const forgetStaleHexagons = (): Sql => sql`
  delete from place_cell where (origin, place_id) not in (
    with ${positions}
    select (on_earth.origin, on_earth.place_id) from on_earth join visible_place_cell as place_cell using (origin, place_id)
    where place_cell.latitude = on_earth.latitude and place_cell.longitude = on_earth.longitude
  )`

/** How many positions lie at sea and on land, by origin. */
export const positionsAtSea = () =>
  rows({ origin: column.textOf<Origin>(), positions: column.integer, at_sea: column.integer })(sql`
  select origin, count(*) as positions, count(*) filter (where at_sea) as at_sea from visible_place_cell as place_cell group by origin order by origin`)

/** Positions by hexagon of resolution 5. */
export const positionsByCoarseHexagon = (origin: string, withoutSea: boolean) =>
  rows({ cell: column.text, positions: column.integer })(sql`
  select lower(to_hex(h3_5)) as cell, count(*) as positions from visible_place_cell as place_cell
  where origin = ${origin} and not (at_sea and ${withoutSea})
  group by h3_5 order by h3_5`)

/** The hexagons of one resolution that hold a position, with the hexagon of resolution 5 that the position is in. */
export const occupiedHexagons = (origin: string, resolution: number, withoutSea: boolean) =>
  rows({ cell: column.text, coarse: column.text })(sql`
  select lower(to_hex(${hexagonColumn(resolution)})) as cell, lower(to_hex(h3_5)) as coarse from visible_place_cell as place_cell
  where origin = ${origin} and not (at_sea and ${withoutSea})
  group by ${hexagonColumn(resolution)}, h3_5 order by ${hexagonColumn(resolution)}, h3_5`)

/** The case's own districts, each at the middle of its positions. */
export const districtPositions = () =>
  rows({
    name: column.text,
    latitude: column.number,
    longitude: column.number,
    positions: column.integer,
  })(sql`
  with named as (
    select nullif(trim(regexp_replace(place.area, ' [0-9]{3}[A-Z]?$', '')), '') as name, place_cell.latitude, place_cell.longitude
    from visible_place as place join visible_place_cell as place_cell on place_cell.origin = 'place' and place_cell.place_id = place.place_id
  )
  select name, median(latitude) as latitude, median(longitude) as longitude, count(*) as positions
  from named where name is not null and not regexp_matches(name, '^[A-Z][0-9]{5,}$')
  group by name order by positions desc, name`)
