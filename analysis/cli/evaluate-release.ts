import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { textOfPdf, textsOfFile } from '../disclosure/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { readTruth } from './truth-files.ts'

interface ReleaseEvaluation {
  /** Identifiers of the truth that occur in the release's bytes; must be 0. */
  identifiersLeaked: number
  /** At most twenty of them, by kind and file, without their values. */
  where: { kind: string; file: string }[]
  identifiersSearchedFor: number
  filesSearched: number
}

const squeezed = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')

async function identifiersOf(truthFolder: string): Promise<Map<string, string>> {
  const [owners, persons, people] = await Promise.all(
    ['number-owners.csv', 'persons.csv', 'people.csv'].map((file) => readTruth(truthFolder, file)),
  )
  const identifiers = new Map<string, string>()
  for (const { number } of owners!) {
    if (!number) continue
    identifiers.set(number.replace('+', ''), 'phone number')
    identifiers.set(number.replace('+44', '0'), 'phone number')
  }
  for (const { forename, surname, birth } of persons!) {
    if (forename && surname) identifiers.set(squeezed(`${forename} ${surname}`), 'name')
    if (!birth) continue
    const [year, month, day] = birth.split('-')
    identifiers.set(`${year} ${month} ${day}`, 'date of birth')
    identifiers.set(`${day} ${month} ${year}`, 'date of birth')
  }
  for (const { record_id: recordId } of people!)
    if (recordId && recordId.length >= 6) identifiers.set(squeezed(recordId).trim(), 'record id')
  return identifiers
}

/** The text of a file: packed formats are unpacked, and a PDF is read page by page. */
async function wordsOf(name: string, bytes: Buffer): Promise<string> {
  if (name.endsWith('.pdf')) return textOfPdf(bytes)
  if (!name.endsWith('.docx')) return bytes.toString('utf8')
  return textsOfFile(name, bytes)
    .views.map(({ text }) => text)
    .join('\n')
}

/**
 * Searches every file of a release for every number, full name, date of birth and source id of the truth, at
 * word boundaries and ignoring punctuation.
 * @throws ExpectedError `TRUTH_UNREADABLE`, `FILE_NOT_FOUND`
 */
export async function evaluateRelease(folder: string, truthFolder: string): Promise<ReleaseEvaluation> {
  const identifiers = await identifiersOf(truthFolder)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw new ExpectedError('FILE_NOT_FOUND', { subject: folder }, { cause })
  })
  const files = entries.filter((entry) => entry.isFile())
  const where: { kind: string; file: string }[] = []
  let leaked = 0
  for (const file of files) {
    const text = squeezed(await wordsOf(file.name, await readFile(join(file.parentPath, file.name))))
    const words = text.trim().split(' ')
    const seen = new Set<string>()
    for (let at = 0; at < words.length; at += 1) {
      for (let length = 1; length <= 4; length += 1) {
        const phrase = words.slice(at, at + length).join(' ')
        for (const candidate of new Set([phrase, phrase.replaceAll(' ', '')])) {
          const kind = identifiers.get(candidate)
          if (!kind || seen.has(candidate)) continue
          seen.add(candidate)
          leaked += 1
          if (where.length < 20) where.push({ kind, file: file.name })
        }
      }
    }
  }
  return {
    identifiersLeaked: leaked,
    where,
    identifiersSearchedFor: identifiers.size,
    filesSearched: files.length,
  }
}
