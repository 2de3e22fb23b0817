import type { OpenCase } from '../case/open-case.ts'
import { auditReleases } from '../disclosure/index.ts'
import { earlierRecords, readEditorialState } from './editions.ts'

interface EditionsAudit {
  editions: number
  /** Suppressed counts and differences of published counts that were attacked. */
  cellsAttacked: number
  /** Of these, counts that a reader of all editions can narrow below what the policy protects; must be 0. */
  cellsRecovered: number
}

/**
 * Attacks all released editions and single tables together, with only what they publish.
 * @throws DimensionConflict, SystemTooLarge
 */
export async function auditEditions(openCase: OpenCase): Promise<EditionsAudit> {
  const state = await readEditorialState(openCase)
  const records = earlierRecords(state)
  const cells = records.length > 0 ? await auditReleases(records, { provesOnly: true }) : []
  return {
    editions: state.editions.length,
    cellsAttacked: cells.length,
    cellsRecovered: cells.filter((cell) => !cell.isProtected).length,
  }
}
