import { createHash } from 'node:crypto'
import type { OpenCase } from '../case/open-case.ts'
import type { Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { type Exit, exits } from './exits.ts'
import { identifyingWords, isNumbersOnly, type TableContent, whyIdentifying } from './identifying.ts'

/** What everything that leaves is marked with. */
export interface Mark {
  readonly marking: string
  /** From which case, taken out by which role on which day. */
  readonly origin: readonly string[]
}

/** Text or bytes that leave, or what was written elsewhere, by its digest. */
type ExportContent = string | Uint8Array | { readonly sha256: string }

interface Exported<T extends ExportContent> {
  readonly question: string
  /** What it is, in words of the program's own: never a title that a user wrote. */
  readonly what: string
  /** Its rows, where it is a table: what an exit may hold is checked against them. */
  readonly table?: TableContent
  /** The policy by which it was protected. */
  readonly policy?: string
  /** The reference of the lawful authority, for an exit that needs one. */
  readonly authority?: string
  /** Makes it under the mark. */
  make(mark: Mark): T | Promise<T>
}

const authorityReference = /^[A-Z]{2,12}[ /-]?\d[\dA-Z/-]{0,30}$/

const digestOf = (content: ExportContent): string =>
  typeof content === 'string' || content instanceof Uint8Array
    ? createHash('sha256').update(content).digest('hex')
    : content.sha256

/** The case's marking, and where a thing comes from. */
export async function markOf(current: OpenCase | null, { role }: Session): Promise<Mark> {
  const { marking, name, synthetic } = (await current?.meta()) ?? {}
  return {
    marking: marking ?? 'OFFICIAL-SENSITIVE',
    origin: [
      `case ${name ?? 'without a name'}${synthetic === 'true' ? ', synthetic data' : ''}`,
      `taken out as ${role} on ${new Date().toISOString().slice(0, 10)}`,
    ],
  }
}

function refuseWrongContent(exit: Exit, table: TableContent | undefined): void {
  const { holds } = exits[exit]
  if (holds === 'nobody' && table) {
    const why = whyIdentifying(table)
    if (why) throw new ExpectedError('RELEASE_REFUSED', { detail: why, remedy: 'Ask an analyst.' })
  }
  if (holds === 'numbers' && !(table && isNumbersOnly(table)))
    throw new ExpectedError('RELEASE_REFUSED', {
      detail: 'by the outreach exit only a list of numbers leaves, and nothing beside them',
    })
}

function refuseWrongUse<T extends ExportContent>(exit: Exit, { role }: Session, what: Exported<T>): void {
  const { roles, needsAuthority } = exits[exit]
  if (!roles.includes(role))
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: what.question,
      detail: `the role "${role}" may not use the ${exit} exit; ${roles.join(', ')} may`,
      remedy: 'Ask somebody with one of these roles.',
    })
  if (needsAuthority && !authorityReference.test(what.authority ?? ''))
    throw new ExpectedError('RELEASE_REFUSED', {
      detail: 'the reference of a lawful authority is missing, such as RIPA 2026/014',
      remedy: 'Record the authority first.',
    })
  refuseWrongContent(exit, what.table)
}

function tableWords({ columns, rows }: TableContent): string[] {
  const identifying = identifyingWords(columns)
  return [
    `${rows.length} rows`,
    `${columns.length} columns${identifying.length > 0 ? `, identifying by ${identifying.join(' and ')}` : ''}`,
  ]
}

/**
 * The one way out: checks that the role may use the exit and that the thing may leave by it, has it made under the mark, and writes what
 * left into the log with its SHA-256 before anybody is handed it.
 * @param current the case that it comes from; null for what comes from none, which no log tells of
 * @returns what left
 * @throws ExpectedError `ROLE_FORBIDDEN`; `RELEASE_REFUSED` where the exit may not hold it
 */
export async function exportThrough<T extends ExportContent>(
  exit: Exit,
  { current, session }: { readonly current: OpenCase | null; readonly session: Session },
  what: Exported<T>,
): Promise<T> {
  refuseWrongUse(exit, session, what)
  const made = await what.make(await markOf(current, session))
  const words = [
    `${exit} export`,
    what.what,
    ...(what.table ? tableWords(what.table) : []),
    ...(what.policy ? [`policy ${what.policy}`] : []),
    ...(exits[exit].needsAuthority ? [`authority ${what.authority}`] : []),
    `sha256 ${digestOf(made)}`,
  ]
  await current?.log.write(session, {
    action: 'disclosure',
    question: what.question,
    subject: words.join(', '),
  })
  return made
}
