import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { ExpectedError } from '../../platform/errors.ts'
import type { StagedFile } from '../stage.ts'

export interface Archive {
  readonly entries: readonly Entry[]
  readonly zip: ZipFile
}

const mostEntries = 5_000_000
const largestEntry = 64 * 1024 ** 3
/** Deflate cannot pack tighter than 1,032 to 1; a report of a phone packs 10 to 60 to 1. */
const tightest = 400
const alwaysFine = 64 * 1024 ** 2

function damage(file: StagedFile, name: string, cause: Error): ExpectedError {
  const endsWhole = file.tail.includes(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (!endsWhole)
    return new ExpectedError('FILE_TRUNCATED', {
      subject: name,
      detail: 'the end of the archive is missing',
      remedy: 'Ask for it again.',
    })
  return new ExpectedError(
    'FILE_UNREADABLE',
    { subject: name, detail: `its archive is damaged: ${cause.message}`, remedy: 'Ask for it again.' },
    { cause },
  )
}

function refuseBomb(entry: Entry, name: string): void {
  const { uncompressedSize, compressedSize, fileName } = entry
  const isTooTight = uncompressedSize > alwaysFine && uncompressedSize > compressedSize * tightest
  if (isTooTight || uncompressedSize > largestEntry)
    throw new ExpectedError('FILE_TOO_LARGE', {
      subject: name,
      detail: `${fileName} in it says that it unpacks to ${Math.round(uncompressedSize / 1e6).toLocaleString('en-GB')} MB, ${Math.round(uncompressedSize / Math.max(1, compressedSize)).toLocaleString('en-GB')} times its size: no extraction does`,
      remedy: 'Ask for it again, and ask how it was made.',
    })
}

/**
 * The entries of a ZIP, nothing unpacked. Close `zip` afterwards.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `FILE_TOO_LARGE`.
 */
export async function openArchive(file: StagedFile, name: string): Promise<Archive> {
  const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open)
  const zip = await open(file.path, { lazyEntries: true, autoClose: false }).catch((cause: Error) => {
    throw damage(file, name, cause)
  })
  try {
    const entries: Entry[] = []
    await new Promise<void>((done, fail) => {
      zip.on('entry', (entry: Entry) => {
        if (entries.push(entry) > mostEntries) fail(new Error('it has more than five million entries'))
        else zip.readEntry()
      })
      zip.on('end', () => done())
      zip.on('error', fail)
      zip.readEntry()
    }).catch((cause: Error) => {
      throw damage(file, name, cause)
    })
    for (const entry of entries) refuseBomb(entry, name)
    return { entries, zip }
  } catch (error) {
    zip.close()
    throw error
  }
}

const kindsOfArchive: readonly { readonly holds: RegExp; readonly words: string; readonly remedy: string }[] =
  [
    {
      holds: /^DbData\//i,
      words: 'it is a newer container that holds a database and no report.xml',
      remedy: 'Export the extraction as UFDR with report.xml, or as a workbook.',
    },
    {
      holds: /^xl\/workbook\.bin$/i,
      words: 'it is a binary workbook (.xlsb)',
      remedy: 'Open it in a spreadsheet, save it as XLSX or CSV and load that.',
    },
    {
      holds: /^word\//i,
      words: 'it is a Word document',
      remedy: 'Ask for the table itself, as CSV or XLSX.',
    },
    { holds: /^ppt\//i, words: 'it is a presentation', remedy: 'Ask for the table itself, as CSV or XLSX.' },
    {
      holds: /^(index\/document\.iwa|index\.zip)$/i,
      words: 'it is a document of Numbers, Pages or Keynote',
      remedy: 'Open it there, export it as CSV or XLSX and load that.',
    },
    {
      holds: /^content\.xml$/i,
      words: 'it is an OpenDocument file (.ods, .odt)',
      remedy: 'Open it, save the sheet as XLSX or CSV and load that.',
    },
  ]

/** What an archive is that holds neither a report nor a workbook, and what to do with it. */
export function otherArchive({ entries }: Archive): { readonly detail: string; readonly remedy: string } {
  const known = kindsOfArchive.find(({ holds }) => entries.some(({ fileName }) => holds.test(fileName)))
  if (known) return { detail: known.words, remedy: known.remedy }
  const names = entries.filter(({ fileName }) => !fileName.endsWith('/')).map(({ fileName }) => fileName)
  if (names.length === 0)
    return { detail: 'it is an archive with nothing in it', remedy: 'Ask for it again.' }
  return {
    detail: `it is an archive without report.xml and without a workbook; it holds ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${(names.length - 3).toLocaleString('en-GB')} more` : ''}`,
    remedy: 'Unpack it and add the files that are in it.',
  }
}

/** Whether the archive is an extraction's container: `report.xml` at its root. */
export const reportIn = ({ entries }: Archive): Entry | null =>
  entries.find(({ fileName }) => /^report\.xml$/i.test(fileName)) ?? null

export const holdsWorkbook = ({ entries }: Archive): boolean =>
  entries.some(({ fileName }) => /^xl\/workbook\.xml$/i.test(fileName))

/**
 * One entry, unpacked as it is read; more bytes than it says is an error.
 * @throws ExpectedError `FILE_ENCRYPTED`.
 */
export async function readEntry({ zip }: Archive, entry: Entry, name: string): Promise<Readable> {
  if (entry.isEncrypted())
    throw new ExpectedError('FILE_ENCRYPTED', {
      subject: name,
      detail: `${entry.fileName} in it opens only with a password`,
      remedy: 'Ask for it without one, or unpack it with the password and load what is in it.',
    })
  return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry)
}
