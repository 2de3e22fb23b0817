/**
 * Gathers the kinds of source: `analysis/kinds/index.ts` lists every file of that folder but those named below, each of which must export a
 * `kind`. It fails where a file declares none, where a kind is declared wrongly, and, without `--write`, where the list is old. A folder
 * that is given stands for the project's own.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { rolldown } from 'rolldown'

const words = process.argv.slice(2)
const root = words.find((word) => !word.startsWith('--')) ?? fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(root, 'analysis/kinds')
const indexPath = join(folder, 'index.ts')

/** Files that declare no kind. */
const others = ['check-kinds', 'check-shape', 'define-kind', 'fields', 'index', 'lists']

const inWords = (name) => name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase())

async function gathered() {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !others.includes(name))
    .sort()
  const kinds = []
  const unread = []
  for (const name of names) {
    const text = await readFile(join(folder, `${name}.ts`), 'utf8')
    const [, declared] = /^export const kind\s*=\s*(defineKind|foresee)\s*\(/m.exec(text) ?? []
    if (declared) kinds.push({ name, isRead: declared === 'defineKind' })
    else unread.push(name)
  }
  return { kinds, unread }
}

function indexOf(kinds) {
  const list = (isRead) =>
    kinds
      .filter((one) => one.isRead === isRead)
      .map(({ name }) => `  ${inWords(name)},`)
      .join('\n')
  const imports = kinds.map(({ name }) => `import { kind as ${inWords(name)} } from './${name}.ts'`)
  return `// Written by \`node tests/kinds-index.mjs --write\` from the files beside it.
${imports.join('\n')}

export const readKinds = [
${list(true)}
] as const

export const foreseenKinds = [
${list(false)}
] as const
`
}

const wholeMessageOf = (error) =>
  stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim()
const messageOf = (error) => wholeMessageOf(error).split('\n')[0]

/** Runs the check that the declarations themselves bring along; each kind is loaded by itself, so that one that fails stops no other. */
async function faults(kinds) {
  const made = await mkdtemp(join(tmpdir(), 'hubline-kinds-'))
  try {
    const entry = join(made, 'entry.ts')
    const from = (name) => JSON.stringify(join(folder, name))
    const loads = kinds.map(({ name }) => `  ${JSON.stringify(name)}: () => import(${from(`${name}.ts`)}),`)
    await writeFile(
      entry,
      `export { faultsOfKinds } from ${from('check-kinds.ts')}\nexport const loads = {\n${loads.join('\n')}\n}\n`,
    )
    const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' })
    await bundle.write({
      dir: join(made, 'built'),
      format: 'esm',
      entryFileNames: 'kinds.mjs',
      chunkFileNames: '[name]-[hash].mjs',
    })
    await bundle.close()
    const { faultsOfKinds, loads: load } = await import(pathToFileURL(join(made, 'built/kinds.mjs')).href)
    const declared = []
    const found = []
    for (const { name } of kinds)
      try {
        const { kind } = await load[name]()
        declared.push(kind)
        if (kind.kind !== name)
          found.push(`The kind "${kind.kind}" must be declared in ${kind.kind}.ts, not in ${name}.ts.`)
      } catch (error) {
        found.push(`The kind "${name}" cannot be read: ${messageOf(error)}.`)
      }
    return [...found, ...faultsOfKinds(declared)]
  } catch (error) {
    return [`The kinds cannot be read: ${wholeMessageOf(error)}`]
  } finally {
    await rm(made, { recursive: true, force: true })
  }
}

const { kinds, unread } = await gathered()
const text = indexOf(kinds)
if (words.includes('--write')) await writeFile(indexPath, text)
const isOld = (await readFile(indexPath, 'utf8').catch(() => '')) !== text
const found = [
  ...unread.map(
    (name) =>
      `analysis/kinds/${name}.ts declares no kind: begin with \`export const kind = defineKind({\` or \`export const kind = foresee({\`.`,
  ),
  ...(isOld
    ? ['analysis/kinds/index.ts does not list the kinds beside it. Run: node tests/kinds-index.mjs --write']
    : []),
  ...(await faults(kinds)),
]
for (const fault of found) process.stderr.write(`${fault}\n`)
process.exit(found.length > 0 ? 1 : 0)
