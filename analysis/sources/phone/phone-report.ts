import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { ExpectedError, throwIfCancelled } from '../../platform/errors.ts'
import type { StagedFile } from '../stage.ts'
import { encodingOf } from '../text-format.ts'
import { type Archive, otherArchive, readEntry, reportIn } from './archive.ts'
import type { PhoneExtraction, PhoneRow } from './phone-extraction.ts'
import { type ReportModel, type ReportPart, readReport } from './report-models.ts'
import { RowNumbers, reportSheets, rowsOfModel } from './report-rows.ts'

/** Text that begins as an XML document does. */
export const isXml = (file: StagedFile): boolean => {
  const { head } = file
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : 'utf8'
  return /^(?:\ufeff)?\s*<(?:\?xml|[a-z])/i.test(head.subarray(0, 4096).toString(wide))
}

interface PhoneReport extends PhoneExtraction {
  /** How many items of each type were met that are not read: places, passwords, files. */
  readonly notRead: ReadonlyMap<string, number>
}

/** A SIM card's own record of its number, where the device's facts give none. */
const numberOfSim = (model: ReportModel): string | null =>
  model.type === 'SIMData' && /msisdn/i.test(model.values.get('Name') ?? '')
    ? model.values.get('Value') || null
    : null

function reportOf(
  layout: string,
  pieces: () => Promise<Readable>,
  name: string,
  encoding: string,
  signal: AbortSignal | undefined,
): PhoneReport {
  const device = new Map<string, string>()
  const notRead = new Map<string, number>()
  let version = ''
  async function* rows(): AsyncGenerator<readonly [number, PhoneRow]> {
    const numbers = new RowNumbers()
    const simNumbers: string[] = []
    const stream = await pieces()
    const take = function* (part: ReportPart) {
      if (part.kind === 'device') {
        if (part.name && !device.has(part.name)) device.set(part.name, part.value)
        return
      }
      const sim = numberOfSim(part.model)
      if (sim) simNumbers.push(sim)
      const found = rowsOfModel(part.model)
      if (found.length === 0 && part.model.type !== 'Chat' && !sim)
        notRead.set(part.model.type, (notRead.get(part.model.type) ?? 0) + 1)
      for (const row of found) {
        if (row.isCut)
          throw new ExpectedError('FILE_UNREADABLE', {
            subject: name,
            detail: `a ${reportSheets[row.sheet]!.name} in it has a text of more than a million characters, which is no message`,
            remedy: 'Nothing of it was loaded. Ask how the report was made.',
          })
        yield numbers.number(row)
      }
    }
    try {
      for await (const part of readReport(stream, name, encoding, (read) => {
        version = read
      })) {
        throwIfCancelled(signal)
        yield* take(part)
      }
    } catch (error) {
      if (error instanceof ExpectedError || !(error instanceof Error) || signal?.aborted) throw error
      throw new ExpectedError(
        'FILE_UNREADABLE',
        { subject: name, detail: `its archive is damaged: ${error.message}`, remedy: 'Ask for it again.' },
        { cause: error },
      )
    } finally {
      stream.destroy()
    }
    const [first] = simNumbers
    if (first && !device.has('msisdn')) device.set('msisdn', first)
  }
  return {
    get layout() {
      return version ? `${layout}, version ${version}` : layout
    },
    device,
    notRead,
    sheets: reportSheets,
    rows,
  }
}

/** `report.xml` by itself. */
export const readBareReport = (
  file: StagedFile,
  name: string,
  signal: AbortSignal | undefined,
): PhoneReport =>
  reportOf('Cellebrite report.xml', async () => createReadStream(file.path), name, encodingOf(file), signal)

/**
 * The report inside a UFDR container; nothing else of the container is unpacked.
 * @throws ExpectedError `KIND_UNKNOWN` where there is none.
 */
export function readContainer(archive: Archive, name: string, signal: AbortSignal | undefined): PhoneReport {
  const entry = reportIn(archive)
  if (!entry) throw new ExpectedError('KIND_UNKNOWN', { subject: name, ...otherArchive(archive) })
  return reportOf('Cellebrite UFDR', () => readEntry(archive, entry, name), name, 'utf-8', signal)
}
