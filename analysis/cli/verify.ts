import type { Command } from 'commander'
import { ExpectedError } from '../platform/errors.ts'
import { newestGoodCopy } from './copies.ts'
import { type Answer, type CommonOptions, noticeWords, type Shell, withCommonOptions } from './shell.ts'
import { counted } from './words.ts'

async function restoreWords(path: string): Promise<string> {
  const copy = await newestGoodCopy(path)
  return copy
    ? `The newest verified copy is ${copy.path} (${copy.madeAt.slice(0, 16).replace('T', ' ')} UTC): hubline restore "${copy.path}" --as NEWCASE`
    : 'No verified copy of it is known here.'
}

/** A case that does not open is not verified; the answer still says what, where and what to do. */
async function unopenable(path: string, error: ExpectedError): Promise<Answer> {
  const problem = `${error.data.subject ?? path} cannot be opened: ${error.data.detail ?? error.message}`
  const advice = `Keep the file as it is. ${await restoreWords(path)}`
  return {
    document: {
      ok: false,
      problems: [problem],
      notes: [],
      advice,
      damaged: true,
      logEntries: 0,
      knownCopies: 0,
      releases: 0,
      files: 0,
      rowsRead: 0,
      tables: [],
      notices: [],
    },
    words: `${problem}.\n${advice}`,
    failed: true,
  }
}

export function addVerify(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('verify')
      .description(
        "read the whole case: every value, the rows of every file, what rows name, the log's chain and its end in the copies",
      )
      .argument('<case>'),
  ).action((path: string, options: CommonOptions) =>
    shell.answer(options, async () => {
      const ask = shell.withCase(path, options, async ({ client, signal }) => {
        const document = await client.sources.verify({}, { signal })
        const before = document.notices.map((notice) => `${notice.at.slice(0, 16)} ${noticeWords(notice)}`)
        const notes = [...document.notes.map((note) => `Note: ${note}.`), ...before]
        if (document.ok) {
          const intact = `Intact: ${counted(document.files, 'file')} with ${counted(document.rowsRead, 'row')} read, ${counted(document.tables.length, 'table')} and ${counted(document.logEntries, 'log entry', 'log entries')} checked, ${document.knownCopies > 0 ? `the log's end compared with ${counted(document.knownCopies, 'copy', 'copies')}` : 'no copy known to compare the end of the log with'}.`
          return { document, words: [intact, ...notes].join('\n') }
        }
        const problems = document.problems.map((problem) => `${problem}.`)
        const words = [...problems, ...notes, document.advice ?? '', await restoreWords(path)]
        return { document, words: words.join('\n'), failed: true }
      })
      try {
        return await ask()
      } catch (error) {
        if (error instanceof ExpectedError && error.code === 'CASE_UNREADABLE') return unopenable(path, error)
        throw error
      }
    }),
  )
}
