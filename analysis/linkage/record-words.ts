import type { Role } from '../contract/index.ts'
import { titlesOf } from '../kinds/lists.ts'
import { withholdsDetails } from '../visibility/source-kinds.ts'
import type { RecordRow } from './queries-people.ts'

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
