import { zipSync } from 'fflate'
import { create } from 'zustand'
import { saveBlob } from '../../engine/table-export.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { whenReset } from '../../state/choices.ts'

interface HeldFile {
  readonly file: string
  readonly bytes: Blob
}

export interface HeldRelease {
  /** What the saved files are called, without an ending. */
  readonly name: string
  readonly files: readonly HeldFile[]
}

interface ReleasedFiles {
  readonly held: ReadonlyMap<number, HeldRelease>
  readonly hold: (releaseId: number, release: HeldRelease) => void
}

/** The files of the releases made since the case was opened, so that closing a dialog loses none. */
export const useReleasedFiles = create<ReleasedFiles>()((set) => ({
  held: new Map(),
  hold: (releaseId, release) => set(({ held }) => ({ held: new Map(held).set(releaseId, release) })),
}))

whenReset(() => useReleasedFiles.setState({ held: new Map() }))

const saveAs = (name: string, bytes: Blob): void => {
  saveBlob(name, bytes)
  useAnnouncement.getState().say(`${name} is saved where this computer keeps downloads.`)
}

export const pdfOf = ({ files }: HeldRelease): HeldFile | undefined =>
  files.find(({ file }) => file.endsWith('.pdf'))

export const savePdf = (release: HeldRelease): string | null => {
  const pdf = pdfOf(release)
  if (!pdf) return null
  saveAs(`${release.name}.pdf`, pdf.bytes)
  return `${release.name}.pdf`
}

/** The first day that an archive can hold: it tells nothing of when it was saved, and the same files are the same bytes. */
const untold = new Date(1980, 0, 1)

/** All files in one archive; a single file as it is. */
export const saveEverything = async (release: HeldRelease): Promise<string | null> => {
  const [only, ...others] = release.files
  if (!only) return null
  if (others.length === 0) {
    const name = `${release.name}${only.file.slice(only.file.lastIndexOf('.'))}`
    saveAs(name, only.bytes)
    return name
  }
  const files = await Promise.all(
    release.files.map(async ({ file, bytes }) => [file, new Uint8Array(await bytes.arrayBuffer())] as const),
  )
  const name = `${release.name}.zip`
  const archive = zipSync(Object.fromEntries(files), { level: 0, mtime: untold })
  saveAs(name, new Blob([archive], { type: 'application/zip' }))
  return name
}
