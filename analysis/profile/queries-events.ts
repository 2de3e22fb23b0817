import { type Sql, sql } from '../case/sql.ts'
import {
  arrestReasons,
  crimeTypes,
  dayParts,
  dischargeReasons,
  harmKinds,
  notRecorded,
  searchOutcomes,
  testResults,
  treatedGroups,
  weekdays,
} from './codes.ts'
import { ageBandOf, areaCode, day, ethnicGroupOf, sexOf } from './queries-people.ts'
import { events, printedSubstances } from './queries-scope.ts'
import type { ProfileScope } from './scope.ts'

/** Deaths before overdoses: a fatal overdose is a death. Null where the words say neither. */
const harmKindIn = (words: Sql): Sql => sql`case
    when regexp_matches(${words}, 'non-?\\s?fatal|near-?\\s?fatal') then ${harmKinds[1]}
    when regexp_matches(${words}, 'death|died|deceased|fatal') then ${harmKinds[0]}
    when regexp_matches(${words}, 'ambulance|naloxone') then ${harmKinds[2]} end`

const harmWords = sql`lower(coalesce(category, '') || ' ' || coalesce(outcome, ''))`

/** A file that holds one kind of harm often says which in its name alone. */
const harmKind = sql`coalesce(
    ${harmKindIn(harmWords)},
    ${harmKindIn(sql`lower((select file.name from visible_file as file where file.file_id = events.file_id))`)},
    case when regexp_matches(${harmWords}, 'overdose|poison') then ${harmKinds[1]} end,
    ${harmKinds[3]})`

const crimeType = sql`case
    when category is null then null
    when regexp_matches(lower(category), '^drug') then ${crimeTypes[0]}
    when regexp_matches(lower(category), 'weapon') then ${crimeTypes[1]}
    when regexp_matches(lower(category), 'robbery') then ${crimeTypes[2]}
    when regexp_matches(lower(category), 'burglary') then ${crimeTypes[3]}
    when regexp_matches(lower(category), 'vehicle') then ${crimeTypes[4]}
    when regexp_matches(lower(category), 'theft|shoplifting') then ${crimeTypes[5]}
    when regexp_matches(lower(category), 'violen|sexual') then ${crimeTypes[6]}
    when regexp_matches(lower(category), 'anti-?social') then ${crimeTypes[7]}
    else ${crimeTypes[8]} end`

const arrestReason = sql`case
    when regexp_matches(lower(category), 'supply|pwits|intent|production|cultivat|traffick|concerned') then ${arrestReasons[0]}
    when regexp_matches(lower(category), 'weapon|blade|knife|firearm|bladed') then ${arrestReasons[2]}
    when regexp_matches(lower(category), 'drug|class a|class b|class c|cannabis|heroin|cocaine|possess') then ${arrestReasons[1]}
    when regexp_matches(lower(category), 'robbery') then ${arrestReasons[3]}
    when regexp_matches(lower(category), 'burglary') then ${arrestReasons[4]}
    when regexp_matches(lower(category), 'theft|shoplift|fraud|handling|steal|taking') then ${arrestReasons[5]}
    when regexp_matches(lower(category), 'assault|violen|harm|abh|gbh|wound|threat|murder|battery') then ${arrestReasons[6]}
    else ${arrestReasons[7]} end`

/** Null for a test that was not completed: refused, void, insufficient, not tested. */
const testResult = sql`case
    when outcome is null or regexp_matches(lower(outcome), 'refus|void|insufficient|not tested|not taken|unable') then null
    when regexp_matches(lower(outcome), '^\\s*neg') then ${testResults[0]}
    when regexp_matches(lower(outcome), 'both|opiate.*cocaine|cocaine.*opiate|heroin.*cocaine|cocaine.*heroin') then ${testResults[3]}
    when regexp_matches(lower(outcome), 'opiate|heroin') then ${testResults[1]}
    when regexp_matches(lower(outcome), 'cocaine|crack') then ${testResults[2]}
    when regexp_matches(lower(outcome), 'pos') then ${testResults[4]} end`

const searchOutcome = sql`case
    when regexp_matches(lower(outcome), 'no further action|nothing|no action') then ${searchOutcomes[0]}
    when regexp_matches(lower(outcome), 'resolution|warning') then ${searchOutcomes[1]}
    when regexp_matches(lower(outcome), 'caution|penalty|summons|charge|postal') then ${searchOutcomes[2]}
    when regexp_matches(lower(outcome), 'arrest') then ${searchOutcomes[3]}
    else ${searchOutcomes[4]} end`

const discharge = sql`case
    when regexp_matches(lower(outcome), 'incomplete|dropped|withdrawn|declined|died|retained') or regexp_matches(outcome, '^8[6-9]|^90') then ${dischargeReasons[2]}
    when regexp_matches(lower(outcome), 'transfer') or regexp_matches(outcome, '^8[34]') then ${dischargeReasons[1]}
    when regexp_matches(lower(outcome), 'complet') or regexp_matches(outcome, '^8[0-2]') then ${dischargeReasons[0]}
    else ${dischargeReasons[3]} end`

const localTime = sql`("at" at time zone 'UTC' at time zone 'Europe/London')`

