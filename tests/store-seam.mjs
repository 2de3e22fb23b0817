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

const withoutComments = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, (_, before) => before)

/** Each mention as `file:line: what`. */
export function reachesIn(text, file) {
  const plain = withoutComments(text)
  const found = (patterns, what) =>
    patterns.flatMap((pattern) =>
      [...plain.matchAll(pattern)].map(
        (match) =>
          `${file}:${plain.slice(0, match.index).split('\n').length}: ${what(match[0].replaceAll(/\s+/g, ' '))}`,
      ),
    )
  return found(ownIds, (words) => `makes an id of its own (${words}); ask the connection for "nextIds"`)
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
    .flatMap(({ file }) => reachesIn(readFileSync(file, 'utf8'), relative(root, file)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reaches = reachesUnder(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
  for (const reach of reaches) process.stderr.write(`${reach}\n`)
  if (reaches.length > 0) process.exit(1)
}
