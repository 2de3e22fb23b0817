import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildEngine, buildRenderer, projectFolder } from './build.mjs'

const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const showsWindow = ['start', 'serve', 'build'].includes(name ?? '')

try {
  const engineFolder = await buildEngine()
  const rendererFolder = showsWindow ? await buildRenderer() : null
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  const { runCommandLine } = await import(pathToFileURL(join(engineFolder, 'command-line.mjs')).href)
  process.exit(await runCommandLine(process.argv.slice(2), { projectFolder, engineFolder, rendererFolder }))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(2)
}
