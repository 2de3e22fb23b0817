import type { Sql } from '../case/sql.ts'
import type { Reader } from '../case/store.ts'
import type { KindDefinition } from '../kinds/define-kind.ts'
import { communicationKinds, kindDefinitions } from '../kinds/lists.ts'

/** What a role may see of what the sources say; the views are made of it. */
export interface SightRules {
  readonly name: string
  /** Kinds of source whose rows it may read; null is every kind, also one that nobody declared. */
  readonly kinds: readonly string[] | null
  /** Of these kinds only rows whose handling code lets them be shared. */
  readonly coded: readonly string[]
  /** Who is in treatment or on the programme, person by person. */
  readonly groups: boolean
}

export interface Sight extends SightRules, Reader {}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const oneOf = (kinds: readonly string[]): string =>
  kinds.length === 0 ? 'false' : `kind in (${kinds.map(text).join(', ')})`

type DeclaredGroup = Pick<KindDefinition, 'kind' | 'putsInGroup'>

/**
 * The group that a record puts its person in, as its kind declares. This is treatment data, so only connections of roles that may know it
 * have it. SQL of one value, the name of a group or null.
 */
export function putsIn(seesGroups: boolean, definitions: readonly DeclaredGroup[] = kindDefinitions): string {
  const cases = definitions.flatMap(({ kind, putsInGroup }) =>
    putsInGroup === undefined ? [] : [`when ${text(kind)} then ${text(putsInGroup)}`],
  )
  return seesGroups && cases.length > 0 ? `case kind ${cases.join(' ')} end` : 'cast(null as varchar)'
}

/** Which rows of `record` and `event` a sight sees. */
function shownRows(stored: (table: string) => string, { kinds, coded }: SightRules): string {
  if (kinds === null) return 'true'
  const whole = kinds.filter((kind) => !coded.includes(kind))
  const graded = kinds.filter((kind) => coded.includes(kind))
  if (graded.length === 0) return oneOf(whole)
  const sharable = `(file_id, sheet, row_number) in (select (file_id, sheet, row_number) from ${stored('sharable_row')})`
  return `(${oneOf(whole)} or (${oneOf(graded)} and ${sharable}))`
}

/** `record_id` of each record that a sight sees, asked on a connection that sees everything. */
export const recordsShownTo = (sight: SightRules, table = 'visible_record'): Sql => ({
  text: `select record_id from ${table} where ${shownRows((table) => table, sight)}`,
  values: [],
})

type Conditions = Readonly<Record<string, string>>

