import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { billOfMaterials, licencesText, shippedPackages } from '../../analysis/cli/sbom.mjs'
import { fuses } from '../../electron/window-configuration.ts'

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')
const packaging = read('electron-builder.yml')

const sourcesIn = (folder: string) =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('cli/') && !name.startsWith('bench/'))
    .map((name) => read(join(folder, name)))
    .join('\n')

interface LockEntry {
  dev?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> }

/** Where `from` finds the package `name`: beside itself, or in a folder further out. */
function placeOf(from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (place in lock.packages) return place
    if (!folder) return null
  }
}

/** The packages that the engine and the shell load, and all that these depend on, by the lock. */
function loadedPackages(): string[] {
  const source = `${sourcesIn('analysis')}\n${sourcesIn('electron')}`
  const named = source.matchAll(/(?:from|import\(|resolve\() ?'((?:@[\w.-]+\/)?[\w-][\w.-]*)/g)
  const waiting = [...new Set([...named].map(([, name]) => name!))]
    .filter((name) => name !== 'electron' && name !== 'rolldown')
    .map((name) => placeOf('', name))
  const found = new Set<string>()
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (place === null || found.has(place)) continue
    found.add(place)
    const { dependencies, optionalDependencies } = lock.packages[place]!
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      waiting.push(placeOf(place, name))
  }
  return [...found].map((place) => place.slice('node_modules/'.length)).sort()
}

function leftOut(): RegExp[] {
  return [...packaging.matchAll(/^ {2}- "!node_modules\/\{(.+)\}\/\*\*"$/gm)].flatMap(([, names]) =>
    names!.split(',').map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}(/|$)`)),
  )
}

describe('the packages', () => {
  it('never ask the internet for a new version', () => {
    expect(packaging).toMatch(/^publish: null$/m)
    expect(packaging).not.toMatch(/https?:/)
    expect(sourcesIn('electron')).not.toMatch(/autoUpdater|electron-updater|crashReporter/)
  })

  it('are made for three systems, for the whole machine, silently where asked', () => {
    for (const target of ['nsis', 'portable', 'dmg', 'pkg', 'AppImage', 'deb', 'rpm'])
      expect(packaging).toMatch(new RegExp(`^ {4}- ${target}$`, 'm'))
    const nsis = /^nsis:\n((?: {2}.+\n)+)/m.exec(packaging)?.[1] ?? ''
    for (const line of [
      'perMachine: true',
      'allowElevation: true',
      'oneClick: false',
      'runAfterFinish: false',
    ])
      expect(nsis).toContain(`  ${line}\n`)
    expect(packaging).toMatch(/^ {2}allowCurrentUserHome: false$/m)
    expect(packaging).toMatch(/^ {2}hardenedRuntime: true$/m)
  })

  it('have the fuses set that the shell names', () => {
    const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(packaging)?.[1] ?? ''
    const packaged = Object.fromEntries(
      [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
    )
    expect(packaged).toEqual(fuses)
  })

  it('lie in an archive, but for the libraries that the system itself loads', () => {
    expect(packaging).toMatch(/^asar: true$/m)
    const unpacked = /^asarUnpack:\n((?: {2}- .+\n)+)/m.exec(packaging)?.[1]
    expect(unpacked).toContain('"**/*.node"')
    expect(unpacked).toContain('"**/*.{so,dll,dylib}"')
    const folder = join(projectFolder, 'node_modules', '@duckdb')
    const libraries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(node|so|dll|dylib)$/.test(name),
    )
    expect(libraries.length).toBeGreaterThanOrEqual(2)
  })

  it('hold all that the engine and the shell load, and nothing else: no build tool, no part of the page', () => {
    const loaded = loadedPackages()
    expect(loaded).toEqual(
      expect.arrayContaining(['@duckdb/node-bindings', '@fontsource/ibm-plex-sans', 'world-atlas', 'zod']),
    )
    const isLeftOut = (name: string) => leftOut().some((one) => one.test(name))
    const held = Object.entries(lock.packages)
      .filter(([place, { dev }]) => place && !dev)
      .map(([place]) => place.slice('node_modules/'.length))
      .filter((name) => !isLeftOut(name))
    const needless = held.filter((name) => !loaded.some((one) => name === one || name.startsWith(`${one}/`)))
    expect(needless).toEqual([])
    expect(loaded.filter(isLeftOut)).toEqual([])
    for (const tool of ['vite', 'rolldown', '@vitejs/plugin-react', 'commander', 'react'])
      expect(held).not.toContain(tool)
  })
})

describe('the bill of materials', () => {
  const bill = billOfMaterials(projectFolder)

  it('names every package that ships, with its version, licence and digest, and Electron', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    const versions = new Map(bill.components.map(({ name, version }) => [`${name}@${version}`, true]))
    for (const [name, version] of Object.entries({ ...dependencies, electron: devDependencies.electron }))
      expect(versions.has(`${name}@${version}`), name).toBe(true)
    expect(versions.has(`vitest@${devDependencies.vitest}`)).toBe(false)
    for (const { name, purl, licenses } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\//)
      expect(licenses, name).toHaveLength(1)
    }
    const digested = bill.components.filter(({ hashes }) => hashes)
    expect(digested.length / bill.components.length).toBeGreaterThan(0.5)
  })

  it('is the same each time, and names no host', () => {
    expect(JSON.stringify(billOfMaterials(projectFolder))).toBe(JSON.stringify(bill))
    expect(JSON.stringify(bill)).not.toMatch(/https?:/)
  })

  it('holds no licence that a program under Apache-2.0 cannot ship', () => {
    const cannot = /GPL|SSPL|BUSL|UNLICENSED|NOASSERTION|SEE LICENSE/
    for (const { name, license } of shippedPackages(projectFolder)) {
      const choices = license.replaceAll(/[()]/g, '').split(' OR ')
      expect(
        choices.filter((choice) => !cannot.test(choice)),
        `${name}: ${license}`,
      ).not.toEqual([])
    }
  })

  it('has the text of the licences beside it', () => {
    const text = licencesText(projectFolder)
    for (const name of ['@duckdb/node-api', 'electron', 'react', 'zod', '@fontsource/ibm-plex-sans'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'))
    expect(text).toContain('SIL OPEN FONT LICENSE')
  })
})
