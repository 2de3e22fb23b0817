import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Only these rooms read the stored tables: the case itself, the views, what loads, checks and copies a case. Everybody else asks for
 * `visible_*`, which shows no more than the role that asks may see.
 */
const rooms = ['backup', 'bench', 'case', 'contract', 'kinds', 'sources', 'visibility']

/** Tables that tell of nobody: of the case itself, of runs, of the profile's text and of what was released. */
const ofTheCase = [
  ...['meta', 'saved_mapping', 'run', 'audit'],
  ...['profile_edit', 'confirmed_word', 'release', 'unsealed_release'],
]

/** Every table that the case's migrations make. */
function storedTables() {
  const migrations = fileURLToPath(new URL('../analysis/case/migrations', import.meta.url))
  const made = readdirSync(migrations).flatMap((name) => [
    ...readFileSync(join(migrations, name), 'utf8').matchAll(/\bcreate table (?:if not exists )?(\w+)/g),
  ])
  return [...new Set(made.map(([, table]) => table))].filter((table) => !ofTheCase.includes(table))
}

const tables = storedTables()
const anyTable = tables.join('|')

/** A stored table that is read: after `from` or `join`, or alone as the whole of an SQL text; `main.` and `temp.` make no difference. */
const readTable = new RegExp(
  `(?<!\\bdelete )\\b(?:from|join)\\s+\\(?\\s*"?(?:(?:main|temp)\\.)*"?(${anyTable})\\b"?(?!\\s*[('])|\\bsql\`(?!(?:area|place_area)\`)(${anyTable})(?: as \\w+[^\`]*)?\``,
  'gi',
)

/** What is joined by commas: `from visible_record as record, person`. */
const listed = String.raw`(?:\$\{[^}]*\}|[\w."]+)(?:[ \n]+as[ \n]+\w+)?`
const commaJoin = new RegExp(String.raw`\bfrom\s+${listed}(?:\s*,\s*${listed})+`, 'gi')
const laterTable = new RegExp(`^\\s*(?:(?:main|temp)\\.)*"?(${anyTable})"?(?:\\s+as\\s+\\w+)?\\s*$`, 'i')

/** The stored tables after the first of each list, with where the list begins. */
const joinedByComma = (text) =>
  [...text.matchAll(commaJoin)].flatMap((match) =>
    match[0]
      .split(',')
      .slice(1)
      .flatMap((part) => {
        const table = laterTable.exec(part)?.[1]
        return table === undefined ? [] : [{ index: match.index, table }]
      }),
  )

/** What decides by role or by kind who may know what is decided in one place. */
const ruleOfRole = [
  /\brole\s*[!=]==\s*'(?:police|health|hub|lead|reader)'/g,
  /[[(]\s*(?:'treatment'\s*,\s*'programme'|'programme'\s*,\s*'treatment')\s*,?\s*[\])]/g,
  /\breadAsStored\(/g,
  /\bkind\s*(?:=|===|in\s*\()\s*'(?:treatment|programme)'[^\n]*\b(?:mainstream|programme|is_treatment|is_programme)\b/g,
]

const withoutComments = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, (_, before) => before)

/** Each mention as `file:line: what`. */
export function rawMentions(text, file) {
  const plain = withoutComments(text)
  const at = (index) => `${file}:${plain.slice(0, index).split('\n').length}`
  const found = [
    ...[...plain.matchAll(readTable)].map((match) => ({ index: match.index, table: match[1] ?? match[2] })),
    ...joinedByComma(plain),
  ]
    .filter(({ index }) => !/^\s*import\b/.test(plain.slice(plain.lastIndexOf('\n', index) + 1)))
    .map(({ index, table }) => `${at(index)}: reads the stored table "${table}"; ask for "visible_${table}"`)
  const rules = ruleOfRole.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(
      (match) =>
        `${at(match.index)}: decides by role or kind who may know (${match[0].trim()}); ask analysis/visibility`,
    ),
  )
  return { tables: found, rules }
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return entry.name.endsWith('.ts') ? [path] : []
  })
}

export function mentionsIn(root) {
  const analysis = join(root, 'analysis')
  const files = readdirSync(analysis, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !rooms.includes(entry.name))
    .flatMap((entry) => filesUnder(join(analysis, entry.name)))
  const shared = ['case/queries-districts.ts']
    .map((file) => join(analysis, file))
    .filter((file) => existsSync(file))
  // The hub's own statements read the tables as they are stored.
  const ofQuery = join(analysis, 'app', 'procedures.ts')
  const all = [...files, ...shared]
    .filter((file) => file !== ofQuery)
    .map((file) => rawMentions(readFileSync(file, 'utf8'), relative(root, file)))
  return { tables: all.flatMap((one) => one.tables), rules: all.flatMap((one) => one.rules) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const root = words.find((word) => !word.startsWith('--')) ?? fileURLToPath(new URL('..', import.meta.url))
  const { tables: reads, rules } = mentionsIn(root)
  for (const mention of [...reads, ...rules]) process.stderr.write(`${mention}\n`)
  if (words.includes('--count')) process.stdout.write(`${reads.length} reads, ${rules.length} rules\n`)
  if (reads.length + rules.length > 0) process.exit(1)
}
