import { execFileSync } from 'node:child_process'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** What may stand before a marker: indentation, a quote, a comment, a diff, a formatter's backslash. */
const before = String.raw`^[\s>+*#/\\-]*`

/** Lines that only a merge leaves. A formatter of Markdown takes the last kind for quotes inside quotes and spaces them. */
const certain = [
  new RegExp(String.raw`${before}<{7}(?:\s|$)`),
  new RegExp(String.raw`${before}(?:<\s+){6}<(?!\s*<)`),
  new RegExp(String.raw`${before}\|{7}(?:\s[^|]*)?$`),
  /^(?:[\s+*#/\\-]|>\s+)*>{7}(?:\s|$)/,
  /^[\s+*#/\\-]*(?:>\s+){6,}>/,
]

/** Lines that may also be an underline or the empty row of a table: they count beside one that is certain. */
const possible = [
  new RegExp(String.raw`${before}={7}\s*$`),
  new RegExp(String.raw`${before}(?:=\s+){6}=\s*$`),
  new RegExp(String.raw`${before}(?:\|\s+){6}\|`),
]

const notOurs = new Set(['.git', 'node_modules', 'dist', '.cache'])

function walk(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under ? `${under}/${entry.name}` : entry.name
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : walk(folder, path)
    return entry.isFile() ? [path] : []
  })
}

/** The files that git tracks in `folder`; all of them where it tracks none, as in an unpacked archive. */
export function filesIn(folder) {
  try {
    const options = { cwd: folder, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }
    const tracked = execFileSync('git', ['ls-files', '-z'], options).toString('utf8').split('\0')
    const files = [...new Set(tracked)].filter((path) => path !== '')
    if (files.length > 0) return files
  } catch {
    // There is no git here, or no repository.
  }
  return walk(folder)
}

function textOf(path) {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return null
  const bytes = readFileSync(path)
  return bytes.subarray(0, 8000).includes(0) ? null : bytes.toString('utf8')
}

/** The numbers of the lines, from one, that a merge left in `text`. */
export function markersIn(text) {
  const lines = text.split(/\r\n|\r|\n/)
  const isOneOf = (kinds) => (line) => kinds.some((kind) => kind.test(line))
  if (!lines.some(isOneOf(certain))) return []
  return lines.flatMap((line, index) => (isOneOf([...certain, ...possible])(line) ? [index + 1] : []))
}

function main() {
  const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
  const places = filesIn(folder).flatMap((path) =>
    markersIn(textOf(join(folder, path)) ?? '').map((line) => `${path}:${line}`),
  )
  for (const place of places) console.error(`${place}: a merge was left unfinished here`)
  process.exitCode = places.length > 0 ? 1 : 0
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main()
