import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { ExpectedError } from '../platform/errors.ts'
import { serveWorkbench } from '../server/serve.ts'
import { type CommonOptions, type Shell, sessionOf, wholeNumber, withCommonOptions } from './shell.ts'

interface ServeOptions extends CommonOptions {
  port: number
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done()
    signal.addEventListener('abort', () => done(), { once: true })
  })
}

export function addServe(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('serve')
      .description('serve the workbench to a browser on this machine')
      .argument('[case]'),
  )
    .option('--port <port>', 'a fixed port (default: any free one)', wholeNumber, 0)
    .action((path: string | undefined, options: ServeOptions) =>
      shell.answer(options, async () => {
        const casePath = path ? resolve(path) : undefined
        if (casePath && !existsSync(casePath))
          throw new ExpectedError('CASE_NOT_FOUND', { subject: casePath })
        const workbench = await serveWorkbench({
          engineEntry: join(shell.places.engineFolder, 'engine-process.mjs'),
          rendererFolder: shell.places.rendererFolder!,
          casePath,
          firstSession: sessionOf(options),
          port: options.port,
          onMessage: (words) => process.stderr.write(`${words}\n`),
        })
        const address = workbench.address()
        process.stdout.write(
          options.json ? `${JSON.stringify({ address, origin: workbench.origin })}\n` : `${address}\n`,
        )
        process.stderr.write('Open this address in a browser of this machine. Ctrl+C ends it.\n')
        await untilAborted(shell.signal)
        await workbench.close()
        return null
      }),
    )
}
