import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { casePathOf } from '../case/case-path.ts'
import { capabilities, may } from '../contract/index.ts'
import { caseOf, os, type QuestionContext } from '../engine/question.ts'
import { ExpectedError } from '../platform/errors.ts'
import { asFolderError } from './folder-errors.ts'
import type { KnownCopies } from './known-copies.ts'
import { backupsAt, backupsOf } from './list-copies.ts'
import { makeCopy } from './make-copy.ts'
import { stemOf } from './manifests.ts'
import { checkCopy, putCopyInPlace, stageCopy } from './restore-copy.ts'

const list = async ({ engine }: QuestionContext, knownCopies: KnownCopies, path?: string) => {
  const current = engine.current()
  if (current && (path === undefined || casePathOf(path) === current.path))
    return backupsOf(current, knownCopies)
  if (path === undefined) throw new ExpectedError('CASE_NOT_OPEN', { remedy: 'Open a case, or name one.' })
  return backupsAt(casePathOf(path), knownCopies)
}

/** A copy holds all of the case, whatever the role may see of it. */
function refusePlace({ holder: { session } }: QuestionContext, doing: string): void {
  if (may(session.role, 'keepsCopies')) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'copies of the case',
    detail: `the role "${session.role}" may not ${doing}; ${capabilities.keepsCopies.join(', ')} may`,
    remedy: 'Leave the place out, or ask the hub.',
  })
}

const isKnownCopy = async (context: QuestionContext, knownCopies: KnownCopies, path: string) =>
  context.engine.current() !== null &&
  (await list(context, knownCopies)).copies.some((copy) => copy.path === path)

function newPlaceBeside(copyPath: string, casePath: string | undefined): string {
  const folder = dirname(casePath ?? dirname(copyPath))
  const stem = stemOf(casePath ?? copyPath)
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? `${stem} restored` : `${stem} restored ${attempt}`
    const place = join(folder, `${name}.hubline`)
    if (!existsSync(place)) return place
  }
}

export const backupsProcedures = (knownCopies: KnownCopies) =>
  os.backups.router({
    list: os.backups.list.handler(({ context, input }) => list(context, knownCopies, input.path)),
    make: os.backups.make.handler(({ context, input, signal }) => {
      if (input.folder) refusePlace(context, 'choose where a copy goes')
      return makeCopy(
        { jobs: context.engine.jobs, knownCopies },
        caseOf(context),
        context.holder.session,
        { why: 'asked', folder: input.folder ? resolve(input.folder) : undefined },
        signal,
      )
    }),
    settings: os.backups.settings.handler(async ({ context, input }) => {
      const openCase = caseOf(context)
      const caseId = (await openCase.meta()).case_id ?? ''
      const folder = input.folder ? resolve(input.folder) : input.folder
      if (folder && !existsSync(folder))
        throw new ExpectedError('FOLDER_GONE', {
          subject: folder,
          remedy: 'Make the folder first, or choose another.',
        })
      await knownCopies.rememberPlace(caseId, openCase.path)
      await knownCopies.rememberSettings(caseId, {
        ...input,
        ...(folder !== undefined ? { folder } : {}),
      })
      return backupsOf(openCase, knownCopies)
    }),
    check: os.backups.check.handler(async ({ context, input, signal }) => {
      const path = resolve(input.path)
      if (!(await isKnownCopy(context, knownCopies, path)))
        refusePlace(context, 'read a file that is no known copy of this case')
      const problems = await context.engine.jobs.run('Checking the copy', signal, (progress) =>
        checkCopy(path, progress),
      )
      return { path, ok: problems.length === 0, problems }
    }),
    restore: os.backups.restore.handler(async ({ context, input, signal }) => {
      const { engine, holder } = context
      const copy = resolve(input.copy)
      if (input.as && input.replace)
        throw new ExpectedError('INPUT_INVALID', { detail: 'either "as" or "replace", not both' })
      const target = casePathOf(input.replace ?? input.as ?? newPlaceBeside(copy, engine.current()?.path))
      const mayReplace = input.replace !== undefined
      if (!mayReplace && existsSync(target))
        throw new ExpectedError('CASE_ALREADY_EXISTS', { subject: target, remedy: 'Choose another name.' })
      const ready = await engine.jobs.run('Restoring the copy', signal, (progress) =>
        stageCopy(copy, target, progress),
      )
      let setAside: string | null = null
      try {
        const opened = await engine.exchange(target, holder.session, async () => {
          if (mayReplace && existsSync(target)) await knownCopies.releases.rememberFile(target)
          setAside = await putCopyInPlace(ready, target, mayReplace)
        })
        const { manifest } = ready
        await opened.log.write(holder.session, {
          action: 'alteration',
          question: 'backups.restore',
          subject: `copy of ${manifest.madeAt}, log entry ${manifest.log.entries}`,
        })
        await knownCopies.rememberPlace(manifest.caseId, target)
        return { path: target, setAside, case: await opened.describe(holder.session) }
      } catch (error) {
        throw asFolderError(error, dirname(target))
      } finally {
        await rm(ready.partial, { force: true }).catch(() => undefined)
      }
    }),
  })
