import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildEngine, buildRenderer, buildShell, projectFolder, putDesktop } from './build.mjs'
import { fetchElectron, findElectron, hasDisplay } from './electron-program.mjs'

const fetchTimeoutMilliseconds = 2500

const words = process.argv.slice(2)
const [name] = words.filter((argument) => !argument.startsWith('-'))
const showsWindow = ['start', 'serve', 'build'].includes(name ?? '')
const wantsDesktop = name === 'start' && !words.includes('--no-window') && hasDisplay()

/** Electron is fetched while the rest is built; after that the window waits for it only briefly. */
async function desktopAfter(building) {
  const found = wantsDesktop ? findElectron(projectFolder) : null
  const fetching = wantsDesktop && !found ? fetchElectron(projectFolder) : null
  await building
  const fetched = (await fetching?.within(fetchTimeoutMilliseconds)) ?? { program: found, why: null }
  const { program, why } = fetched
  return {
    desktop: program ? { program, main: join(await buildShell(), 'main.mjs') } : null,
    desktopMissing: why,
  }
}

try {
  const building = Promise.all([buildEngine(), showsWindow ? buildRenderer() : null])
  const { desktop, desktopMissing } = await desktopAfter(building)
  const [engineFolder, rendererFolder] = await building
  if (name === 'build' && process.argv.includes('--desktop')) await putDesktop()
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  const { runCommandLine } = await import(pathToFileURL(join(engineFolder, 'command-line.mjs')).href)
  process.exit(
    await runCommandLine(words, { projectFolder, engineFolder, rendererFolder, desktop, desktopMissing }),
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(2)
}
