import type { Role } from '../contract/index.ts'
import { titlesOf } from '../kinds/lists.ts'
import { withholdsDetails } from '../visibility/source-kinds.ts'

export interface RecordRow {
  record_id: number
  kind: string
  file: string
  fileId: number
  row: number
  recordId: string
  at_text: string | null
  forename: string | null
  middle_names: string | null
  surname: string | null
  forename_initial: string | null
  surname_initial: string | null
  birth: string | null
  sex: string | null
  ethnicity: string | null
  area: string | null
  postcode: string | null
  address: string | null
  email: string | null
  category: string | null
  outcome: string | null
  substances: string | null
  day: string | null
  until: string | null
  /** ISO dates of the same. */
  local_day: string | null
  until_day: string | null
}

/** What a record says in one line. Some roles learn that there is a record, not what it says. */
export function recordWords(role: Role, row: RecordRow): { words: string; withheld: boolean } {
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
