import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { ExpectedError } from '../../engine/errors.ts'
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

/** Whether the archive is an extraction's container: `report.xml` at its root. */
export const reportIn = ({ entries }: Archive): Entry | null =>
  entries.find(({ fileName }) => /^report\.xml$/i.test(fileName)) ?? null

export const holdsWorkbook = ({ entries }: Archive): boolean =>
  entries.some(({ fileName }) => /^xl\/workbook\.xml$/i.test(fileName))

/**
 * One entry, unpacked as it is read; more bytes than it says is an error.
 * @throws ExpectedError `FILE_UNREADABLE` where it is encrypted.
 */
export async function readEntry({ zip }: Archive, entry: Entry, name: string): Promise<Readable> {
  if (entry.isEncrypted())
    throw new ExpectedError('FILE_UNREADABLE', {
      subject: name,
      detail: `${entry.fileName} in it is protected by a password`,
      remedy: 'Ask for it without one.',
    })
  return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry)
}
