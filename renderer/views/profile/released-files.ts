import { create } from 'zustand'
import { zipOf } from '../../../analysis/drawing/zip-files.ts'
import { saveBlob } from '../../engine/actions.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { whenForgotten } from '../../state/choices.ts'

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

whenForgotten(() => useReleasedFiles.setState({ held: new Map() }))

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
    release.files.map(async ({ file, bytes }) => ({
      file,
      bytes: new Uint8Array(await bytes.arrayBuffer()),
    })),
  )
  const name = `${release.name}.zip`
  saveAs(name, zipOf(files))
  return name
}
