import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { OpenCase } from '../case/open-case.ts'

import type { NewRelease } from '../case/queries-register.ts'
import type { ProfileFormat, ReleaseResult, Role, Session } from '../contract/index.ts'

import { type PolicyName, searchBytes, textOfPdf } from '../disclosure/index.ts'
import type { ReleaseHistory } from '../engine/question.ts'
import { exportThrough } from '../exports/export-through.ts'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { seesAllOf } from '../visibility/source-kinds.ts'
import { type Draft, makeDraft } from './draft.ts'
import type { Published } from './editions.ts'
import { renderFormats } from './formats/index.ts'
import type { ReleaseFile } from './formats/release-file.ts'
import { allowancesOf, findingWords, identifierCount } from './identifiers.ts'
import { inTurn, registerAndWrite } from './register.ts'
import { listWords } from './words.ts'

interface ReleaseRequest {
  readonly folder?: string
  readonly formats: readonly ProfileFormat[]
  readonly policy: PolicyName
  readonly recipient: string
  readonly why: string
}

type ReleaseAnswer = ReleaseResult & { contents?: { file: string; bytes: Blob }[] }

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const refusal = (draft: Draft, reasons: readonly string[], began: number): ReleaseAnswer => ({
  files: [],
  suppressed: draft.document.suppressed,
  refused: { code: 'RELEASE_REFUSED', reasons: [...reasons] },
  releaseId: null,
  seconds: (performance.now() - began) / 1000,
})

/** Whether an edited paragraph may be released would reveal whether the case holds the names and numbers in it. */
function refuseEditsOf(role: Role, draft: Draft): void {
  if (draft.state.edits.size === 0 || seesAllOf(role, [...draft.protectedFigures.scope.kinds])) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'the edited paragraphs',
    detail: `they are searched for what every source says of people, and the role "${role}" may not see some of these`,
    remedy: 'Ask somebody in the hub role to release it, or take the edits back.',
  })
}

function refuseUnready(draft: Draft): void {
  if (draft.protectedFigures.scope.kinds.size === 0)
    throw new ExpectedError('NOTHING_LOADED', {
      remedy: 'Import sources first: there is nothing to release.',
    })
  const waiting = draft.document.wordsToConfirm.filter((one) => !one.confirmed)
  if (waiting.length > 0)
    throw new ExpectedError('RELEASE_NOT_CONFIRMED', {
      subject: `section ${listWords([...new Set(waiting.map((one) => one.sectionId))])}`,
      detail: `${waiting.length} ${waiting.length === 1 ? 'word' : 'words'} of edited text could identify somebody`,
      remedy: 'Confirm each word, or take it out.',
    })
}

/** Every finished file, and the text of a PDF's pages when read back. */
async function searchable(files: readonly ReleaseFile[]): Promise<{ name: string; bytes: Uint8Array }[]> {
  const readBack = await Promise.all(
    files
      .filter(({ type }) => type === 'application/pdf')
      .map(async ({ file, bytes }) => ({
        name: `${file} (its pages)`,
        bytes: new TextEncoder().encode(await textOfPdf(bytes)),
      })),
  )
  return [...files.map(({ file, bytes }) => ({ name: file, bytes })), ...readBack]
}

async function leaksIn(files: readonly ReleaseFile[], draft: Draft): Promise<string[]> {
  const { findings } = searchBytes({
    files: await searchable(files),
    index: draft.index,
    ...allowancesOf(draft.document, draft.protectedFigures.scope),
  })
  const inFiles = [...new Set(findings.map((finding) => finding.file))]
  return inFiles.map((file) => {
    const found = findings.filter((finding) => finding.file === file)
    return `The file ${file} holds ${identifierCount(found.length)} (${listWords(findingWords(found))}).`
  })
}

/** The register's entry for a release: its recipient and its content, written before any file. */
function toRegister(
  draft: Draft,
  request: ReleaseRequest,
  session: Session,
  files: readonly { file: string; sha256: string }[],
): Omit<NewRelease, 'releaseId'> {
  const { outcome } = draft.protectedFigures
  if (outcome.outcome !== 'released') throw new Error('A refused release cannot be registered')
  const published: Published = { record: outcome.record, figures: Object.fromEntries(draft.figures) }
  return {
    edition: draft.document.edition,
    releasedAt: new Date(),
    person: session.person,
    role: session.role,
    recipient: request.recipient,
    why: request.why,
    policy: request.policy,
    cutOff: draft.document.cutOff,
    dataVersion: draft.document.dataVersion,
    files: JSON.stringify(files),
    published: JSON.stringify(published),
    logHead: draft.document.logHead,
    folder: request.folder === undefined ? null : resolve(request.folder),
  }
}

/**
 * Builds, protects, attacks, renders and searches the finished bytes of one edition; registers it, writes it and seals it. Releases of
 * one case wait for each other.
 * @param history records each release outside the case, so that an older copy of the case cannot lose it
 * @returns the files with their hashes; or `refused` with reasons, and then nothing was written or registered
 * @throws ExpectedError `ROLE_FORBIDDEN` for edited paragraphs where the role may not see every source, `NOTHING_LOADED`, `RELEASE_NOT_CONFIRMED`, `FOLDER_NOT_WRITABLE`, `FOLDER_GONE`, `DISK_FULL`,
 *   `RELEASE_UNFINISHED`
 */
export function releaseProfile(
  current: OpenCase,
  request: ReleaseRequest,
  session: Session,
  progress: JobProgress,
  history?: ReleaseHistory,
): Promise<ReleaseAnswer> {
  return inTurn(current, progress, () => releaseNext(current, request, session, progress, history))
}

async function releaseNext(
  current: OpenCase,
  request: ReleaseRequest,
  session: Session,
  progress: JobProgress,
  history: ReleaseHistory | undefined,
): Promise<ReleaseAnswer> {
  const began = performance.now()
  const draft = await makeDraft(current, request.policy, progress)
  refuseEditsOf(session.role, draft)
  refuseUnready(draft)
  if (draft.refusals.length > 0) return refusal(draft, draft.refusals, began)
  progress.step('Drawing the pages')
  const files = await renderFormats(draft.document, request.formats)
  progress.step('Searching the finished files for identifiers')
  const leaks = await leaksIn(files, draft)
  if (leaks.length > 0) return refusal(draft, leaks, began)
  throwIfCancelled(progress.signal)
  const hashed = files.map(({ file, bytes }) => ({ file, sha256: hashOf(bytes) }))
  const release = toRegister(draft, request, session, hashed)
  const { releaseId, leftovers } = await exportThrough(
    'anonymised',
    { current, session },
    {
      question: 'profile.release',
      what: `edition ${release.edition} of the profile, ${hashed.length} files`,
      policy: request.policy,
      make: async () => ({
        sha256: hashOf(new TextEncoder().encode(JSON.stringify(hashed))),
        ...(await registerAndWrite({ current, session, history }, release, files, progress)),
      }),
    },
  )
  return {
    files: hashed,
    suppressed: draft.document.suppressed,
    releaseId,
    seconds: (performance.now() - began) / 1000,
    ...(leftovers.length > 0 ? { leftovers } : {}),
    ...(request.folder === undefined
      ? { contents: files.map(({ file, bytes, type }) => ({ file, bytes: new Blob([bytes], { type }) })) }
      : {}),
  }
}
