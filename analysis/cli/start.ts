import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { defaultApplicationFolder } from '../engine/create-engine.ts'
import { ExpectedError } from '../engine/errors.ts'
import { serveWorkbench, type Workbench } from '../server/serve.ts'
import { findBrowser, hasDisplay, openAppWindow } from './app-window.ts'
import { makeSampleCase } from './sample-case.ts'
import { untilAborted } from './serve.ts'
import { type CommonOptions, readFailure, type Shell, sessionOf, withCommonOptions } from './shell.ts'

interface StartOptions extends CommonOptions {
  window: boolean
}

async function caseToOpen(path: string | undefined, shell: Shell, options: StartOptions) {
  if (path) {
    const chosen = resolve(path)
    if (!existsSync(chosen)) throw new ExpectedError('CASE_NOT_FOUND', { subject: chosen })
    return chosen
  }
  try {
    return await makeSampleCase(sessionOf(options), shell.signal)
  } catch (error) {
    if (shell.signal.aborted) throw error
    process.stderr.write(`The sample county could not be made: ${readFailure(error).message}\n`)
    return undefined
  }
}

/** Shows the window until it is closed; where there is none to show, says the address and serves until stopped. */
async function show(workbench: Workbench, signal: AbortSignal, wanted: boolean): Promise<void> {
  const browser = wanted && hasDisplay() ? findBrowser() : null
  if (!browser) {
    process.stdout.write(`${workbench.address()}\n`)
    process.stderr.write('Open this address in Chromium, Chrome or Edge on this machine. Ctrl+C ends it.\n')
    await untilAborted(signal)
    return
  }
  const window = openAppWindow(browser, workbench.address(), defaultApplicationFolder())
  await new Promise<void>((done) => {
    window.once('error', (error) => {
      process.stderr.write(`${browser}: ${error.message}\n`)
      process.stdout.write(`${workbench.address()}\n`)
    })
    window.once('exit', () => done())
    signal.addEventListener('abort', () => {
      window.kill()
      done()
    })
  })
}

export function addStart(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('start')
      .description('open the workbench; without a case, the sample county')
      .argument('[case]'),
  )
    .option('--no-window', 'say the address instead of opening a window')
    .action((path: string | undefined, options: StartOptions) =>
      shell.answer(options, async () => {
        const casePath = await caseToOpen(path, shell, options)
        const workbench = await serveWorkbench({
          engineEntry: join(shell.places.engineFolder, 'engine-process.mjs'),
          rendererFolder: shell.places.rendererFolder!,
          casePath,
          firstSession: sessionOf(options),
          onMessage: (words) => process.stderr.write(`${words}\n`),
        })
        try {
          await show(workbench, shell.signal, options.window)
        } finally {
          await workbench.close()
        }
        return null
      }),
    )
}
