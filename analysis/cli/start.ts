import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { defaultApplicationFolder } from '../app/create-engine.ts'
import { finishedSample } from '../app/sample.ts'
import type { Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { sessionAsText, sessionSwitch } from '../platform/first-session.ts'
import { serveWorkbench, type Workbench } from '../server/serve.ts'
import { findBrowser, openAppWindow } from './app-window.ts'
import { hasDisplay } from './electron-program.mjs'
import { announceSample, openSampleCounty } from './sample-county.ts'
import { untilAborted } from './serve.ts'
import { type CommonOptions, type Shell, sessionOf, withCommonOptions } from './shell.ts'

const earlyExitMilliseconds = 5000

interface StartOptions extends CommonOptions {
  window: boolean
}

/**
 * Shows the desktop window until it is closed; Electron's main process starts the engine.
 * @returns false if Electron failed at once, as it does when a system library is missing.
 */
function showDesktop(
  { program, main }: { program: string; main: string },
  { casePath, session }: { casePath: string | undefined; session: Session },
  signal: AbortSignal,
): Promise<boolean> {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const startedAt = Date.now()
  const opening = [
    `--${sessionSwitch}=${sessionAsText(session)}`,
    ...(casePath ? [`--case=${casePath}`] : []),
  ]
  const child = spawn(program, [main, ...opening], {
    stdio: 'inherit',
    env: environment,
  })
  signal.addEventListener('abort', () => child.kill())
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (status) =>
      done(status === 0 || signal.aborted || Date.now() - startedAt > earlyExitMilliseconds),
    )
  })
}

async function serveUntilStopped(workbench: Workbench, signal: AbortSignal): Promise<void> {
  process.stdout.write(`${workbench.address()}\n`)
  process.stderr.write('Open this address in Chromium, Chrome or Edge on this machine. Ctrl+C ends it.\n')
  await untilAborted(signal)
}

/** Shows the window until it is closed. If there is none to show, prints the address and serves until stopped. */
async function show(
  workbench: Workbench,
  signal: AbortSignal,
  { wanted, engineFolder }: { wanted: boolean; engineFolder: string },
): Promise<void> {
  const browser = wanted && hasDisplay() ? findBrowser() : null
  if (!browser) {
    await serveUntilStopped(workbench, signal)
    return
  }
  const window = openAppWindow(
    browser,
    { address: workbench.address(), origin: workbench.origin },
    {
      applicationFolder: defaultApplicationFolder(),
      keeper: join(engineFolder, 'window-keeper.mjs'),
      onLeft: (profile) =>
        process.stderr.write(
          `The window’s browser profile could not be removed. It may hold what was on the screen: delete the folder ${profile}.\n`,
        ),
    },
  )
  workbench.presence.whenGone(() => window.close())
  signal.addEventListener('abort', () => window.close())
  if (signal.aborted) window.close()
  const failure = await window.ended
  if (failure === null || signal.aborted) return
  process.stderr.write(`${browser}: ${failure}\n`)
  await serveUntilStopped(workbench, signal)
}

export function addStart(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('start')
      .description('open the workbench; without a case, the sample county')
      .argument('[case]'),
  )
    .option('--no-window', 'print the address instead of opening a window')
    .action((path: string | undefined, options: StartOptions) =>
      shell.answer(options, async () => {
        const casePath = path ? resolve(path) : undefined
        if (casePath && !existsSync(casePath))
          throw new ExpectedError('CASE_NOT_FOUND', { subject: casePath })
        const { desktop, desktopMissing } = shell.places
        const session = sessionOf(options)
        if (options.window && desktop && (await showDesktop(desktop, { casePath, session }, shell.signal)))
          return null
        const why = desktop ? 'Electron’s program does not start here' : desktopMissing
        if (options.window && why) process.stderr.write(`${why}: the window opens in a browser.\n`)
        const sample = casePath ? null : finishedSample(defaultApplicationFolder())
        const workbench = await serveWorkbench({
          engineEntry: join(shell.places.engineFolder, 'engine-process.mjs'),
          rendererFolder: shell.places.rendererFolder!,
          casePath: casePath ?? sample ?? undefined,
          firstSession: session,
          onMessage: (words) => process.stderr.write(`${words}\n`),
        })
        const ending = new AbortController()
        const signal = AbortSignal.any([shell.signal, ending.signal])
        const opening = casePath
          ? null
          : sample
            ? announceSample(workbench)
            : openSampleCounty(workbench, signal)
        try {
          const { engineFolder } = shell.places
          await show(workbench, shell.signal, { wanted: options.window, engineFolder })
        } finally {
          ending.abort()
          await opening
          await workbench.close()
        }
        return null
      }),
    )
}
