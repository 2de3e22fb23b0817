import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { positionColumns } from './queries-hexagons.ts'

/** Of the boundary file that was imported last. */
export const areasInUse = () =>
  rows({
    area_id: column.integer,
    file_id: column.integer,
    file_name: column.text,
    name: column.text,
    code: column.text.orNull,
    population: column.integer.orNull,
    west: column.number,
    south: column.number,
    east: column.number,
    north: column.number,
    rings: column.text,
  })(sql`
  select area.area_id, area.file_id, file.name as file_name, area.name, area.code, area.population, area.west, area.south, area.east, area.north, area.rings
  from visible_area as area
  join visible_file as file on file.file_id = area.file_id
  where area.file_id = (select max(file_id) from visible_area as area)
  order by area.area_id`)

/** Positions whose area is not worked out, or was by other boundaries. */
export const positionsWithoutArea = (fileId: number) =>
  rows(positionColumns)(sql`
  select place_cell.origin, place_cell.place_id, place_cell.latitude, place_cell.longitude
  from visible_place_cell as place_cell
  left join visible_place_area as place_area using (origin, place_id)
  where place_area.file_id is distinct from ${fileId}
  order by place_cell.origin, place_cell.place_id`)

export const areasOfOthers = (fileId: number) =>
  rows({ rows: column.integer })(sql`
  select count(*) as rows from visible_place_area as place_area
  where file_id is distinct from ${fileId} or (origin, place_id) not in (select (origin, place_id) from visible_place_cell as place_cell)`)

export const forgetAreasOfOthers = (fileId: number): Sql => sql`
  delete from place_area
  where file_id is distinct from ${fileId} or (origin, place_id) not in (select (origin, place_id) from visible_place_cell as place_cell)`

/** How many positions there are, and how many of them lie in an area. */
export const positionsInAreas = (origin: string) =>
  rows({ positions: column.integer, inside: column.integer })(sql`
  select count(*) as positions, count(*) filter (where area_id is not null) as inside from visible_place_area as place_area where origin = ${origin}`)

/** Cells of one resolution that hold a position inside an area. */
export const hexagonsInAreas = (origin: string, cell: Sql) =>
  rows({ cell: column.text })(sql`
  select lower(to_hex(${cell})) as cell
  from visible_place_cell as place_cell
  join visible_place_area as place_area on place_area.origin = place_cell.origin and place_area.place_id = place_cell.place_id and place_area.area_id is not null
  where place_cell.origin = ${origin}
  group by ${cell} order by ${cell}`)
