/** The H3 cells of every position in the case, computed when first asked for: DuckDB has no H3 of its own. */
export const placeCells = `
create table place_cell (
  origin varchar not null,
  place_id integer not null,
  latitude double not null, longitude double not null,
  at_sea boolean not null,
  h3_5 ubigint not null, h3_6 ubigint not null, h3_7 ubigint not null, h3_8 ubigint not null, h3_9 ubigint not null,
  primary key (origin, place_id)
);
`
