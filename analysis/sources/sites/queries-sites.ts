import { column, type RowOf, rows } from '../../case/rows.ts'
import { type Sql, sql } from '../../case/sql.ts'
import { openKinds } from '../../visibility/source-kinds.ts'

/** Each staged row as text, with the days on which its cell was in use. */
export const createSiteRows = (parts: {
  kind: string
  raw: Sql
  fields: Sql
  since: Sql
  sinceText: Sql
  until: Sql
  untilText: Sql
}): Sql => sql`
  create or replace temp table site_row as
  select s.row_number, md5(${parts.kind} || '|' || ${parts.raw}) as content_key, ${parts.fields} as fields,
    ${parts.since} as since_day, nullif(trim(${parts.sinceText}), '') as since_text,
    ${parts.until} as until_day, nullif(trim(${parts.untilText}), '') as until_text
  from staged_row s`

export const siteTexts = (columns: Sql) =>
  rows({
    code: column.text.orNull,
    siteName: column.text.orNull,
    mcc: column.text.orNull,
    mnc: column.text.orNull,
    lac: column.text.orNull,
    ci: column.text.orNull,
    eci: column.text.orNull,
    latitude: column.text.orNull,
    longitude: column.text.orNull,
    easting: column.text.orNull,
    northing: column.text.orNull,
    gridReference: column.text.orNull,
    coordinates: column.text.orNull,
    postcode: column.text.orNull,
    azimuth: column.text.orNull,
    beamWidth: column.text.orNull,
    row_number: column.integer,
  })(sql`
  select s.row_number, ${columns} from staged_row s order by s.row_number`)

/** What was made of each row: its names and position, or why it cannot be loaded. */
export const createReadSites = (): Sql => sql`
  create or replace temp table read_site (row_number bigint, code varchar, name varchar, postcode varchar,
    latitude double, longitude double, azimuth smallint, beam_width smallint, reason varchar, detail varchar)`

/** A last day that says that there is none yet. */
const isOpenEnd = sql`regexp_full_match(lower(until_text), '(current|present|live|active|open|ongoing|now|to date|n/?a|-)')`

export const outcomesOfBadSites = (sinceHeader: string, untilHeader: string): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, detail)
  select row_number, coalesce(read_site.reason, 'BAD_DATE'), false,
    case when read_site.reason is not null then read_site.detail
      when since_text is not null and since_day is null then ${sinceHeader} || ': “' || left(since_text, 80) || '”'
      else ${untilHeader} || ': “' || left(until_text, 80) || '”' end
  from site_row join read_site using (row_number)
  where read_site.reason is not null or since_text is not null and since_day is null
    or until_text is not null and until_day is null and not ${isOpenEnd}
  order by row_number`

export const outcomesOfRepeatedSites = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  with ranked as (
    select row_number, min(row_number) over (partition by content_key) as first_row from site_row
    where row_number not in (select row_number from row_outcome)
  )
  select row_number, 'DUPLICATE_IN_FILE', true, null, first_row from ranked where row_number > first_row`

export const outcomesOfKnownSites = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  select s.row_number, 'DUPLICATE_OF_FILE', true, min(c.file_id), min(c.row_number)
  from site_row s join cell_site c on c.site_key = s.content_key
  where s.row_number not in (select row_number from row_outcome) group by s.row_number`

export const loadSites = (fileId: number, kind: string): Sql => sql`
  insert into cell_site (file_id, sheet, row_number, kind, site_key, code, name, postcode, latitude, longitude, azimuth, beam_width,
    since_day, until_day, fields)
  select ${fileId}, 0, row_number, ${kind}, content_key, code, name, postcode, latitude, longitude, azimuth, beam_width,
    since_day, until_day, fields
  from site_row join read_site using (row_number)
  where row_number not in (select row_number from row_outcome) order by row_number`

export const dropSiteRows = (): Sql => sql`drop table site_row; drop table read_site`

const siteColumns = {
  code: column.text.orNull,
  name: column.text.orNull,
  postcode: column.text.orNull,
  latitude: column.number.orNull,
  longitude: column.number.orNull,
  azimuth: column.integer.orNull,
  since: column.text.orNull,
  until: column.text.orNull,
}
/** One row of a file of cell sites; days as `YYYY-MM-DD`, both of them in use, null where open. */
export type Site = RowOf<typeof siteColumns>

/** All analysts read communications, so that they take places only from sites that all of them may read. */
const isOpen = sql`list_contains(${openKinds}, kind)`

export const sitesOfCase = () =>
  rows(siteColumns)(sql`
  select code, name, postcode, latitude, longitude, azimuth, strftime(since_day, '%Y-%m-%d') as since,
    strftime(until_day, '%Y-%m-%d') as until
  from cell_site where ${isOpen} order by file_id, row_number`)

/** Cells that call records name without saying where they are. */
export const cellsWithoutPlace = () =>
  rows({
    code: column.text,
    name: column.text.orNull,
    postcode: column.text.orNull,
    azimuth: column.integer.orNull,
    cell_id: column.integer,
  })(sql`
  select cell_id, code, name, postcode, azimuth from cell
  where latitude is null and cell_id in (select cell_id from observation) order by cell_id`)

/** `said_id` was where `cell_id` is from one day to another. */
export const createPlacedCells = (): Sql => sql`
  create or replace temp table placed_cell (said_id integer, cell_id integer, from_day varchar, until_day varchar)`

export const placeCommunications = (): Sql => sql`
  create or replace temp table placed_period as
  select said_id, cell_id, cast(from_day as date) as from_day, cast(until_day as date) as until_day from placed_cell;
  update communication set from_cell_id = placed_period.cell_id from placed_period
  where communication.from_cell_id = placed_period.said_id and local_day between from_day and until_day;
  update communication set to_cell_id = placed_period.cell_id from placed_period
  where communication.to_cell_id = placed_period.said_id and local_day between from_day and until_day;
  drop table placed_period; drop table placed_cell`

/** Cells that nothing names any more go, with the hexagon and the area that were worked out for them. */
export const forgetUnusedCells = (): Sql => sql`
  create or replace temp table unused_cell as
  select cell_id from cell
  where cell_id not in (
    select cell_id from observation where cell_id is not null
    union select from_cell_id from communication where from_cell_id is not null
    union select to_cell_id from communication where to_cell_id is not null
  );
  delete from place_cell where origin = 'mast' and place_id in (select cell_id from unused_cell);
  delete from place_area where origin = 'mast' and place_id in (select cell_id from unused_cell);
  delete from cell where cell_id in (select cell_id from unused_cell);
  drop table unused_cell`

export const countCells = () => rows({ cells: column.integer })(sql`select count(*) as cells from cell`)

export const countSites = () =>
  rows({ sites: column.integer })(sql`select count(*) as sites from cell_site where ${isOpen}`)
