import { column, type RowOf, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import { listKinds } from '../kinds/lists.ts'
import { type ChosenCell, placesIn } from '../visibility/queries-chosen.ts'
import type { Stage, Test } from './stages.ts'

export interface JourneyScope {
  readonly linkageRun: number | null
  /** ISO dates, both included; null is the whole case. */
  readonly from: string | null
  readonly to: string | null
  /** Only customers of the line; null is everybody. */
  readonly lineId: string | null
  readonly linesRun: number | null
  /** Only arrests whose record lies in it. */
  readonly cell: ChosenCell | null
}

const isCustomer = ({ linkageRun, linesRun, lineId }: JourneyScope): Sql =>
  lineId === null
    ? nothing
    : sql`and person_id in (
        select person_id from visible_attribution as attribution
        where run_id = ${linkageRun} and number_id in (
          select number_id from visible_line_customer as line_customer where run_id = ${linesRun} and line_id = ${lineId}
        )
      )`

const isHere = ({ cell }: JourneyScope): Sql =>
  cell === null ? nothing : sql`and place_id in (${placesIn(cell)})`

/** A test belongs to an arrest from the day before to this many days after it. */
const testDays = 3

const isComplete = sql`not regexp_matches(lower(coalesce(record.outcome, '')), 'refus|void|insufficient|not tested|not taken|unable') and record.outcome is not null`
const isPositive = sql`regexp_matches(lower(record.outcome), 'pos|opiate|heroin|cocaine|crack|both') and not regexp_matches(lower(record.outcome), '^\\s*neg')`
const isCompleted = sql`(regexp_matches(lower(record.outcome), 'complet') or regexp_matches(record.outcome, '^8[0-2]')) and not regexp_matches(lower(record.outcome), 'incomplete')`

const ends = sql`
  case_end as (
    select greatest(
      (select max(local_day) from visible_record as record where not list_contains(${listKinds}, kind)),
      (select max(local_day) from visible_communication as communication)
    ) as day
  ),
  treatment_end as (
    select max(day) as day from (
      select local_day as day from visible_record as record where kind = 'treatment'
      union all
      select until_day from visible_record as record where kind = 'treatment' and until_day <= (select day from case_end)
    )
  )`

/** `journeys`: one row per person arrested: `arrested`, `test`, `started`, `days`, `seen_days`, `is_completed`, `stage`. */
const journeys = (scope: JourneyScope): Sql => sql`
  own as (
    select person.person_id, record.record_id, kind, local_day, until_day, outcome, place_id
    from visible_person as person
    join visible_record as record using (record_id)
    where person.run_id = ${scope.linkageRun} and kind in ('custody', 'drug-tests', 'treatment')
  ),
  ${ends},
  arrests as (
    select person_id, min(local_day) as arrested from own as record
    where kind = 'custody' and local_day is not null
      and (${scope.from} is null or local_day >= cast(${scope.from} as date))
      and (${scope.to} is null or local_day <= cast(${scope.to} as date)) ${isCustomer(scope)} ${isHere(scope)}
    group by person_id
  ),
  tests as (
    select arrests.person_id, bool_or(${isPositive}) as is_positive
    from arrests
    join own as record on record.person_id = arrests.person_id and record.kind = 'drug-tests'
      and record.local_day between arrests.arrested - 1 and arrests.arrested + cast(${testDays} as integer)
    where ${isComplete}
    group by arrests.person_id
  ),
  treatments as (
    select arrests.person_id,
      coalesce(bool_or(record.local_day <= arrests.arrested and (record.until_day is null or record.until_day >= arrests.arrested)), false) as is_already,
      min(record.local_day) filter (where record.local_day > arrests.arrested) as started,
      coalesce(bool_or(record.local_day > arrests.arrested and record.until_day is not null and ${isCompleted}), false) as is_completed
    from arrests
    join own as record on record.person_id = arrests.person_id and record.kind = 'treatment'
    group by arrests.person_id
  ),
  journeys_timed as (
    select arrests.person_id, arrests.arrested,
      case when tests.person_id is null then 'none' when tests.is_positive then 'positive' else 'negative' end as test,
      coalesce(treatments.is_already, false) as is_already,
      case when not coalesce(treatments.is_already, false) then treatments.started end as started,
      date_diff('day', arrests.arrested, case when not coalesce(treatments.is_already, false) then treatments.started end) as days,
      date_diff('day', arrests.arrested, (select day from treatment_end)) as seen_days,
      coalesce(treatments.is_completed, false) as is_completed
    from arrests
    left join tests using (person_id)
    left join treatments using (person_id)
  ),
  journeys as (
    select *, case
        when is_already then 'already'
        when days <= 28 then 'within-28'
        when days <= 90 then 'within-90'
        when days is not null then 'later'
        when seen_days is null or seen_days < 28 then 'not-yet-28'
        when seen_days < 90 then 'not-yet-90'
        else 'not-within-90' end as stage
    from journeys_timed
  )`

/** Creates a temporary table, dropped by `dropJourneys`: one row per person arrested in a table of this connection. */
export const keepJourneys = (scope: JourneyScope): Sql => sql`
  create or replace temp table journeys as
  with ${journeys(scope)}
  select * from journeys`

export const dropJourneys = (): Sql => sql`drop table if exists journeys`

const stageColumns = {
  test: column.textOf<Test>(),
  stage: column.textOf<Stage>(),
  people: column.integer,
  completed: column.integer,
}
/** People who share a test and a stage. */
export type StageRow = RowOf<typeof stageColumns>

/** People by `test` and `stage`: `people`, `completed`; after `keepJourneys`, as those below. */
export const stageCounts = () =>
  rows(stageColumns)(sql`
  select test, stage, count(*) as people, count(*) filter (where is_completed) as completed
  from journeys group by test, stage order by test, stage`)

export const medianDays = () =>
  rows({ days_28: column.number.orNull, days_90: column.number.orNull })(sql`
  select median(days) filter (where stage = 'within-28') as days_28, median(days) filter (where stage in ('within-28', 'within-90')) as days_90
  from journeys where test = 'positive'`)

const dayCountColumns = { day: column.integer, began: column.integer, lost: column.integer }
/** People who began on a day, and people last seen on it without having begun; days ascending. */
export type DayCount = RowOf<typeof dayCountColumns>

/** By day since arrest, for people not in treatment then: how many began on it (`began`) and how many were last seen on it (`lost`). */
export const daysToTreatment = (positiveOnly: boolean) =>
  rows(dayCountColumns)(sql`
  with followed as (
    select case when days is not null then days else seen_days end as day, days is not null as has_begun
    from journeys
    where not is_already and seen_days >= 0 and (not ${positiveOnly} or test = 'positive')
  )
  select day, count(*) filter (where has_begun) as began, count(*) filter (where not has_begun) as lost
  from followed where day >= 0 group by day order by day`)

const boundsColumns = {
  first_day: column.text.orNull,
  last_day: column.text.orNull,
  observed_until: column.text.orNull,
  custody: column.integer,
  tests: column.integer,
  treatment: column.integer,
}
export type Bounds = RowOf<typeof boundsColumns>

export const journeyBounds = () =>
  rows(boundsColumns)(sql`
  with ${ends}
  select strftime((select min(arrested) from journeys), '%Y-%m-%d') as first_day, strftime((select max(arrested) from journeys), '%Y-%m-%d') as last_day,
    strftime((select day from treatment_end), '%Y-%m-%d') as observed_until,
    (select count(*) from visible_record as record where kind = 'custody') as custody,
    (select count(*) from visible_record as record where kind = 'drug-tests') as tests,
    (select count(*) from visible_record as record where kind = 'treatment') as treatment`)

/** The people whose test and stage are among these. */
export const peopleAtStages = (
  scope: JourneyScope,
  tests: readonly string[],
  stages: readonly string[],
  completedOnly: boolean,
): Sql => sql`
  with ${journeys(scope)},
  names as (
    select person_id, arg_max(trim(concat_ws(' ', forename, surname)), coalesce(local_day, date '1900-01-01'))
      filter (where forename is not null or surname is not null) as title
    from visible_person as person join visible_record as record using (record_id)
    where person.run_id = ${scope.linkageRun} and person_id in (select person_id from journeys)
    group by person_id
  )
  select cast(journeys.person_id as varchar) as person, coalesce(names.title, 'Name not recorded') as title, journeys.arrested, journeys.test,
    journeys.started as "inTreatment", journeys.days, journeys.stage
  from journeys left join names using (person_id)
  where list_contains(${[...tests]}, journeys.test) and list_contains(${[...stages]}, journeys.stage) and (not ${completedOnly} or journeys.is_completed)
  order by journeys.arrested, journeys.person_id`
