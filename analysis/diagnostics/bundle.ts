import { createHash } from 'node:crypto'
import { arch, availableParallelism, freemem, platform, release, totalmem } from 'node:os'
import { strToU8, zipSync } from 'fflate'
import { schemaVersion } from '../case/migrations/index.ts'
import type { OpenCase } from '../case/open-case.ts'
import { engineSettings, engineVersion, fileBytes, tableSizes } from '../case/queries-model.ts'
import type { DiagnosticsBundle, DiagnosticsFile } from '../contract/index.ts'
import { type IdentifierIndex, searchText } from '../disclosure/index.ts'
import { identifiersOfCase } from '../profile/identifiers.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { leaveOut, namesOfCase, namesOfFile, namesOfMachine } from './leave-out.ts'
import * as queries from './queries-diagnostics.ts'
import { bucketEnds, type Recorded } from './recorder.ts'
import { hublineVersion } from './version.ts'

/** The earliest date that an archive can hold: it reveals no time of creation, and equal files give equal bytes. */
const fixedDate = new Date(1980, 0, 1)

/** A count as an order of magnitude. */
export function magnitude(count: number): string {
  if (count <= 0) return 'none'
  const digits = Math.floor(Math.log10(count)) + 1
  return digits === 1 ? 'under 10' : `10^${digits - 1} or more, under 10^${digits}`
}

const gigabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e9))} GB`
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
/** Only words that name something of ours are kept. */
const plainWord = (word: string): string => (/^[a-z][a-z0-9.-]{0,40}$/i.test(word) ? word : 'another')

export interface BundleParts {
  current: OpenCase | null
  recorded: Recorded
  refusedElsewhere: number | null
  copies: {
    schedule: string
    keep: number
    ownFolder: boolean
    verified: number
    lastFailure: string | null
  } | null
}

async function describeCase(current: OpenCase) {
  return current.database.read(wholeSight, undefined, async (connection) => {
    const meta = await current.meta()
    const sizes = await connection.all(tableSizes())
    const kinds = await connection.all(queries.filesPerKind())
    const runs = await connection.all(queries.runsOfMethods())
    const bytes = await connection.one(fileBytes())
    const version = await connection.one(engineVersion())
    const settings = await connection.all(engineSettings())
    return {
      schemaVersion: Number(meta.schema_version ?? 0),
      schemaVersionOfHubline: schemaVersion,
      policy: meta.policy === 'strict' ? 'strict' : 'open',
      synthetic: meta.synthetic === 'true',
      encrypted: false,
      fileSize: magnitude(Math.round((bytes?.bytes ?? 0) / 1e6)).concat(' MB'),
      shareFree: bytes && bytes.bytes > 0 ? Math.round((10 * bytes.free) / bytes.bytes) / 10 : 0,
      rowsPerTable: Object.fromEntries(sizes.map(({ name, rows }) => [plainWord(name), magnitude(rows)])),
      filesPerKind: Object.fromEntries(kinds.map(({ kind, files }) => [plainWord(kind), magnitude(files)])),
      runs: runs.map(({ method, version: of, seconds }) => ({
        method: plainWord(method),
        version: plainWord(of),
        seconds,
      })),
      database: {
        version: version?.version ?? '',
        settings: Object.fromEntries(settings.map((one) => [one.name, one.value])),
      },
    }
  })
}

function timingsOf({ timings }: Recorded) {
  const labels = [
    ...bucketEnds.map((end) => `under ${end < 1000 ? `${end} ms` : `${end / 1000} s`}`),
    'longer',
  ]
  return Object.fromEntries(
    Object.entries(timings)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([question, { asked, failed, longestMilliseconds, buckets }]) => [
        plainWord(question),
        {
          asked,
          failed,
          longestSeconds: Math.round(longestMilliseconds / 100) / 10,
          times: Object.fromEntries(labels.map((label, index) => [label, buckets[index] ?? 0])),
        },
      ]),
  )
}

async function write(parts: BundleParts): Promise<DiagnosticsFile[]> {
  const { current, recorded } = parts
  const files: DiagnosticsFile[] = [
    {
      file: 'machine.json',
      says: 'Versions, the system, its memory and processors',
      text: json({
        hubline: hublineVersion,
        node: process.versions.node,
        electron: process.versions.electron ?? null,
        platform: platform(),
        architecture: arch(),
        system: /^[\d.]+/.exec(release())?.[0] ?? '',
        processors: availableParallelism(),
        memory: gigabytes(totalmem()),
        memoryFree: gigabytes(freemem()),
        requestsToElsewhereRefused: parts.refusedElsewhere,
        memoryOfEngine: gigabytes(process.memoryUsage().rss),
      }),
    },
    {
      file: 'questions.json',
      says: 'How long each question took, by its name',
      text: json(timingsOf(recorded)),
    },
    {
      file: 'failures.json',
      says: 'Ids of failures inside Hubline with where in its code, and when and how its engine ended',
      text: json({
        failures: recorded.bugs.map((bug) => ({
          ...bug,
          question: plainWord(bug.question),
          at: bug.at.slice(0, 16),
        })),
        engineEnds: recorded.deaths.map((death) => ({ ...death, at: death.at.slice(0, 16) })),
      }),
    },
  ]
  if (parts.copies)
    files.push({
      file: 'copies.json',
      says: 'How copies are made, and the code of the last failure',
      text: json({ ...parts.copies, verified: magnitude(parts.copies.verified) }),
    })
  if (current)
    files.push({
      file: 'case.json',
      says: 'The version of the case’s model and the sizes of its tables as orders of magnitude',
      text: json(await describeCase(current)),
    })
  return files
}

async function namesIn(current: OpenCase | null): Promise<string[]> {
  if (!current) return namesOfMachine()
  const { name = '' } = await current.meta()
  const names = await current.database.read(wholeSight, undefined, async (connection) => ({
    files: await connection.all(queries.fileNames()),
    people: await connection.all(queries.peopleOfLog()),
  }))
  return [
    ...namesOfMachine(),
    ...namesOfCase(name, current.path),
    ...names.files.flatMap((file) => namesOfFile(file.name)),
    ...names.people.map(({ person }) => person),
  ]
}

const identifiersIn = (index: IdentifierIndex): number =>
  index.numbers.size +
  index.datesOfBirth.size +
  index.postcodes.size +
  index.pairs.size +
  index.sourceIds.size +
  index.handsets.size

/** Replaces the whole content of a file in which an identifier was found. */
const withheld = 'This file was left out: the search found what might be an identifier of the case in it.\n'

/**
 * Gathers what a maintainer needs, without identities: fixed words, orders of magnitude, timings. Names of the machine, its
 * user, the case and its files are removed, and every text is searched for every identifier in the case; a text with
 * an identifier is left out completely.
 */
export async function gatherBundle(
  parts: BundleParts,
): Promise<{ bundle: DiagnosticsBundle; archive: Uint8Array<ArrayBuffer> }> {
  const names = await namesIn(parts.current)
  const index = parts.current
    ? await parts.current.database.read(wholeSight, undefined, (connection) => identifiersOfCase(connection))
    : null
  let leftOut = 0
  const files = (await write(parts)).map((file) => {
    const clean = leaveOut(file.text, names)
    leftOut += clean.leftOut
    if (!index || searchText(clean.text, index).findings.length === 0) return { ...file, text: clean.text }
    leftOut += 1
    return { ...file, text: withheld }
  })
  const entries = files.map(({ file, text }) => [file, strToU8(text)] as const)
  const archive = zipSync(Object.fromEntries(entries), { level: 0, mtime: fixedDate })
  return {
    archive,
    bundle: {
      digest: createHash('sha256').update(archive).digest('hex'),
      files,
      sizeBytes: archive.length,
      searchedFor: index ? identifiersIn(index) : null,
      leftOut,
    },
  }
}
