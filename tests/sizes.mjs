import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { filesIn } from './conflict-markers.mjs'

const longestFile = 300
const longestFunction = 80

/** A `describe` holds tests as a file does; each test in it counts for itself. */
const isContainer = (node) =>
  ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())

function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  if (node.name) return node.name.getText()
  const { parent } = node
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText()
  if (ts.isPropertyDeclaration(parent)) return parent.name.getText()
  if (!ts.isCallExpression(parent)) return 'a function'
  const called = parent.expression.getText().split(/[\n(]/)[0]
  const words = parent.arguments.find((argument) => ts.isStringLiteralLike(argument))?.text
  return words ? `${called}: ${words}` : called
}

/** What is too long in one file, as `[name, lines]`: the file itself under its path, a function under path and name. */
export function tooLongIn(path, text) {
  const found = []
  const lines = text.replace(/\n$/, '').split('\n').length
  if (lines > longestFile) found.push([path, lines])
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body && !isContainer(node)) {
      const length = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1
      if (length > longestFunction) found.push([`${path} ${nameOf(node)}`, length])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const pathOf = (name) => name.split(' ')[0]

/**
 * A file that was moved keeps what it was allowed: its entries follow its name.
 * @param isThere whether a path of the list still leads to a file
 * @param paths all files that there are
 */
export function followMoves(known, isThere, paths) {
  const moved = Object.entries(known).map(([name, lines]) => {
    const from = pathOf(name)
    if (isThere(from)) return [name, lines]
    const to = paths.filter((path) => basename(path) === basename(from))
    return [to.length === 1 ? name.replace(from, to[0]) : name, lines]
  })
  return Object.fromEntries(moved)
}

/**
 * @param found what is too long now: names to lines
 * @param known what was too long when this check began, which may only shrink
 * @returns what is wrong, in words, and the list as it should stand; nothing new ever enters it
 */
export function compareSizes(found, known) {
  const problems = []
  const next = {}
  for (const [name, lines] of Object.entries(found)) {
    const allowed = known[name]
    if (allowed !== undefined) next[name] = Math.min(lines, allowed)
    const limit = name.includes(' ') ? longestFunction : longestFile
    if (allowed === undefined) problems.push(`${name}: ${lines} lines, ${limit} at most`)
    else if (lines > allowed) problems.push(`${name}: ${lines} lines, ${allowed} before; it may only shrink`)
  }
  const isLower = Object.entries(known).some(([name, lines]) => next[name] !== lines)
  return { problems, next, isLower }
}

function main() {
  const [given] = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  const folder = resolve(given ?? fileURLToPath(new URL('..', import.meta.url)))
  const listPlace = join(folder, 'tests/sizes.json')
  const paths = filesIn(folder).filter(
    (path) => /\.(ts|tsx|mts|mjs|cjs)$/.test(path) && existsSync(join(folder, path)),
  )
  const found = Object.fromEntries(
    paths.flatMap((path) => tooLongIn(path, readFileSync(join(folder, path), 'utf8'))),
  )
  const listed = JSON.parse(readFileSync(listPlace, 'utf8'))
  const known = followMoves(listed, (path) => existsSync(join(folder, path)), paths)
  const { problems, next, isLower } = compareSizes(found, known)
  for (const problem of problems) console.error(problem)
  if (process.argv.includes('--write')) {
    const sorted = Object.entries(next).sort(([left], [right]) => (left < right ? -1 : 1))
    writeFileSync(listPlace, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
  } else if (isLower) {
    problems.push('')
    console.error(
      'Something is shorter than tests/sizes.json allows: node tests/sizes.mjs --write keeps it so.',
    )
  }
  process.exitCode = problems.length > 0 ? 1 : 0
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) main()
