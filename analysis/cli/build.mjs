import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { billOfMaterials, licencesText } from './sbom.mjs'

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const distFolder = join(projectFolder, 'dist')

const engineSources = ['analysis', 'sample-data/generate', 'package-lock.json']
const rendererSources = [
  'renderer',
  'analysis/kinds',
  'analysis/contract',
  'analysis/drawing',
  'analysis/text',
  'package-lock.json',
]
const shellSources = [...engineSources, ...rendererSources, 'electron']

async function filesUnder(path) {
  const status = await stat(path).catch(() => null)
  if (!status) return []
  if (status.isFile()) return [`${path} ${status.size} ${status.mtimeMs}`]
  const names = (await readdir(path))
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .sort()
  return (await Promise.all(names.map((name) => filesUnder(join(path, name))))).flat()
}

/** Changes whenever a source is added, removed, renamed or written. */
async function stampOf(sources) {
  const lines = (await Promise.all(sources.map((source) => filesUnder(join(projectFolder, source))))).flat()
  return createHash('sha256')
    .update(JSON.stringify([process.versions.modules, lines]))
    .digest('hex')
    .slice(0, 16)
}

async function putInPlace(made, place) {
  await mkdir(dirname(place), { recursive: true })
  await rename(made, place).catch(async (error) => {
    if (!existsSync(place)) throw error
    await rm(made, { recursive: true, force: true })
  })
}

async function forgetOld(folder, keep) {
  const names = (await readdir(folder)).filter((name) => name !== keep)
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  )
  const old = aged.sort((left, right) => right.at - left.at).slice(2)
  const anHourAgo = Date.now() - 3_600_000
  await Promise.all(
    old
      .filter((entry) => entry.at < anHourAgo)
      .map((entry) => rm(join(folder, entry.name), { recursive: true, force: true })),
  )
}

/**
 * Each state of the sources has its own build folder, which is written under another name and renamed, so that two commands at
 * once, or a command beside a running window, never see an unfinished build.
 */
async function builtOnce(kind, sources, words, make) {
  const stamp = await stampOf(sources)
  const place = join(distFolder, kind, stamp)
  if (existsSync(join(place, 'complete'))) {
    const now = new Date()
    await utimes(place, now, now).catch(() => undefined)
    return place
  }
  process.stderr.write(`${words}\n`)
  const made = join(distFolder, `.${kind}-${process.pid}-${Date.now()}`)
  try {
    await mkdir(made, { recursive: true })
    await make(made)
    await writeFile(join(made, 'complete'), new Date().toISOString())
    await rm(join(place, 'incomplete'), { force: true })
    await putInPlace(made, place)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
  await forgetOld(join(distFolder, kind), stamp)
  return place
}

const ownOrRelative = /^(\.|\/|[A-Za-z]:[\\/])/

/** How entries of ours become plain JavaScript; packages stay where npm put them. */
export const bundleOptions = (input) => ({
  cwd: projectFolder,
  input,
  platform: 'node',
  external: (id) => !ownOrRelative.test(id) && !id.startsWith('analysis/'),
  logLevel: 'warn',
})

/** Where a bundle is written, as `.mjs` or `.cjs`. */
export function outputOptions(folder, format = 'esm') {
  const extension = format === 'esm' ? 'mjs' : 'cjs'
  return {
    dir: folder,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name]-[hash].${extension}`,
    sourcemap: true,
  }
}

export async function bundle(folder, input, format = 'esm') {
  const { rolldown } = await import('rolldown')
  const made = await rolldown(bundleOptions(input))
  await made.write(outputOptions(folder, format))
  await made.close()
}

export const engineEntries = {
  'command-line': 'analysis/cli/command-line.ts',
  'engine-process': 'analysis/server/engine-process.ts',
  'window-keeper': 'analysis/cli/window-keeper.ts',
  'bench-process': 'analysis/bench/bench-process.ts',
  'graph-worker': 'analysis/network/graph-worker.ts',
}

/** The engine, its process and the commands. */
export function buildEngine() {
  return builtOnce('engine', engineSources, 'Building the engine (once)...', (folder) =>
    bundle(folder, engineEntries),
  )
}

/** The desktop shell: its main process, its engine process, its preload and the page. */
export async function buildShell() {
  const page = await buildRenderer()
  return builtOnce('shell', shellSources, 'Building the desktop shell (once)...', async (folder) => {
    await bundle(folder, {
      main: 'electron/main.ts',
      'engine-process': 'electron/engine-process.ts',
      'graph-worker': 'analysis/network/graph-worker.ts',
    })
    await bundle(folder, { preload: 'electron/preload.ts' }, 'cjs')
    await cp(page, join(folder, 'page'), { recursive: true })
  })
}

/** The window's page. */
export function buildRenderer() {
  return builtOnce('renderer', rendererSources, 'Building the window (once)...', async (folder) => {
    const { build } = await import('vite')
    await build({
      configFile: join(projectFolder, 'renderer/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    })
    await readFile(join(folder, 'index.html'))
  })
}

/** Puts the desktop shell where the packaging expects it. */
export async function putDesktop() {
  const place = join(distFolder, 'desktop')
  await rm(place, { recursive: true, force: true })
  await cp(await buildShell(), place, { recursive: true })
  await writeFile(
    join(place, 'SBOM.cdx.json'),
    `${JSON.stringify(billOfMaterials(projectFolder), null, 1)}\n`,
  )
  await writeFile(join(place, 'THIRD-PARTY-LICENCES.txt'), licencesText(projectFolder))
  return place
}