const years = (scope: ProfileScope): Sql =>
  sql`coalesce(date_sub('year', date_of_birth, ${day(scope.to)}), age, try_cast(regexp_extract(age_band, '[0-9]+') as integer))`

const codes = (scope: ProfileScope) => ({
  harmKind,
  crimeType,
  arrestReason,
  testResult,
  searchOutcome,
  discharge,
  month: sql`strftime(local_day, '%Y-%m')`,
  area: areaCode(scope, sql`place_area`),
  weekday: sql`list_extract(${weekdays}, isodow(${localTime}))`,
  dayPart: sql`list_extract(${dayParts}, cast(hour(${localTime}) // 4 as integer) + 1)`,
  substance: sql`${printedSubstances(scope.substances, sql`substances`)}`,
  sex: sql`coalesce(${sexOf(sql`sex`)}, ${notRecorded})`,
  ethnicGroup: sql`coalesce(${ethnicGroupOf(sql`ethnicity`)}, ${notRecorded})`,
  ageBand: sql`coalesce(${ageBandOf(years(scope))}, ${notRecorded})`,
})
type EventCode = keyof ReturnType<typeof codes>

export interface EventFacts {
  readonly kind: string
  readonly rows: EventCode
  readonly columns?: EventCode
  /** Only events with these codes. */
  readonly where?: Partial<Record<EventCode, readonly string[]>>
  /** Only events whose time of day is known. */
  readonly timed?: boolean
}

const conditions = (scope: ProfileScope, facts: EventFacts): Sql => {
  const all = codes(scope)
  const kept = Object.entries(facts.where ?? {}) as [EventCode, readonly string[]][]
  return kept.reduce<Sql>(
    (before, [code, wanted]) => sql`${before} and list_contains(${wanted}, ${all[code]})`,
    facts.timed ? sql`and precision in ('second', 'minute')` : sql``,
  )
}

/** Events of one kind in the period, coded; one row per source row. */
export const eventFacts = (scope: ProfileScope, facts: EventFacts): Sql => {
  const all = codes(scope)
  return sql`
  with ${events(scope.areaNames)},
  coded as (
    select unit, ${all[facts.rows]} as row_code, ${facts.columns ? all[facts.columns] : sql`cast(null as varchar)`} as column_code,
      file_id, sheet, row_number, cast(null as integer) as number_id
    from events
    where kind = ${facts.kind} and local_day between ${day(scope.from)} and ${day(scope.to)} ${conditions(scope, facts)}
  )
  select * from coded where row_code is not null`
}

const treated = (scope: ProfileScope): Sql => sql`
  treated as (
    select coalesce('p' || person.person_id, 'r' || record.record_id) as unit, record.file_id, record.sheet, record.row_number,
      record.local_day as from_day, coalesce(record.until_day, ${day(scope.to)}) as until_day, record.until_day as ended, record.outcome, record.substances,
      record.date_of_birth, record.age, record.age_band
    from visible_record as record
    left join visible_person as person on person.record_id = record.record_id and person.run_id = ${scope.linkageRun}
    where record.kind = 'treatment' and record.local_day <= ${day(scope.to)}
  )`

const treatedRow = sql`file_id, sheet, row_number, cast(null as integer) as number_id`

/** People with an open treatment episode in each month. */
export const treatedByMonth = (scope: ProfileScope): Sql => sql`
  with ${treated(scope)},
  months as (select unnest(${scope.months}) as month)
  select unit, months.month as row_code, cast(null as varchar) as column_code, ${treatedRow}
  from treated
  join months on months.month between strftime(from_day, '%Y-%m') and strftime(until_day, '%Y-%m')`

/** People treated in the period by each substance that their records name. */
export const treatedBySubstance = (scope: ProfileScope): Sql => sql`
  with ${treated(scope)}
  select unit, ${printedSubstances(scope.substances, sql`substances`)} as row_code, cast(null as varchar) as column_code, ${treatedRow}
  from treated
  where until_day >= ${day(scope.from)}`

/** Treatment episodes that ended in the period, by how. */
export const endedEpisodes = (scope: ProfileScope): Sql => sql`
  with ${treated(scope)}
  select file_id || ':' || sheet || ':' || row_number as unit, ${discharge} as row_code, cast(null as varchar) as column_code, ${treatedRow}
  from treated
  where ended between ${day(scope.from)} and ${day(scope.to)}`

/** People treated in the period, each once: adults by whether any record names opiates or crack, and children. */
export const treatedByGroup = (scope: ProfileScope): Sql => sql`
  with ${treated(scope)},
  treated_people as (
    select unit, max(${years(scope)}) as years,
      coalesce(bool_or(list_any_value(list_filter(substances, one -> regexp_matches(lower(one), 'heroin|opiate|opioid|crack|methadone'))) is not null), false) as uses_opiates
    from treated
    where until_day >= ${day(scope.from)}
    group by unit
  )
  select treated.unit,
    case
      when treated_people.years is null then ${treatedGroups[3]}
      when treated_people.years < 18 then ${treatedGroups[2]}
      when treated_people.uses_opiates then ${treatedGroups[0]}
      else ${treatedGroups[1]} end as row_code,
    cast(null as varchar) as column_code, ${treatedRow}
  from treated
  join treated_people on treated_people.unit = treated.unit
  where treated.until_day >= ${day(scope.from)}`
