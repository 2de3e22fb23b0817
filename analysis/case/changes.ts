import { randomUUID } from 'node:crypto'
import { ChangeSignal } from '../platform/changes.ts'

/** What a case is made of, each with the tables that hold it. The log is none of it: it grows with every question. */
const tablesOfParts = {
  sources: [
    ...[
      'file',
      'sheet',
      'reject',
      'duplicate',
      'saved_mapping',
      'number',
      'number_text',
      'device',
      'handset',
    ],
    ...['cell', 'cell_site', 'contact', 'message_text', 'observation', 'communication'],
    ...['communication_observation', 'place', 'area', 'record', 'event'],
    ...['number_kind', 'text_kind', 'place_kind', 'sharable_row'],
  ],
  people: ['person', 'person_seen', 'link', 'link_seen', 'attribution', 'attribution_seen'],
  lines: ['line', 'line_number', 'line_reason', 'line_customer', 'line_role', 'line_evidence'],
  decisions: ['decision'],
  editions: ['release', 'unsealed_release', 'profile_edit', 'confirmed_word'],
  /** Where positions lie, worked out for the first question that needs it. */
  places: ['place_cell', 'place_area'],
  /** Runs, the data version, notices, and what else the case says of itself. */
  details: ['meta', 'run'],
} as const

export type CasePart = keyof typeof tablesOfParts

export const caseParts = Object.keys(tablesOfParts) as readonly CasePart[]

const partOfTable: ReadonlyMap<string, CasePart> = new Map(
  caseParts.flatMap((part) => tablesOfParts[part].map((table) => [table, part] as const)),
)

export const partOf = (table: string): CasePart | undefined => partOfTable.get(table.toLowerCase())

const writing =
  /\b(?:(?:insert|merge)\s+(?:or\s+\w+\s+)?into|update|delete\s+from|truncate(?:\s+table)?)\s+"?(?:main"?\.\s*"?)?(\w+)"?/gi

/** The parts whose tables a statement writes to; temporary tables are of none. */
export const partsWrittenBy = (statement: string): CasePart[] =>
  [...statement.matchAll(writing)].flatMap((match) => partOf(match[1] ?? '') ?? [])

export interface CaseChanges {
  /** Where the case stands now, for the next question. */
  readonly mark: string
  /** What changed since, in the order of `caseParts`. */
  readonly changed: readonly CasePart[]
}

/** Counts the changes of a case while it is open. */
export class ChangeFeed {
  private readonly signal = new ChangeSignal()
  private readonly opening = randomUUID()
  private readonly lastChange = new Map<CasePart, number>()
  private count = 0

  /** Notes what a transaction changed, once it is committed. */
  note(parts: ReadonlySet<CasePart>): void {
    if (parts.size === 0) return
    this.count += 1
    for (const part of parts) this.lastChange.set(part, this.count)
    this.signal.notify()
  }

  listen(listener: () => void): () => void {
    return this.signal.listen(listener)
  }

  since(mark: string | null): CaseChanges {
    const [opening, count] = mark?.split(' ') ?? []
    const isOurs = opening === this.opening
    return {
      mark: `${this.opening} ${this.count}`,
      changed: caseParts.filter((part) => !isOurs || (this.lastChange.get(part) ?? 0) > Number(count)),
    }
  }
}
