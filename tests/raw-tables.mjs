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

/** What decides by kind who may know, or reads without a role, is decided in one place. */
const ruleOfKind = [
  /[[(]\s*(?:'treatment'\s*,\s*'programme'|'programme'\s*,\s*'treatment')\s*,?\s*[\])]/g,
  /\breadAsStored\(/g,
  /\bkind\s*(?:=|===|in\s*\()\s*'(?:treatment|programme)'[^\n]*\b(?:mainstream|programme|is_treatment|is_programme)\b/g,
]

const roleName = "'(?:police|health|hub|lead|reader)'"
/** A role's name in a comparison or a list: what a role may do stands in one table, and is asked of it. A family of sources is no role. */
const ruleOfRole = [
  new RegExp(`(?<!\\bfamily\\s*)(?<![!=])[!=]==?\\s*${roleName}`, 'g'),
  new RegExp(`${roleName}\\s*[!=]==?`, 'g'),
  new RegExp(`\\bcase\\s+${roleName}\\s*:`, 'g'),
  new RegExp(`\\[[^[\\]]*${roleName}[^[\\]]*\\]`, 'g'),
]
/** Where roles are named: the table itself, the kinds, each of which says who reads it, and what shows no more than that. */
const namesRoles = /^analysis\/(?:contract\/roles\.ts|kinds\/|visibility\/)/

/** The hub's own statements read the tables as they are stored: this call, and no other of its file. */
const readsAsStored = {
  'analysis/app/procedures.ts': /\breadAsStored\((?=signal, \(connection\) =>\s*selectOnly\()/,
}

const withoutComments = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, (_, before) => before)

/** Names of roles in comparisons and lists, as `file:line: what`. */
export function roleMentions(text, file) {
  if (namesRoles.test(file)) return []
  const plain = withoutComments(text)
  return ruleOfRole.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(
      (match) =>
        `${file}:${plain.slice(0, match.index).split('\n').length}: names a role (${match[0].trim().replaceAll(/\s+/g, ' ')}); ask "may" of analysis/contract/roles.ts`,
    ),
  )
}

/** Each mention as `file:line: what`. */
export function rawMentions(text, file) {
  const plain = withoutComments(text).replace(readsAsStored[file] ?? /$^/, 'answered(')
  const at = (index) => `${file}:${plain.slice(0, index).split('\n').length}`
  const found = [
    ...[...plain.matchAll(readTable)].map((match) => ({ index: match.index, table: match[1] ?? match[2] })),
    ...joinedByComma(plain),
  ]
    .filter(({ index }) => !/^\s*import\b/.test(plain.slice(plain.lastIndexOf('\n', index) + 1)))
    .map(({ index, table }) => `${at(index)}: reads the stored table "${table}"; ask for "visible_${table}"`)
  const rules = ruleOfKind.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(
      (match) =>
        `${at(match.index)}: decides by kind who may know (${match[0].trim()}); ask analysis/visibility`,
    ),
  )
  return { tables: found, rules }
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

export function mentionsIn(root) {
  const analysis = join(root, 'analysis')
  const inAnalysis = existsSync(analysis) ? readdirSync(analysis, { withFileTypes: true }) : []
  const files = inAnalysis
    .filter((entry) => entry.isDirectory() && !rooms.includes(entry.name))
    .flatMap((entry) => filesUnder(join(analysis, entry.name)))
  const shared = ['case/queries-districts.ts'].map((file) => join(analysis, file)).filter(existsSync)
  const nameOf = (file) => relative(root, file).replaceAll('\\', '/')
  const all = [...files, ...shared].map((file) => rawMentions(readFileSync(file, 'utf8'), nameOf(file)))
  const roles = ['analysis', 'renderer', 'electron']
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap(filesUnder)
    .flatMap((file) => roleMentions(readFileSync(file, 'utf8'), nameOf(file)))
  return { tables: all.flatMap((one) => one.tables), rules: [...all.flatMap((one) => one.rules), ...roles] }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const root = words.find((word) => !word.startsWith('--')) ?? fileURLToPath(new URL('..', import.meta.url))
  const { tables: reads, rules } = mentionsIn(root)
  for (const mention of [...reads, ...rules]) process.stderr.write(`${mention}\n`)
  if (words.includes('--count')) process.stdout.write(`${reads.length} reads, ${rules.length} rules\n`)
  if (reads.length + rules.length > 0) process.exit(1)
}
