import type { Connection } from '../case/store.ts'
import type { ImportNote, Mapping, Preview, Provenance, SourceKind } from '../contract/index.ts'
import type { Archive } from './phone/archive.ts'
import type { DayOrder } from './queries-times.ts'
import type { StagedFile } from './stage.ts'
import type { WorkbookSheet } from './workbook/read-workbook.ts'

/** What a caller says that a file is. */
export interface Wanted {
  readonly kind?: SourceKind
  readonly mapping?: Mapping
}

/** A file's staged copy, and what has been opened of it so far: an archive and a workbook are opened once, whoever asks first. */
export interface SourceContent {
  readonly file: StagedFile
  readonly name: string
  /** For files of one's own. */
  readonly folder: string
  readonly wanted: Wanted
  readonly signal: AbortSignal | undefined
  /** The entries of a ZIP; null for any other file. */
  archive(): Promise<Archive | null>
  /** The sheets of a workbook; null for any other file. */
  sheets(): Promise<readonly WorkbookSheet[] | null>
}

export interface LoadDetails {
  readonly provenance: Provenance
  readonly person: string
  readonly zone?: string
  readonly dayOrder?: DayOrder
}

/** The case that a file is loaded into. */
interface LoadInto {
  readonly details: LoadDetails
  /** One transaction: all of it or nothing. */
  write<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  step(words: string): void
}

/** What became of a file's rows: read = loaded + set aside + duplicate. */
export interface LoadedFile {
  fileId: number
  rowsRead: number
  rowsLoaded: number
  rowsSetAside: number
  rowsDuplicate: number
  /** Rows set aside and duplicates, by reason. */
  reasons: Record<string, number>
  notes?: ImportNote[]
}

export type ContentPreview = Omit<Preview, 'name' | 'sizeBytes' | 'kind'>

/** How one form of file is told from others, shown before it is loaded, and loaded; `Opened` is what telling it has read. */
export interface Reader<Opened> {
  /** What the file is to this reader, by its content and never by its name; null where it is none of its own. */
  sniff(content: SourceContent): Promise<Opened | null>
  preview(opened: Opened, content: SourceContent): Promise<ContentPreview>
  load(opened: Opened, content: SourceContent, into: LoadInto): Promise<LoadedFile>
}

/** A file as its reader opened it. */
export interface OpenedContent<Opened = unknown> {
  readonly opened: Opened
  preview(): Promise<ContentPreview>
  load(into: LoadInto): Promise<LoadedFile>
}

/** A reader whose `Opened` nobody else needs to know. */
export type OpenedBy<Opened = unknown> = (content: SourceContent) => Promise<OpenedContent<Opened> | null>

export const openedBy =
  <Opened>(reader: Reader<Opened>): OpenedBy<Opened> =>
  async (content) => {
    const opened = await reader.sniff(content)
    return opened === null
      ? null
      : {
          opened,
          preview: () => reader.preview(opened, content),
          load: (into) => reader.load(opened, content, into),
        }
  }
