import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildEngine, buildRenderer, buildShell, projectFolder, putDesktop } from './build.mjs'
import { findElectron } from './electron-program.mjs'

const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const showsWindow = ['start', 'serve', 'build'].includes(name ?? '')

try {
  const engineFolder = await buildEngine()
  const rendererFolder = showsWindow ? await buildRenderer() : null
  const electron = name === 'start' ? findElectron(projectFolder) : null
  const desktop = electron ? { program: electron, main: join(await buildShell(), 'main.mjs') } : null
  if (name === 'build' && process.argv.includes('--desktop')) await putDesktop()
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  const { runCommandLine } = await import(pathToFileURL(join(engineFolder, 'command-line.mjs')).href)
  process.exit(
    await runCommandLine(process.argv.slice(2), { projectFolder, engineFolder, rendererFolder, desktop }),
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(2)
}
