import { column, rows } from '../case/rows.ts'
import { identifier, joined, nothing, type Sql, sql } from '../case/sql.ts'
import { deathKinds, listKinds } from '../kinds/lists.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { recordsShownTo } from '../visibility/views.ts'
import { type Block, mostRecordsPerKey } from './blocks.ts'
import { type ComparedField, comparedFields, levelWords, widestYearSlip } from './comparison-levels.ts'
import type { Levels, LinkageRule } from './linkage-rule.ts'

const limitOf = (block: Block): number => block.mostRecords ?? mostRecordsPerKey

const keysOf = (block: Block): Sql =>
  joined(
    block.keys.map((key) => identifier(key)),
    ', ',
  )
const everyKeySaid = (block: Block): Sql =>
  joined(
    block.keys.map((key) => sql`${identifier(key)} is not null`),
    ' and ',
  )

/** How many pairs a block has, and how many keys are passed over because too many records hold them. */
export const blockSize = (block: Block) =>
  rows({ pairs: column.integer, keys_passed_over: column.integer })(sql`
  with records_per_key as (select count(*) as records from linkage_record where ${everyKeySaid(block)} group by ${keysOf(block)})
  select
    cast(coalesce(sum(records * (records - 1) // 2) filter (where records <= ${limitOf(block)}), 0) as bigint) as pairs,
    cast(count(*) filter (where records > ${limitOf(block)}) as bigint) as keys_passed_over
  from records_per_key`)

const bothOf = (kinds: readonly string[]): Sql =>
  sql`(list_contains(${kinds}, l.kind) and list_contains(${kinds}, r.kind))`

const bothShare = (block: Block): Sql => {
  const equal = joined(
    block.keys.map((key) => sql`l.${identifier(key)} = r.${identifier(key)}`),
    ' and ',
  )
  return block.notBoth ? sql`${equal} and not ${bothOf(block.notBoth)}` : equal
}

/** Records that hold a key of the block shared by others, but by no more than the limit. */
export const createBlockRecords = (block: Block): Sql => sql`
  create or replace temp table block_record as
  select linkage_record.*
  from linkage_record
  semi join (
    select ${keysOf(block)} from linkage_record where ${everyKeySaid(block)} group by ${keysOf(block)}
    having count(*) between 2 and ${limitOf(block)}
  ) as shared using (${keysOf(block)})`

const pairsOf = (block: Block, earlier: readonly Block[]): Sql => sql`
  from block_record as l
  join block_record as r on ${bothShare(block)} and l.record_id < r.record_id
  ${
    earlier.length === 0
      ? nothing
      : sql`where ${joined(
          earlier.map((one) => sql`(${bothShare(one)}) is not true`),
          ' and ',
        )}`
  }`

/** Pairs that this block adds to those of the blocks before it, and how many of them a sight sees both records of. */
export const newPairs = (block: Block, earlier: readonly Block[], sight: Sight) =>
  rows({ pairs: column.integer, seen: column.integer })(sql`
  select cast(count(*) as bigint) as pairs,
    cast(${
      sight.kinds === null
        ? sql`count(*)`
        : sql`count(*) filter (where l.record_id in (${recordsShownTo(sight)}) and r.record_id in (${recordsShownTo(sight)}))`
    } as bigint) as seen
  ${pairsOf(block, earlier)}`)

const nameLevel = (left: Sql, leftInitial: Sql, right: Sql, rightInitial: Sql, variants: Sql): Sql => sql`case
    when ${left} is null or ${right} is null then
      case when ${leftInitial} is null or ${rightInitial} is null then -1 when ${leftInitial} = ${rightInitial} then 2 else 0 end
    when ${left} = ${right} then 5
    when length(${left}) = 1 or length(${right}) = 1 then case when ${leftInitial} = ${rightInitial} then 2 else 0 end
    when ${variants} then 4
    when least(length(${left}), length(${right})) > 2 and damerau_levenshtein(${left}, ${right}) <= 1
      or least(length(${left}), length(${right})) > 3 and jaro_winkler_similarity(${left}, ${right}) >= 0.92 then 3
    when least(length(${left}), length(${right})) > 3 and jaro_winkler_similarity(${left}, ${right}) >= 0.84
      or least(length(${left}), length(${right})) > 4 and damerau_levenshtein(${left}, ${right}) <= 2 then 1
    else 0 end`

