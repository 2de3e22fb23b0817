import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCase, type OpenCase, openCase } from '../../../../analysis/case/open-case.ts'
import { errorCodes, type ImportResult, type SourceKind } from '../../../../analysis/contract/index.ts'
import { CancelledError, ExpectedError } from '../../../../analysis/platform/errors.ts'
import { unwatched } from '../../../../analysis/platform/jobs.ts'
import { importFiles } from '../../../../analysis/sources/import-files.ts'
import { previewFile } from '../../../../analysis/sources/preview-file.ts'
import { verifyCase } from '../../../../analysis/sources/verify-case.ts'
import { wholeSight } from '../../../../analysis/visibility/source-kinds.ts'
import { databaseOf } from '../../../support/cases.ts'

const limitMilliseconds = 120_000

/** What one hostile file came to: an accounting that adds up, or an expected error. Anything else is a crash. */
type Outcome =
  | { readonly came: 'loaded'; readonly result: ImportResult }
  | { readonly came: 'refused'; readonly result: ImportResult }
  | { readonly came: 'crash'; readonly words: string }

const isSilent = ({ error }: ImportResult) => {
  const data = error?.data as { subject?: string; detail?: string; remedy?: string } | undefined
  return !data?.subject || !(data.detail || data.remedy)
}

function judged(result: ImportResult): Outcome {
  const { error } = result
  if (error) {
    if (!(errorCodes as readonly string[]).includes(error.code))
      return { came: 'crash', words: `an undeclared code ${error.code}` }
    if (isSilent(result)) return { came: 'crash', words: `${error.code} says neither what nor what to do` }
    return { came: 'refused', result }
  }
  const { rowsRead, rowsLoaded, rowsSetAside, rowsDuplicate } = result
  const reasons = Object.values(result.reasons).reduce((sum, rows) => sum + rows, 0)
  if (rowsRead !== rowsLoaded + rowsSetAside + rowsDuplicate)
    return {
      came: 'crash',
      words: `${rowsRead} rows read, ${rowsLoaded} + ${rowsSetAside} + ${rowsDuplicate} accounted for`,
    }
  if (reasons !== rowsSetAside + rowsDuplicate)
    return { came: 'crash', words: `${reasons} rows have a reason, ${rowsSetAside + rowsDuplicate} should` }
  return { came: 'loaded', result }
}

const wordsOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** A case that takes one hostile file after the other, by the ways that the window and the command line go. */
export class HostileCase {
  private readonly folder: string
  private readonly path: string
  private opened: OpenCase | null = null

  constructor(folder: string) {
    this.folder = folder
    this.path = join(folder, 'case.hubline')
  }

  get current(): OpenCase {
    if (!this.opened) throw new Error('no case is open')
    return this.opened
  }

  async start(): Promise<void> {
    await this.opened?.close()
    for (const name of readdirSync(this.folder))
      if (name.startsWith('case.hubline') || name.startsWith('.case'))
        rmSync(join(this.folder, name), { recursive: true })
    const details = { name: 'hostile', policy: 'open', marking: 'OFFICIAL' } as const
    this.opened = await createCase(this.path, details, 'a tester')
  }

  async take(path: string, name: string, kind?: SourceKind): Promise<Outcome> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), limitMilliseconds)
    const began = performance.now()
    try {
      await previewFile({ path, name }, { kind }, controller.signal).catch((error: unknown) => {
        if (!(error instanceof ExpectedError)) throw error
      })
      const [result] = await importFiles(
        this.current,
        { files: [{ path, name }], kind, provenance: {}, person: 'a tester' },
        unwatched(controller.signal),
      )
      if (performance.now() - began > limitMilliseconds) return { came: 'crash', words: 'too slow' }
      return result ? judged(result) : { came: 'crash', words: 'no answer' }
    } catch (error) {
      if (error instanceof CancelledError) return { came: 'crash', words: 'it hung' }
      return { came: 'crash', words: wordsOf(error) }
    } finally {
      clearTimeout(timer)
    }
  }

  async takeBytes(bytes: Buffer, name: string, kind?: SourceKind): Promise<Outcome> {
    const path = join(this.folder, 'hostile-file')
    writeFileSync(path, bytes)
    return this.take(path, name, kind)
  }

  /** The case closed, opened again and counted: what is wrong with it, or nothing. */
  async reopened(): Promise<readonly string[]> {
    await this.current.close()
    this.opened = null
    this.opened = await openCase(this.path, 'a tester')
    const { stagingFolder } = databaseOf(this.current)
    const left = existsSync(stagingFolder)
      ? readdirSync(stagingFolder).filter((name) => name !== 'spill')
      : []
    return [
      ...(await verifyCase(this.current, unwatched(), wholeSight)).problems,
      ...left.map((name) => `${name} was left in the staging folder`),
    ]
  }

  async close(): Promise<void> {
    await this.opened?.close()
    this.opened = null
  }
}
