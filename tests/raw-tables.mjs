import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Only these rooms read the stored tables: the case itself, the views, what loads, checks and copies a case. Everybody else asks for
 * `visible_*`, which shows no more than the role that asks may see.
 */
const rooms = ['backup', 'bench', 'case', 'contract', 'kinds', 'sources', 'visibility']

const tables = [
  ...[
    'file',
    'sheet',
    'reject',
    'duplicate',
    'number',
    'number_text',
    'device',
    'handset',
    'cell',
    'message_text',
  ],
  ...[
    'contact',
    'observation',
    'communication',
    'communication_observation',
    'place',
    'record',
    'event',
    'person',
  ],
  ...[
    'link',
    'attribution',
    'line',
    'line_number',
    'line_reason',
    'line_customer',
    'line_role',
    'line_evidence',
  ],
  ...[
    'place_cell',
    'place_area',
    'area',
    'person_seen',
    'link_seen',
    'attribution_seen',
    'number_kind',
    'text_kind',
  ],
  ...['place_kind', 'sharable_row'],
].join('|')

/** A stored table that is read: after `from` or `join`, or alone as the whole of an SQL text; `main.` and `temp.` make no difference. */
const readTable = new RegExp(
  `(?<!\\bdelete )\\b(?:from|join)\\s+\\(?\\s*"?(?:(?:main|temp)\\.)*"?(${tables})\\b"?(?!\\s*[('])|\\bsql\`(?!(?:area|place_area)\`)(${tables})(?: as \\w+[^\`]*)?\``,
  'gi',
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
  const found = [...plain.matchAll(readTable)]
    .filter((match) => !/^\s*import\b/.test(plain.slice(plain.lastIndexOf('\n', match.index) + 1)))
    .map(
      (match) =>
        `${at(match.index)}: reads the stored table "${match[1] ?? match[2]}"; ask for "visible_${match[1] ?? match[2]}"`,
    )
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
  const shared = ['case/queries-districts.ts'].map((file) => join(analysis, file))
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
