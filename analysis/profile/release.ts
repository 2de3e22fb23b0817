import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ProfileFormat, ReleaseResult, Session } from '../contract/index.ts'
import { type PolicyName, searchBytes, textOfPdf } from '../disclosure/index.ts'
import { ExpectedError, throwIfCancelled } from '../engine/errors.ts'
import type { JobProgress } from '../engine/jobs.ts'
import type { OpenCase } from '../engine/open-case.ts'
import { type Draft, makeDraft } from './draft.ts'
import type { Published } from './editions.ts'
import { renderFormats } from './formats/index.ts'
import type { ReleaseFile } from './formats/release-file.ts'
import { allowancesOf, findingWords } from './identifiers.ts'
import { insertRelease } from './queries-editions.ts'
import { listWords } from './words.ts'

export interface ReleaseRequest {
  readonly folder?: string
  readonly formats: readonly ProfileFormat[]
  readonly policy: PolicyName
  readonly recipient: string
  readonly why: string
}

export type ReleaseAnswer = ReleaseResult & { contents?: { file: string; bytes: Blob }[] }

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const refusal = (draft: Draft, reasons: readonly string[], began: number): ReleaseAnswer => ({
  files: [],
  suppressed: draft.document.suppressed,
  refused: { code: 'RELEASE_REFUSED', reasons: [...reasons] },
  releaseId: null,
  seconds: (Date.now() - began) / 1000,
})

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

/** Every file as its bytes stand, and what the pages of a PDF say when they are read back. */
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
    return `${file} holds ${found.length} identifiers (${listWords(findingWords(found))}).`
  })
}

const folderErrors: Readonly<Record<string, 'FOLDER_NOT_WRITABLE' | 'DISK_FULL'>> = {
  EACCES: 'FOLDER_NOT_WRITABLE',
  EPERM: 'FOLDER_NOT_WRITABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
  ENOTDIR: 'FOLDER_NOT_WRITABLE',
  EEXIST: 'FOLDER_NOT_WRITABLE',
  ENOSPC: 'DISK_FULL',
}

/** All files are written beside their places first and then moved, so that a failure leaves no half of a release. */
async function writeFiles(folder: string, files: readonly ReleaseFile[]): Promise<void> {
  const target = resolve(folder)
  const staging = join(target, `.release-${randomUUID()}`)
  try {
    for (const { file, bytes } of files) {
      await mkdir(dirname(join(staging, file)), { recursive: true })
      await writeFile(join(staging, file), bytes)
    }
    for (const { file } of files) {
      await mkdir(dirname(join(target, file)), { recursive: true })
      await rename(join(staging, file), join(target, file))
    }
  } catch (error) {
    const code = folderErrors[(error as NodeJS.ErrnoException).code ?? '']
    if (!code) throw error
    throw new ExpectedError(code, { subject: target, remedy: 'Choose another folder.' }, { cause: error })
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function register(
  current: OpenCase,
  draft: Draft,
  request: ReleaseRequest,
  session: Session,
  files: readonly { file: string; sha256: string }[],
): Promise<number> {
  const { outcome } = draft.protectedFigures
  if (outcome.outcome !== 'released') throw new Error('A refused release cannot be registered')
  const published: Published = { record: outcome.record, figures: Object.fromEntries(draft.figures) }
  const releaseId = (draft.state.editions.at(-1)?.releaseId ?? 0) + 1
  await current.database.write(undefined, (connection) =>
    connection.run(
      insertRelease({
        releaseId,
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
      }),
    ),
  )
  return releaseId
}

/**
 * Builds, protects, attacks, renders, searches the finished bytes, writes and registers one edition.
 * @returns the files with their hashes; or `refused` with reasons, and then nothing was written or registered
 * @throws ExpectedError `NOTHING_LOADED`, `RELEASE_NOT_CONFIRMED`, `FOLDER_NOT_WRITABLE`, `DISK_FULL`
 */
export async function releaseProfile(
  current: OpenCase,
  request: ReleaseRequest,
  session: Session,
  progress: JobProgress,
): Promise<ReleaseAnswer> {
  const began = Date.now()
  const draft = await makeDraft(current, request.policy, progress)
  refuseUnready(draft)
  if (draft.refusals.length > 0) return refusal(draft, draft.refusals, began)
  progress.step('Drawing the pages')
  const files = await renderFormats(draft.document, request.formats)
  progress.step('Searching the finished files for identifiers')
  const leaks = await leaksIn(files, draft)
  if (leaks.length > 0) return refusal(draft, leaks, began)
  throwIfCancelled(progress.signal)
  const hashed = files.map(({ file, bytes }) => ({ file, sha256: hashOf(bytes) }))
  progress.step('Writing and registering')
  if (request.folder !== undefined) await writeFiles(request.folder, files)
  const releaseId = await register(current, draft, request, session, hashed)
  return {
    files: hashed,
    suppressed: draft.document.suppressed,
    releaseId,
    seconds: (Date.now() - began) / 1000,
    ...(request.folder === undefined
      ? { contents: files.map(({ file, bytes, type }) => ({ file, bytes: new Blob([bytes], { type }) })) }
      : {}),
  }
}
