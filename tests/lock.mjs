import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
  'x64',
]

/** Where `from` finds the package `name`: beside itself, or in a folder further out. */
function placeOf(packages, from, name) {
  for (let folder = from; ; ) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (packages[place]) return place
    if (!folder) return null
    const end = folder.lastIndexOf('/node_modules/')
    folder = end < 0 ? '' : folder.slice(0, end)
  }
}

/** The packages of other systems that some package names and the lock leaves out. */
export function missingPackages(packages) {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placeOf(packages, from, name))
      .map(([name, version]) => ({ from, name, version })),
  )
}

/** What is wrong with a lock: each line names a place in it. */
export function problemsOf(lock) {
  const problems = missingPackages(lock.packages).map(({ from, name }) => `${from}: ${name} is left out`)
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '') continue
    if (entry.resolved !== undefined) problems.push(`${place}: names where it came from`)
    if (!/^\d+\.\d+\.\d+/.test(entry.version ?? '')) problems.push(`${place}: has no version`)
    if (!entry.integrity && !(entry.optional && (entry.os || entry.cpu)))
      problems.push(`${place}: has no integrity`)
  }
  const places = JSON.stringify(lock, (name, value) => (name === 'funding' ? undefined : value)).match(
    /"[a-z+]+:\/\/[^"]*"/g,
  )
  for (const address of new Set(places ?? [])) problems.push(`names the address ${address}`)
  return problems
}

/**
 * npm leaves a package of another system out of a lock where its registry does not hold it, and `npm ci` then refuses
 * the lock. Its version is pinned by the package that names it; its system is in its name.
 */
export function completeLock(lock) {
  const packages = { ...lock.packages }
  for (const entry of Object.values(packages)) delete entry.resolved
  for (const { from, name, version } of missingPackages(packages)) {
    const words = name.split(/[/-]/)
    const os = words.filter((word) => systems.includes(word))
    const cpu = words.filter((word) => processors.includes(word))
    const libc = words.includes('musl') ? ['musl'] : os.includes('linux') ? ['glibc'] : undefined
    if (os.length === 0 || cpu.length === 0) throw new Error(`${name} says no system`)
    packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(packages[from].dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os,
    }
  }
  const [[root, project], ...others] = Object.entries(packages)
  const ordered = others.sort(([left], [right]) => left.localeCompare(right, 'en'))
  return { ...lock, packages: Object.fromEntries([[root, project], ...ordered]) }
}

function main() {
  const place = join(fileURLToPath(new URL('..', import.meta.url)), 'package-lock.json')
  const lock = JSON.parse(readFileSync(place, 'utf8'))
  if (process.argv.includes('--write')) {
    writeFileSync(place, `${JSON.stringify(completeLock(lock), null, 2)}\n`)
    return
  }
  const problems = problemsOf(lock)
  for (const problem of problems) console.error(`package-lock.json: ${problem}`)
  if (problems.length > 0) console.error('node tests/lock.mjs --write puts it right.')
  process.exitCode = problems.length > 0 ? 1 : 0
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main()