/** The stored tables, each with what a row must fulfil to be shown, `true` being every row; and what rows are taken away by. */
function shownOf(
  stored: (table: string) => string,
  rules: SightRules,
): { conditions: Conditions; hidden: Conditions } {
  const kinds = rules.kinds ?? []
  const whole = kinds.filter((kind) => !rules.coded.includes(kind))
  const coded = kinds.filter((kind) => rules.coded.includes(kind))
  const row = shownRows(stored, rules)
  const files = `select file_id from ${stored('file')} where ${oneOf(kinds)}`
  const wholeFiles = `select file_id from ${stored('file')} where ${oneOf(whole)}`
  const known = `${oneOf(whole)}${coded.length === 0 ? '' : ` or (${oneOf(coded)} and not is_restricted)`}`
  const seesCommunications = communicationKinds.every((kind) => whole.includes(kind))
  const withheldObservations = `(
    select observation_id, message_id from ${stored('observation')}
    semi join (select file_id from ${stored('file')} where (${oneOf(whole)}) is not true) as withheld using (file_id))`
  const shownRecord = `select record_id from ${stored('record')} where ${row}`
  const shownKey = `select record_key from ${stored('record')} where ${row}`
  const inSight = `sight = ${text(rules.name)}`
  const lines = seesCommunications ? 'true' : 'false'
  const conditions = {
    file: oneOf(kinds),
    sheet: `file_id in (${files})`,
    reject: `file_id in (${wholeFiles})`,
    duplicate: `file_id in (${wholeFiles})`,
    record: row,
    event: row,
    device: `file_id in (${wholeFiles})`,
    contact: `file_id in (${wholeFiles})`,
    observation: `file_id in (${wholeFiles})`,
    area: `file_id in (${wholeFiles})`,
    cell_site: oneOf(whole),
    number: `number_id in (select number_id from ${stored('number_kind')} where ${known})`,
    number_text: `text_id in (select text_id from ${stored('text_kind')} where ${known})`,
    place: `place_id in (select place_id from ${stored('place_kind')} where ${known})`,
    place_cell: `case when origin = 'mast' then ${lines} else place_id in (select place_id from ${stored('place_kind')} where ${known}) end`,
    place_area: `case when origin = 'mast' then ${lines} else place_id in (select place_id from ${stored('place_kind')} where ${known}) end`,
    communication: lines,
    communication_observation: lines,
    message_text: lines,
    cell: lines,
    handset: lines,
    person: `${inSight} and record_id in (${shownRecord})`,
    link: `${inSight} and left_record_id in (${shownRecord}) and right_record_id in (${shownRecord})`,
    attribution: `${inSight} and (record_id is null or record_id in (${shownRecord}))`,
    line: lines,
    line_number: lines,
    line_reason: lines,
    line_customer: lines,
    line_role: lines,
    line_evidence: lines,
    decision: `case subject_kind when 'line' then ${lines}
      when 'pair' then split_part(subject_key, '~', 1) in (${shownKey}) and split_part(subject_key, '~', 2) in (${shownKey}) else false end`,
  }
  // What stands in a withheld file too is hidden. Where no such file has observations, as is usual, nothing is read to find that out.
  const hidden = {
    communication: `(select communication_id from ${stored('communication_observation')}
      semi join ${withheldObservations} as withheld using (observation_id)) as hidden using (communication_id)`,
    communication_observation: `(select communication_id from ${stored('communication_observation')}
      semi join ${withheldObservations} as withheld using (observation_id)) as hidden using (communication_id)`,
    message_text: `${withheldObservations} as hidden using (message_id)`,
  }
  return { conditions, hidden }
}

/** What washing says to a sight that does not see every record: it was worked out from the records that it sees. */
const narrowed: Readonly<Record<string, string>> = {
  person: 'person_seen',
  link: 'link_seen',
  attribution: 'attribution_seen',
}

const anyRow = (table: string): string => table
export const shownTables: readonly string[] = Object.keys(
  shownOf(anyRow, { name: '', kinds: [], coded: [], groups: false }).conditions,
)

/**
 * The statements that make `visible_*` on a connection. On a limited sight's own connections (`shadows`) each stored table's name stands for
 * its view as well: DuckDB looks among temporary views first, so that a question that forgot says no more.
 */
export function viewStatements(rules: SightRules, catalogue: string, shadows: boolean): string[] {
  const stored = (table: string) => `${catalogue}.main.${table}`
  const isWhole = rules.kinds === null
  const { conditions, hidden } = shownOf(stored, rules)
  return shownTables.flatMap((table) => {
    const source = isWhole ? table : (narrowed[table] ?? table)
    const columns = [
      source === table ? '*' : '* exclude (sight)',
      ...(table === 'record' ? [`${putsIn(rules.groups)} as puts_in`] : []),
    ].join(', ')
    const without = hidden[table] === undefined ? '' : ` anti join ${hidden[table]}`
    const clauses = isWhole ? '' : `${without} where ${conditions[table]}`
    const statement = `select ${columns} from ${stored(source)}${clauses}`
    return [
      `create or replace temp view visible_${table} as ${statement}`,
      ...(shadows && !isWhole ? [`create or replace temp view ${table} as ${statement}`] : []),
    ]
  })
}
