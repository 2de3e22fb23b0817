/**
 * Gathers the kinds of source: `analysis/kinds/index.ts` lists every file of that folder that exports a `kind`. Without `--write` it fails
 * where the list is old, and where a kind is declared wrongly.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const folder = resolve(fileURLToPath(import.meta.url), '../../analysis/kinds')
const indexPath = join(folder, 'index.ts')

const inWords = (name) => name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase())

async function gathered() {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
  const kinds = []
  for (const name of names) {
    const [, declared] =
      /^export const kind = (defineKind|foresee)\(/m.exec(
        await readFile(join(folder, `${name}.ts`), 'utf8'),
      ) ?? []
    if (declared) kinds.push({ name, isRead: declared === 'defineKind' })
  }
  const list = (isRead) =>
    kinds
      .filter((one) => one.isRead === isRead)
      .map(({ name }) => `  ${inWords(name)},`)
      .join('\n')
  const imports = kinds.map(({ name }) => `import { kind as ${inWords(name)} } from './${name}.ts'`)
  return {
    kinds,
    text: `// Written by \`node tests/kinds-index.mjs --write\` from the files beside it.
${imports.join('\n')}

export const readKinds = [
${list(true)}
] as const

export const foreseenKinds = [
${list(false)}
] as const
`,
  }
}

/** Runs the check that the declarations themselves bring along. */
async function faults(kinds) {
  const made = await mkdtemp(join(tmpdir(), 'hubline-kinds-'))
  try {
    const entry = join(made, 'entry.ts')
    const from = (name) => JSON.stringify(pathToFileURL(join(folder, name)).pathname)
    await writeFile(
      entry,
      `export { faultsOfKinds } from ${from('check-kinds.ts')}
export { foreseenKinds, readKinds } from ${from('index.ts')}\n`,
    )
    const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' })
    const file = join(made, 'kinds.mjs')
    await bundle.write({ file, format: 'esm' })
    await bundle.close()
    const { faultsOfKinds, readKinds, foreseenKinds } = await import(pathToFileURL(file).href)
    const declared = [...readKinds, ...foreseenKinds]
    return [
      ...faultsOfKinds(declared),
      ...declared
        .filter(({ kind }) => !kinds.some(({ name }) => name === kind))
        .map(({ kind }) => `The kind "${kind}" must be declared in ${kind}.ts.`),
    ]
  } finally {
    await rm(made, { recursive: true, force: true })
  }
}

const { kinds, text } = await gathered()
const isWriting = process.argv.includes('--write')
if (isWriting) await writeFile(indexPath, text)
const isOld = (await readFile(indexPath, 'utf8').catch(() => '')) !== text
const found = isOld
  ? ['analysis/kinds/index.ts does not list the kinds beside it. Run: node tests/kinds-index.mjs --write']
  : await faults(kinds)
for (const fault of found) process.stderr.write(`${fault}\n`)
process.exit(found.length > 0 ? 1 : 0)
