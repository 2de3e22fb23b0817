import type { Connection } from '../case/store.ts'
import { dayOf, groupOfPerson, type Runs, runsOf } from '../cohorts/index.ts'
import type { PersonDetail, Role } from '../contract/index.ts'
import { titlesOf } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { sightOf, withholdsDetails } from '../visibility/source-kinds.ts'
import { ruleWords } from './linkage-rules.ts'
import {
  linesOfNumbers,
  linksOfPerson,
  numbersOfPerson,
  type RecordRow,
  recordsOfPerson,
} from './queries-people.ts'

const labels: readonly { label: string; value: (row: RecordRow) => string | null }[] = [
  { label: 'Name', value: (row) => nameOf(row) },
  { label: 'Date of birth', value: (row) => row.birth },
  { label: 'Sex', value: (row) => row.sex },
  { label: 'Ethnicity', value: (row) => row.ethnicity },
  { label: 'Area', value: (row) => row.area },
  { label: 'Postcode', value: (row) => row.postcode },
  { label: 'Address', value: (row) => row.address },
  { label: 'Email', value: (row) => row.email },
]

function nameOf(row: RecordRow): string | null {
  const name = [row.forename, row.middle_names, row.surname].filter(Boolean).join(' ')
  return name || null
}

function factsOf(rows: readonly RecordRow[]): PersonDetail['facts'] {
  return labels.flatMap(({ label, value }) => {
    const sources = new Map<string, Set<string>>()
    for (const row of rows) {
      const said = value(row)
      if (said) sources.set(said, (sources.get(said) ?? new Set()).add(row.file))
    }
    return [...sources].map(([said, files]) => ({ label, value: said, sources: [...files] }))
  })
}

function titleOf(rows: readonly RecordRow[]): string {
  const named = rows.filter((row) => row.forename || row.surname).at(-1)
  if (named) return [named.forename, named.surname].filter(Boolean).join(' ')
  const initials = rows.find((row) => row.forename_initial && row.surname_initial)
  return initials ? `${initials.forename_initial}. ${initials.surname_initial}.` : 'Name not recorded'
}

/** What a record says in one line. Some roles learn that there is a record, not what it says. */
function recordWords(role: Role, row: RecordRow): { words: string; withheld: boolean } {
  if (withholdsDetails(role, row.kind)) {
    return {
      words: `Police record${row.day ? ` of ${row.day}` : ''}; its details are withheld from this role`,
      withheld: true,
    }
  }
  const period = row.day && row.until ? `${row.day} to ${row.until}` : row.day
  const parts = [period, row.category, row.outcome, row.substances].filter(Boolean)
  const title = titlesOf(row.kind).record
  return { words: parts.length > 0 ? `${title}: ${parts.join('; ')}` : title, withheld: false }
}

async function numbersWithLines(
  connection: Connection,
  runs: Runs,
  personId: number,
): Promise<PersonDetail['numbers']> {
  const numbers = await connection.all(numbersOfPerson(runs.linkage_run, personId))
  const lines =
    numbers.length === 0
      ? []
      : await connection.all(
          linesOfNumbers(
            runs.lines_run,
            numbers.map((number) => number.number_id),
          ),
        )
  return numbers.map((number) => ({
    number: number.number,
    because: number.because,
    confidence: number.confidence,
    from: number.from_day,
    to: number.to_day,
    lines: lines
      .filter((line) => line.number_id === number.number_id)
      .map((line) => ({ lineId: line.line_id, name: line.name })),
  }))
}

/**
 * One person: facts with their sources, group at a day and why, records, the pairs that make them one person, and numbers.
 * A person of whom the connection shows no record is not there. For roles that may not see groups the group is withheld for everybody alike,
 * so that withholding itself says nothing.
 * @throws ExpectedError `PERSON_NOT_FOUND`
 */
export async function describePerson(
  connection: Connection,
  role: Role,
  input: { person: string; at?: string | undefined },
): Promise<PersonDetail> {
  const runs = await runsOf(connection)
  const personId = /^\d{1,15}$/.test(input.person) ? Number(input.person) : null
  const shown = personId === null ? [] : await connection.all(recordsOfPerson(runs.linkage_run, personId))
  if (personId === null || shown.length === 0) {
    throw new ExpectedError('PERSON_NOT_FOUND', {
      subject: input.person,
      remedy: 'Wash again, or choose a person from the list.',
    })
  }
  const at = await dayOf(connection, input.at)
  const seesGroup = sightOf(role).groups
  const { group, because } = seesGroup
    ? await groupOfPerson(connection, runs, personId, at)
    : {
        group: 'not-known' as const,
        because:
          'Whether treatment services or the programme know this person is withheld from this role; counts by group are given under disclosure control.',
      }
  const links = await connection.all(linksOfPerson(runs.linkage_run, personId))
  return {
    person: input.person,
    title: titleOf(shown),
    withheld: !seesGroup,
    facts: factsOf(shown),
    group,
    groupBecause: because,
    records: shown.map((row) => ({
      kind: row.kind,
      file: row.file,
      fileId: row.fileId,
      row: row.row,
      recordId: row.recordId,
      at: row.at_text,
      day: row.local_day,
      until: row.until_day,
      ...recordWords(role, row),
    })),
    links: links.map((link) => ({ ...link, words: ruleWords(link.rule) })),
    numbers: await numbersWithLines(connection, runs, personId),
  }
}
