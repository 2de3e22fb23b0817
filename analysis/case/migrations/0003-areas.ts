/** Imported areas with their rings in WGS 84, and the area that each position lies in, worked out when first asked for. */
export const areas = `
create table area (
  area_id integer primary key,
  file_id integer not null, sheet smallint not null, row_number bigint not null,
  name varchar not null, code varchar, population bigint,
  west double not null, south double not null, east double not null, north double not null,
  rings json not null,
  fields json not null
);
create table place_area (origin varchar not null, place_id integer not null, file_id integer not null, area_id integer, primary key (origin, place_id));
`
