import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Ids are handed out by the store (`nextIds`), which alone knows how: docs/decisions/0018-the-store.md. */
const ownIds = [
  /\bcoalesce\(\s*max\(\s*(?:\w+\.)?\w*_id\s*\),\s*\d/gi,
  /\bmax\(\s*(?:\w+\.)?\w*_id\s*\)\s*(?:from\s+\w+\s*\)\s*)?\+/gi,
  /\b\w*(?:_id|Id)\s*\?\?\s*\d+\s*\)\s*\+\s*1\b/g,
  /\bMath\.max\((?:[^()]|\([^()]*\))*(?:_id|[iI]ds?)\b(?:[^()]|\([^()]*\))*\)[\s,0)]*\+\s*1\b/g,
]

/** How the case is kept: in which files, under which lock, by what instance of DuckDB. */
const keeping = [
  /[}'"`]\.(?:wal|witness)\b/g,
  /\bstagingFolder\b/g,
  /\bconnection\.raw\b/g,
  /\bnew Connection\(/g,
  /\bopenInstance\(/g,
  /\b(?:current_database\(|pragma_database_size|duckdb_(?:tables|columns|constraints|databases)\()/gi,
  /\bon\s+conflict\s*\(|\binsert\s+or\s+(?:replace|ignore)\b|\bnextval\(/gi,
  /\bsql`\s*(?:attach|begin|checkpoint|commit|copy|detach|install|load|pragma|rollback)\b/gi,
]

/** Where a case was opened from is known to what opens it, to its copies, and to what leaves its name out of diagnostics. */
const place = [/\b(?:openCase|openedCase|opened|current|held)(?:\(\))?\??\.path\b/g]
const roomsWithPlace = ['app', 'backup', 'diagnostics']

/** The bench compares the case with a bare instance of DuckDB. */
const roomsWithInstance = ['bench']

const withoutComments = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, (_, before) => before)

/** Each mention as `file:line: what`. */
export function reachesIn(text, file, room) {
  const plain = withoutComments(text)
  const found = (patterns, what) =>
    patterns.flatMap((pattern) =>
      [...plain.matchAll(pattern)].map(
        (match) =>
          `${file}:${plain.slice(0, match.index).split('\n').length}: ${what(match[0].replaceAll(/\s+/g, ' '))}`,
      ),
    )
  const knows = (words) => `knows how the case is kept (${words}); ask the store`
  return [
    ...found(ownIds, (words) => `makes an id of its own (${words}); ask the connection for "nextIds"`),
    ...(roomsWithInstance.includes(room) ? [] : found(keeping, knows)),
    ...(roomsWithPlace.includes(room) ? [] : found(place, knows)),
  ]
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return entry.name.endsWith('.ts') ? [path] : []
  })
}

export function reachesUnder(root) {
  const analysis = join(root, 'analysis')
  return filesUnder(analysis)
    .map((file) => ({ file, room: relative(analysis, file).split(/[/\\]/)[0] }))
    .filter(({ room }) => room !== 'case')
    .flatMap(({ file, room }) => reachesIn(readFileSync(file, 'utf8'), relative(root, file), room))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reaches = reachesUnder(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
  for (const reach of reaches) process.stderr.write(`${reach}\n`)
  if (reaches.length > 0) process.exit(1)
}
