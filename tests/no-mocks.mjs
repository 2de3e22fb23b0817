import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const mocking =
  /\b(?:vi|vitest)\s*\.\s*(?:mock|doMock|unstable_mockModule)\s*(?:<[^>]*>)?\s*\(\s*(?:import\s*\(\s*)?['"`]([^'"`]+)['"`]/g
const spying = /\b(?:vi|vitest)\s*\.\s*(?:spyOn|mocked|mockObject)\s*(?:<[^>]*>)?\s*\(\s*([\w$.]+)/g
const stubbing = /\b(?:vi|vitest)\s*\.\s*(?:fn|stubGlobal)\b/

/** Modules of DuckDB, and of ours that are all that stands between it and the analysis. */
const isDuckDb = (module) =>
  /duckdb/i.test(module) || /(?:^|\/)case\/(?:open-case|queries-[\w-]+|sql)(?:\.ts)?$/.test(module)

const isImportedFrom = (text, name) => {
  const escaped = name.replaceAll('$', '\\$')
  const found = new RegExp(`import[^'"]*\\b${escaped}\\b[^'"]*from\\s*['"]([^'"]+)['"]`, 's').exec(text)
  return found !== null && isDuckDb(found[1])
}

const lineOf = (text, index) => text.slice(0, index).split('\n').length

/** The lines, from one, at which a test puts something else in DuckDB's place. */
export function mocksIn(text) {
  const lines = []
  for (const match of text.matchAll(mocking)) if (isDuckDb(match[1])) lines.push(lineOf(text, match.index))
  for (const match of text.matchAll(spying)) {
    const owner = match[1].split('.')[0]
    const isOfDuckDb = /duckdb|connection|database|instance/i.test(match[1]) || isImportedFrom(text, owner)
    if (isOfDuckDb) lines.push(lineOf(text, match.index))
  }
  if (stubbing.test(text) && /from\s*['"]@duckdb\/[^'"]+['"]/.test(text)) lines.push(1)
  return [...new Set(lines)].sort((left, right) => left - right)
}

const testFiles = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(?:[cm]?ts|tsx|[cm]js)$/.test(path) && !path.endsWith('no-mocks.mjs'),
  )

function main() {
  const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url)))
  const places = testFiles(folder).flatMap((path) =>
    mocksIn(readFileSync(join(folder, path), 'utf8')).map((line) => `${path}:${line}`),
  )
  for (const place of places)
    console.error(`${place}: DuckDB is not mocked, a test asks a database of its own`)
  process.exitCode = places.length > 0 ? 1 : 0
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main()
