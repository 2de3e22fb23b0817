import { Command, CommanderError } from 'commander'
import { ExpectedError } from '../platform/errors.ts'
import { makeFilesOwnerOnly } from '../platform/owner-only.ts'
import { addBench } from './bench.ts'
import { addBuild } from './build-command.ts'
import { addCohorts } from './cohorts.ts'
import { addBackup, addBackups, addRestore } from './copies.ts'
import { addDiagnostics } from './diagnostics.ts'
import { addEvaluate } from './evaluate.ts'
import { addGenerate } from './generate.ts'
import { addHotspots } from './hotspots.ts'
import { addImport } from './import.ts'
import { addJourneys } from './journeys.ts'
import { addLines } from './lines.ts'
import { addNetwork } from './network.ts'
import { addNew } from './new.ts'
import { addPeople } from './people.ts'
import { addProfile } from './profile.ts'
import { addQuery } from './query.ts'
import { addServe } from './serve.ts'
import { CommandShell, type Places } from './shell.ts'
import { addSources } from './sources.ts'
import { addStart } from './start.ts'
import { addVerify } from './verify.ts'
import { addLinkage } from './wash.ts'

const commands = [
  addNew,
  addImport,
  addSources,
  addLinkage,
  addPeople,
  addLines,
  addCohorts,
  addJourneys,
  addNetwork,
  addHotspots,
  addProfile,
  addQuery,
  addVerify,
  addBackup,
  addBackups,
  addRestore,
  addDiagnostics,
  addGenerate,
  addEvaluate,
  addBench,
  addServe,
  addStart,
  addBuild,
]

/** Ctrl+C, a request to end, and a closed terminal. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs one command.
 * @param words the words after `hubline`, e.g. `['lines', 'county.hubline', '--json']`
 * @returns the exit status: 0 done, 1 an expected failure, 2 a bug.
 */
export async function runCommandLine(words: readonly string[], places: Places): Promise<number> {
  const ending = new AbortController()
  const onSignal = () => {
    if (ending.signal.aborted) process.exit(130)
    ending.abort()
  }
  makeFilesOwnerOnly()
  for (const signal of endingSignals) process.on(signal, onSignal)
  const shell = new CommandShell(places, ending.signal)
  const program = new Command('hubline')
    .description('The workbench for drug-market profiling, without its window.')
    .exitOverride()
  for (const add of commands) add(program, shell)
  for (const command of program.commands) {
    command.exitOverride().configureOutput({ outputError: () => undefined })
  }
  program.configureOutput({ outputError: () => undefined })
  try {
    if (words.length === 0) process.stdout.write(program.helpInformation())
    else await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) await shell.reportFailure(error, words.includes('--json'))
    else if (error.exitCode !== 0) {
      const detail = error.message.replace(/^error: /, '')
      const remedy = 'See "hubline --help".'
      await shell.reportFailure(
        new ExpectedError('INPUT_INVALID', { detail, remedy }),
        words.includes('--json'),
      )
    }
  } finally {
    for (const signal of endingSignals) process.off(signal, onSignal)
  }
  return shell.status
}
