/** Where cells are and when, from files of their own: what call records say by a code alone takes its place from here. */
export const cellSites = `
create table cell_site (
  file_id integer not null, sheet smallint not null, row_number bigint not null,
  kind varchar not null, site_key varchar not null,
  code varchar, name varchar, postcode varchar,
  latitude double, longitude double, azimuth smallint, beam_width smallint,
  since_day date, until_day date,
  fields json not null
);
`
