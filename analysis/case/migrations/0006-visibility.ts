/**
 * Through which kinds of source a number, a raw number text and a place are known, so that what only withheld rows say is not shown; the
 * rows of graded kinds that may be shared; what washing says to roles that do not see every record, worked out without the rest; and as whom
 * a paragraph of the profile was edited. Washing is out of date afterwards: what it says to those roles is not worked out yet.
 */
export const visibility = `
create table number_kind (number_id integer not null, kind varchar not null, is_restricted boolean not null);
create table text_kind (text_id integer not null, kind varchar not null, is_restricted boolean not null);
create table place_kind (place_id integer not null, kind varchar not null, is_restricted boolean not null);
create table sharable_row (file_id integer not null, sheet smallint not null, row_number bigint not null);

insert into number_kind
with met as (
  select file_id, from_number_id as number_id from observation union select file_id, to_number_id from observation
  union select file_id, number_id from contact union select file_id, owner_number_id from device
)
select distinct number_id, kind, false from met join file using (file_id)
union select number_id, kind, false from record where number_id is not null order by all;

insert into text_kind
with met as (
  select file_id, from_text_id as text_id from observation where from_text_id is not null
  union select file_id, to_text_id from observation where to_text_id is not null
  union select file_id, text_id from contact
)
select distinct text_id, kind, false from met join file using (file_id)
union select text_id, kind, false from record where text_id is not null order by all;

insert into place_kind
select place_id, kind, false from record where place_id is not null
union select place_id, kind, false from event where place_id is not null order by all;

create table person_seen (sight varchar not null, run_id integer not null, record_id bigint not null, person_id bigint not null);
create table link_seen (sight varchar not null, run_id integer not null, left_record_id bigint not null, right_record_id bigint not null,
  pair_key varchar not null, rule varchar not null, state varchar not null, weight double not null, agrees varchar[] not null, differs varchar[] not null);
create table attribution_seen (sight varchar not null, run_id integer not null, number_id integer not null, person_id bigint not null,
  because varchar not null, confidence double not null, from_day date, to_day date, record_id bigint);

alter table profile_edit add column role varchar;

update meta set value = cast(cast(value as bigint) + 1 as varchar)
where key = 'data_version' and exists (from run where method = 'wash');
`