const straight = {
  forename: nameLevel(
    sql`l.forename`,
    sql`l.forename_initial`,
    sql`r.forename`,
    sql`r.forename_initial`,
    sql`list_has_any(l.forename_roots, r.forename_roots)`,
  ),
  surname: nameLevel(
    sql`l.surname`,
    sql`l.surname_initial`,
    sql`r.surname`,
    sql`r.surname_initial`,
    sql`len(l.surname_parts) + len(r.surname_parts) > 2 and list_has_any(l.surname_parts, r.surname_parts)`,
  ),
}

const crossed = (
  left: Sql,
  right: Sql,
): Sql => sql`case when forename_straight >= 3 or surname_straight >= 3 then 0
    else ${nameLevel(left, sql`null`, right, sql`null`, sql`false`)} end`

const levels: Record<Exclude<ComparedField, 'forename' | 'surname' | 'transposed'>, Sql> = {
  reference: sql`case when l.reference_pnc = r.reference_pnc or l.reference_client = r.reference_client
      or l.reference_custody = r.reference_custody or l.reference_own = r.reference_own
      or (l.reference_nominal = r.reference_nominal and not ${bothOf(listKinds)}) then 1
    when l.reference_pnc <> r.reference_pnc or l.reference_client <> r.reference_client then 0 else -1 end`,
  birth: sql`case
    when l.birth is null or r.birth is null then -1
    when l.birth = r.birth then 4
    when l.birth_year = r.birth_year and month(l.birth) = day(r.birth) and day(l.birth) = month(r.birth) then 3
    when damerau_levenshtein(l.birth_text, r.birth_text) = 1 then 2
    when cast(l.birth_year = r.birth_year as integer) + cast(month(l.birth) = month(r.birth) as integer)
      + cast(day(l.birth) = day(r.birth) as integer) = 2 and abs(l.birth_year - r.birth_year) <= ${widestYearSlip} then 1
    else 0 end`,
  sex: sql`case when l.sex is null or r.sex is null then -1 when l.sex = r.sex then 1 else 0 end`,
  email: sql`case
    when l.email is null or r.email is null then -1
    when l.email = r.email then 4
    when least(length(l.email), length(r.email)) > 9 and damerau_levenshtein(l.email, r.email) <= 2 then 3
    else 0 end`,
  phone: sql`case when l.number_id is null or r.number_id is null then -1 when l.number_id = r.number_id then 1 else 0 end`,
  place: sql`case
    when l.address = r.address and (l.sector = r.sector or l.area = r.area or l.sector is null or r.sector is null) then 5
    when l.postcode = r.postcode then 4
    when l.sector = r.sector then 3
    when l.area = r.area then 2
    when least(length(l.area), length(r.area)) > 3
      and (damerau_levenshtein(l.area, r.area) <= 2 or jaro_winkler_similarity(l.area, r.area) >= 0.9) then 1
    when (l.sector is null or r.sector is null) and (l.area is null or r.area is null) then -1
    else 0 end`,
}

const atLeast = (needed: Levels): Sql[] =>
  Object.entries(needed).map(([field, level]) => sql`${identifier(field)} >= ${level}`)

function conditionOf(rule: LinkageRule): Sql {
  const conditions = [
    ...atLeast(rule.needs),
    ...(rule.notDifferent ?? []).map((field) => sql`${identifier(field)} <> 0`),
    ...(rule.missing ?? []).map((field) => sql`${identifier(field)} = -1`),
  ]
  if (rule.anyOf) {
    const alternatives = rule.anyOf.map((needed) => sql`(${joined(atLeast(needed), ' and ')})`)
    conditions.push(sql`(${joined(alternatives, ' or ')})`)
  }
  if (rule.atMostOneDifferent) {
    const count = joined(
      rule.atMostOneDifferent.map((field) => sql`cast(${identifier(field)} = 0 as integer)`),
      ' + ',
    )
    conditions.push(sql`${count} <= 1`)
  }
  return joined(conditions, ' and ')
}

