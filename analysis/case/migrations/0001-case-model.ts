/** The first case model; `docs/decisions/0002-the-case-model.md` says why each table is as it is. */
export const caseModel = `
create type medium as enum ('call', 'text', 'chat', 'data');
create type direction as enum ('outgoing', 'incoming', 'unknown');
create type outcome as enum ('answered', 'missed', 'unknown');
create type time_precision as enum ('second', 'minute', 'day', 'month');

create table meta (key varchar primary key, value varchar not null);

create table file (
  file_id integer primary key,
  sha256 varchar not null,
  name varchar not null,
  size_bytes bigint not null,
  kind varchar not null,
  layout varchar not null,
  mapping json not null,
  zone varchar not null,
  controller varchar, agreement varchar, basis varchar, handling varchar, retain_until date,
  added_at timestamp not null,
  added_by varchar not null,
  rows_read bigint not null,
  rows_loaded bigint not null,
  rows_set_aside bigint not null,
  rows_duplicate bigint not null,
  check (rows_read = rows_loaded + rows_set_aside + rows_duplicate)
);
create table sheet (file_id integer not null, sheet smallint not null, name varchar not null, header json not null, primary key (file_id, sheet));
create table reject (file_id integer not null, sheet smallint not null, row_number bigint not null, reason varchar not null, detail varchar, raw varchar);
create table duplicate (file_id integer not null, sheet smallint not null, row_number bigint not null, reason varchar not null, of_file_id integer, of_row_number bigint);
create table saved_mapping (name varchar primary key, mapping json not null, saved_at timestamp not null, saved_by varchar not null);

create table number (
  number_id integer primary key,
  value varchar not null unique,
  kind varchar not null,
  country varchar
);
create table number_text (text_id integer primary key, text varchar not null unique, number_id integer not null, name varchar);

create table device (
  device_id integer primary key,
  file_id integer not null,
  label varchar not null,
  device_key varchar not null,
  owner_number_id integer not null,
  owner_certainty varchar not null,
  imei varchar, imsi varchar, iccid varchar, msisdn varchar, make varchar, model varchar, system varchar,
  zone varchar, clock_correction_seconds integer not null default 0, extracted_at timestamp
);
create table handset (handset_id integer primary key, imei varchar, imsi varchar, unique (imei, imsi));
create table cell (cell_id integer primary key, code varchar not null, name varchar, postcode varchar, latitude double, longitude double, azimuth smallint, h3_8 ubigint);
create table message_text (message_id integer primary key, text varchar not null unique, shape varchar not null);
create table contact (
  contact_id bigint primary key, file_id integer not null, sheet smallint not null, row_number bigint not null,
  device_id integer not null, number_id integer not null, text_id integer not null, name varchar, source varchar
);

create table observation (
  observation_id bigint not null,
  file_id integer not null, sheet smallint not null, row_number bigint not null,
  device_id integer,
  medium medium not null,
  direction direction not null,
  outcome outcome not null,
  from_number_id integer not null, to_number_id integer not null,
  from_text_id integer, to_text_id integer,
  "at" timestamp not null, precision time_precision not null, local_at timestamp not null, local_day date not null,
  duration_seconds integer,
  message_id integer,
  cell_id integer, handset_id integer, far_handset_id integer,
  leg varchar,
  deleted boolean not null default false
);
create table communication (
  communication_id bigint not null,
  medium medium not null, outcome outcome not null,
  from_number_id integer not null, to_number_id integer not null,
  "at" timestamp not null, local_at timestamp not null, local_day date not null,
  duration_seconds integer, message_id integer, from_cell_id integer, to_cell_id integer, from_handset_id integer, to_handset_id integer,
  observations integer not null
);
create table communication_observation (communication_id bigint not null, observation_id bigint not null);

create table place (place_id integer primary key, latitude double, longitude double, postcode varchar, area varchar, area_code varchar, location varchar,
  h3_7 ubigint, h3_8 ubigint, h3_9 ubigint);
create table record (
  record_id bigint primary key,
  file_id integer not null, sheet smallint not null, row_number bigint not null,
  kind varchar not null,
  source_record_id varchar,
  record_key varchar not null,
  forename varchar, middle_names varchar, surname varchar, forename_initial varchar, surname_initial varchar,
  date_of_birth date, sex varchar, ethnicity varchar,
  number_id integer, text_id integer, email varchar,
  address varchar, postcode varchar, postcode_sector varchar, area varchar, city varchar,
  age smallint, age_band varchar,
  "at" timestamp, precision time_precision, local_day date, until_day date,
  category varchar, outcome varchar, substances varchar[],
  place_id integer,
  fields json not null
);
create table event (
  event_id bigint primary key,
  file_id integer not null, sheet smallint not null, row_number bigint not null,
  kind varchar not null, source_event_id varchar, record_id bigint,
  "at" timestamp, precision time_precision not null, local_day date not null,
  place_id integer, area varchar, category varchar, outcome varchar, substances varchar[], fields json
);

create table run (
  run_id integer primary key, method varchar not null, version varchar not null, parameters json not null, seed bigint not null,
  data_version bigint not null, started_at timestamp not null, seconds double not null, summary json not null
);
create table person (run_id integer not null, record_id bigint not null, person_id bigint not null);
create table link (run_id integer not null, left_record_id bigint not null, right_record_id bigint not null, pair_key varchar not null,
  rule varchar not null, state varchar not null, weight double not null, agrees varchar[] not null, differs varchar[] not null);
create table attribution (run_id integer not null, number_id integer not null, person_id bigint not null, because varchar not null,
  confidence double not null, from_day date, to_day date, record_id bigint);

create table line (run_id integer not null, line_id varchar not null, name varchar not null, rank integer not null, score double not null, prior double not null,
  accepted boolean not null, first_at timestamp not null, last_at timestamp not null, exporter_area varchar, hours integer[] not null, week integer[] not null);
create table line_number (run_id integer not null, line_id varchar not null, position integer not null, number_id integer not null,
  first_at timestamp not null, last_at timestamp not null, succession varchar, share_kept double, same_handset boolean, certainty varchar);
create table line_reason (run_id integer not null, line_id varchar not null, position integer not null, feature varchar not null, words varchar not null,
  weight double not null, value double not null, rows bigint not null);
create table line_customer (run_id integer not null, line_id varchar not null, number_id integer not null, why varchar not null, confidence double not null,
  texts integer not null, calls integer not null, call_backs integer not null, first_at timestamp not null, last_at timestamp not null);
create table line_role (run_id integer not null, line_id varchar not null, number_id integer not null, role varchar not null, words varchar not null, confidence double not null);
create table line_evidence (run_id integer not null, line_id varchar not null, feature varchar not null, communication_id bigint not null);

create table decision (decision_id bigint primary key, subject_kind varchar not null, subject_key varchar not null, decision varchar,
  note varchar, "at" timestamp not null, person varchar not null, role varchar not null);

create table profile_edit (edit_id bigint primary key, paragraph_id varchar not null, text varchar, "at" timestamp not null, person varchar not null);
create table confirmed_word (word varchar primary key, "at" timestamp not null, person varchar not null);
create table release (
  release_id integer primary key, edition integer not null, released_at timestamp not null, person varchar not null, role varchar not null,
  recipient varchar not null, why varchar not null, policy varchar not null, cut_off date not null, data_version bigint not null,
  files json not null, published json not null, log_head varchar not null
);

create table audit (
  sequence bigint primary key, "at" timestamp not null, person varchar not null, role varchar not null, purpose varchar not null,
  action varchar not null, question varchar not null, subject varchar not null, times integer not null, previous_hash varchar not null, hash varchar not null
);
`
