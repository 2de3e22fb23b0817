import { createReadStream } from 'node:fs'
import { ExpectedError } from '../platform/errors.ts'
import type { StagedFile } from './stage.ts'
import { type FileForm, formOf } from './text-format.ts'

interface FormWords {
  readonly detail: string
  readonly remedy: string
}

const askForTable = 'Ask for the table itself, as CSV or XLSX.'

const formWords: Readonly<Record<Exclude<FileForm, 'text' | 'ole2'>, FormWords>> = {
  zip: { detail: 'it is a zip', remedy: 'Unpack it and add what is in it.' },
  pdf: { detail: 'it is a PDF, which holds pages and no table', remedy: askForTable },
  rtf: { detail: 'it is a text document (RTF)', remedy: askForTable },
  html: {
    detail: 'it is a web page, whatever its name says',
    remedy: 'Open it in a spreadsheet, save it as CSV or XLSX and load that.',
  },
  image: { detail: 'it is a picture', remedy: askForTable },
  sqlite: {
    detail: 'it is a database (SQLite)',
    remedy: 'Export the table that matters as CSV and load that.',
  },
  gzip: { detail: 'it is a compressed archive', remedy: 'Unpack it and add what is in it.' },
  binary: {
    detail: 'it is not text: most of its first bytes are no letters',
    remedy: 'Open it in its own program, save it as CSV and load that.',
  },
}

const oleKinds: readonly {
  readonly stream: string
  readonly error: 'FILE_ENCRYPTED' | 'FILE_UNREADABLE'
  readonly words: FormWords
}[] = [
  {
    stream: 'EncryptedPackage',
    error: 'FILE_ENCRYPTED',
    words: {
      detail: 'it is an Office file that opens only with its password',
      remedy:
        'Open it with the password, save it without one and load that; or ask the partner to send it so. Hubline asks for no passwords.',
    },
  },
  {
    stream: 'Workbook',
    error: 'FILE_UNREADABLE',
    words: {
      detail: 'it is a workbook of Excel 97 to 2003 (.xls)',
      remedy: 'Open it in a spreadsheet, save it as XLSX or CSV and load that.',
    },
  },
  {
    stream: 'WordDocument',
    error: 'FILE_UNREADABLE',
    words: { detail: 'it is a Word document', remedy: askForTable },
  },
  {
    stream: '__substg1.0_',
    error: 'FILE_UNREADABLE',
    words: { detail: 'it is an e-mail (Outlook)', remedy: 'Save its attachment and load that.' },
  },
]

/** The names of a compound file's streams stand in its directory, wherever that lies. */
async function streamIn(file: StagedFile): Promise<(typeof oleKinds)[number] | null> {
  const wanted = oleKinds.map((kind) => ({ kind, bytes: Buffer.from(kind.stream, 'utf16le') }))
  const found = new Set<(typeof oleKinds)[number]>()
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file.path, { highWaterMark: 4 * 1024 * 1024 })) {
    const bytes = Buffer.concat([tail, chunk as Buffer])
    for (const one of wanted) if (bytes.includes(one.bytes)) found.add(one.kind)
    tail = Buffer.from(bytes.subarray(-64))
  }
  return oleKinds.find((kind) => found.has(kind)) ?? null
}

/**
 * Refuses a file that is no text, saying what it is and what to do with it.
 * @throws ExpectedError `FILE_UNREADABLE`, `FILE_ENCRYPTED`.
 */
export async function refuseOtherForms(file: StagedFile, name: string): Promise<void> {
  const form = formOf(file)
  if (form === 'text') return
  if (form !== 'ole2') throw new ExpectedError('FILE_UNREADABLE', { subject: name, ...formWords[form] })
  const kind = await streamIn(file)
  throw new ExpectedError(kind?.error ?? 'FILE_UNREADABLE', {
    subject: name,
    ...(kind?.words ?? {
      detail: 'it is an old Office file',
      remedy: 'Open it in its own program, save it as XLSX or CSV and load that.',
    }),
  })
}
