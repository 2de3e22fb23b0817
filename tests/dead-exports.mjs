import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { filesIn } from './conflict-markers.mjs'

const isSource = (path) => /\.(ts|tsx|mts|mjs|cjs)$/.test(path) && !/\.d\.m?ts$/.test(path)

/**
 * What is checked. The window loads its views by folder, so that what a `view` exports is taken by no import; the types of `rows.ts` must
 * have names for the declarations that the compiler writes of every query.
 */
const isChecked = (path) =>
  /^(analysis|electron|renderer|sample-data|tests)\/.*\.tsx?$/.test(path) &&
  !/^renderer\/views\/[\w-]+\/(view|index)\.tsx?$|^analysis\/case\/rows\.ts$/.test(path)

const declaredIn = (name) =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : declaredIn(element.name)))

/** The names that a statement declares and exports where it stands. */
function exportedBy(statement) {
  const isExported = ts
    .getModifiers(statement)
    ?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  if (!isExported) return []
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => declaredIn(name))
  return statement.name ? [statement.name.text] : []
}

const everything = '*'

/** A program loads what was built for it by a path that it works out. */
const loadsByComputedPath = /\bimport\((?!\s*['"])/

/** The names that a statement takes from another module, `*` for all of them. */
function takenBy(statement) {
  if (ts.isExportDeclaration(statement))
    return statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
      : [everything]
  const bindings = statement.importClause?.namedBindings
  if (!bindings) return []
  if (ts.isNamespaceImport(bindings)) return [everything]
  return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
}

/** What a text exports, as `[name, line]`, and what it takes from which module beside it, as `[specifier, name]`. */
export function crossingsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const exported = []
  const taken = []
  for (const statement of source.statements) {
    const line = source.getLineAndCharacterOfPosition(statement.getStart(source)).line + 1
    for (const name of exportedBy(statement)) exported.push([name, line])
    const from = statement.moduleSpecifier?.text
    if (from?.startsWith('.')) for (const name of takenBy(statement)) taken.push([from, name])
  }
  for (const [, from] of text.matchAll(/\bimport\(\s*['"](\.[^'"]+)['"]/g)) taken.push([from, everything])
  return { exported, taken }
}

/**
 * @param files paths to texts
 * @returns each name that a file of `analysis`, `electron`, `sample-data` or `tests` exports and no other file uses, as `[path, line, name]`.
 * What such a program names counts as used, and all of a file that a configuration names.
 */
export function deadExports(files) {
  const used = new Map()
  const exported = []
  const loading = []
  for (const [path, text] of files) {
    const found = crossingsOf(path, text)
    if (isChecked(path)) exported.push(...found.exported.map(([name, line]) => [path, line, name]))
    if (/\.mjs$/.test(path) && loadsByComputedPath.test(text)) loading.push(text)
    for (const [from, name] of found.taken) {
      const target = join(dirname(path), from).replaceAll('\\', '/')
      used.set(target, (used.get(target) ?? new Set()).add(name))
    }
  }
  const named = files
    .filter(([path]) => !path.includes('/'))
    .map(([, text]) => text)
    .join('\n')
  const words = new Set(loading.join('\n').match(/[\w$]+/g))
  return exported.filter(([path, , name]) => {
    const names = used.get(path)
    return !(names?.has(name) || names?.has(everything) || words.has(name) || named.includes(path))
  })
}

function main() {
  const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
  const files = filesIn(folder)
    .filter((path) => isSource(path) && existsSync(join(folder, path)))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')])
  const dead = deadExports(files)
  for (const [path, line, name] of dead)
    console.error(`${path}:${line}: ${name} is exported, and no other file uses it`)
  process.exitCode = dead.length > 0 ? 1 : 0
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main()