const levelColumns = joined(
  Object.entries(levels).map(([field, level]) => sql`cast(${level} as tinyint) as ${identifier(field)}`),
  ', ',
)
const levelNames = joined(
  comparedFields.map((field) => identifier(field)),
  ', ',
)

export const createPairs = (): Sql => sql`
  create or replace temp table linkage_pair (
    left_record_id bigint, right_record_id bigint, rule varchar, strength integer, is_link boolean, conflict varchar,
    ${joined(
      comparedFields.map((field) => sql`${identifier(field)} tinyint`),
      ', ',
    )}
  )`

/** Compares the new pairs of a block and keeps those that a rule names; `conflict` says what forbids the link. */
export const insertPairs = (
  block: Block,
  earlier: readonly Block[],
  rules: readonly LinkageRule[],
): Sql => sql`
  insert into linkage_pair
  with straight as (
    select l.record_id as left_record_id, r.record_id as right_record_id, ${levelColumns},
      cast(${straight.forename} as tinyint) as forename_straight, cast(${straight.surname} as tinyint) as surname_straight,
      l.forename as left_forename, l.surname as left_surname, r.forename as right_forename, r.surname as right_surname,
      (l.is_death and r.local_day > l.local_day + 1 and not list_contains(${deathKinds}, r.kind) or r.is_death and l.local_day > r.local_day + 1 and not list_contains(${deathKinds}, l.kind))
        as is_after_death
    ${pairsOf(block, earlier)}
  ),
  crossed as (
    select *, cast(${crossed(sql`left_forename`, sql`right_surname`)} as tinyint) as forename_crossed,
      cast(${crossed(sql`left_surname`, sql`right_forename`)} as tinyint) as surname_crossed
    from straight
  ),
  compared as (
    select * exclude (is_crossed),
      case when is_crossed then forename_crossed else forename_straight end as forename,
      case when is_crossed then surname_crossed else surname_straight end as surname,
      cast(case when is_crossed then 1 else -1 end as tinyint) as transposed
    from (
      select *, greatest(forename_crossed, surname_crossed) >= 3 and least(forename_crossed, surname_crossed) <> 0 as is_crossed
      from crossed
    )
  ),
  ruled as (
    select *, case ${joined(
      rules.map((rule, index) => sql`when ${conditionOf(rule)} then ${index}`),
      ' ',
    )} end as place_of_rule
    from compared
  ),
  rule_list as (
    select entry.* from (select unnest(from_json(${JSON.stringify(
      rules.map((rule, index) => ({
        place_of_rule: index,
        rule: rule.rule,
        strength: rule.strength,
        is_link: rule.state === 'linked',
      })),
    )}, '[{"place_of_rule":"INTEGER","rule":"VARCHAR","strength":"INTEGER","is_link":"BOOLEAN"}]')) as entry)
  )
  select left_record_id, right_record_id, rule_list.rule, rule_list.strength, rule_list.is_link,
    case when is_after_death then 'one record is later than the death in the other'
      when sex = 0 and forename = 0 then 'another sex and another forename'
      when birth >= 3 and surname >= 3 and forename = 0 and reference < 1 then 'the same surname and date of birth with another forename, as twins have'
    end as conflict,
    ${levelNames}
  from ruled
  join rule_list using (place_of_rule)`

const wordsAt = (field: ComparedField, wanted: (level: number) => boolean): Sql =>
  sql`case ${joined(
    Object.entries(levelWords[field])
      .filter(([level]) => wanted(Number(level)))
      .map(([level, words]) => sql`when ${identifier(field)} = ${Number(level)} then ${words}`),
    ' ',
  )} end`

const listed = (wanted: (level: number) => boolean): Sql => {
  const fields = comparedFields.filter((field) =>
    Object.keys(levelWords[field]).some((level) => wanted(Number(level))),
  )
  return sql`list_filter([${joined(
    fields.map((field) => wordsAt(field, wanted)),
    ', ',
  )}], lambda words: words is not null)`
}

export const agreesColumn = listed((level) => level > 0)
export const differsColumn = listed((level) => level === 0)
