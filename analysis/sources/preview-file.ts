import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Preview, Role, SourceKind } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { unwatched } from '../platform/jobs.ts'
import { shownText } from '../text/shown-text.ts'
import { seesAllOf, sightOf } from '../visibility/source-kinds.ts'
import { openSource, type Stage, withContent } from './open-source.ts'
import type { SourceContent, Wanted } from './reader.ts'

const previewOf = async (content: SourceContent): Promise<Preview> => {
  const opened = await openSource(content)
  const shown = await opened.preview()
  return { name: content.name, sizeBytes: content.file.sizeBytes, kind: opened.kind, ...shown }
}

/** A preview reads a file without the case, which need not be open. */
const stageOutside: Stage = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const withStaged = <T>(
  { path, name }: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
  use: (content: SourceContent) => Promise<T>,
): Promise<T> => withContent({ path, name: shownText(name) }, wanted, stageOutside, unwatched(signal), use)

/**
 * What a file is and how it would be read, without loading it.
 * @throws ExpectedError as `stageFile` and `openSource`.
 */
export const previewFile = (
  given: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<Preview> => withStaged(given, wanted, signal, previewOf)

/** What it is by its own content, whatever it was asked to be read as. */
async function kindOfItself(content: SourceContent): Promise<SourceKind | null> {
  try {
    return (await openSource({ ...content, wanted: {} })).kind
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

/**
 * The same as a role may see it: of a file of which it may not read every row, by its own content, as it is asked to be read or as the case
 * holds it already, the columns and none of their values.
 * @throws ExpectedError as `previewFile`
 */
export const previewFor = (
  role: Role,
  held: (sha256: string) => Promise<readonly string[]>,
  given: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<Preview> =>
  withStaged(given, wanted, signal, async (content) => {
    const preview = await previewOf(content)
    const isStated = wanted.kind !== undefined || wanted.mapping !== undefined
    const ofItself = isStated && sightOf(role).kinds !== null ? await kindOfItself(content) : null
    const kinds = [...(await held(content.file.sha256)), preview.kind, ofItself].filter(
      (kind) => kind !== null,
    )
    if (seesAllOf(role, kinds)) return preview
    return {
      ...preview,
      columns: preview.columns.map((column) => ({ ...column, samples: [] })),
      rows: [],
      problems: ['The values of a file of this kind are withheld from this role.'],
    }
  })
