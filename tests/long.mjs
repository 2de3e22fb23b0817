import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, platform, tmpdir, totalmem } from 'node:os'
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const resultsFolder = join(project, 'docs/long-tests')
const resultsPlace = join(resultsFolder, 'results.json')
const vitest = join('node_modules', '.bin', process.platform === 'win32' ? 'vitest.cmd' : 'vitest')

const figuresPlace = join(tmpdir(), `hubline-figures-${process.pid}.jsonl`)
const reportPlace = join(tmpdir(), `hubline-long-${process.pid}.json`)

const git = (...words) => spawnSync('git', words, { cwd: project, encoding: 'utf8' }).stdout?.trim() || null

/** The commit that was tried; a `+` says that something in it had been changed and not committed. */
function commitTried() {
  const commit = git('rev-parse', '--short', 'HEAD')
  return commit && git('status', '--porcelain', '--untracked-files=no', '--', ':!docs/long-tests')
    ? `${commit}+`
    : (commit ?? 'no repository')
}

const pathOf = (place) => relative(project, place).replaceAll('\\', '/')

function readKept() {
  if (!existsSync(figuresPlace)) return []
  return readFileSync(figuresPlace, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** What each file came to, by its path. */
function resultsOf(report, kept, run) {
  const results = report.testResults.map(
    ({ name, status: outcome, startTime, endTime, assertionResults }) => {
      const count = (...states) => assertionResults.filter(({ status }) => states.includes(status)).length
      const ofFile = kept.filter(({ file }) => resolve(file) === resolve(name))
      const reasons = [...new Set(ofFile.map(({ skipped }) => skipped).filter(Boolean))]
      const result = {
        ...run,
        passed: count('passed'),
        // A file that could not be loaded has no tests that failed, and has failed.
        failed: count('failed') || (outcome === 'failed' ? 1 : 0),
        skipped: count('skipped', 'pending', 'todo'),
        seconds: Math.round((endTime - startTime) / 1000),
        ...(reasons.length > 0 ? { why: reasons.join('; ') } : {}),
        figures: Object.assign({}, ...ofFile.map(({ figures }) => figures ?? {})),
      }
      return [pathOf(name), result]
    },
  )
  // A file of which nothing was chosen by name was not run.
  return Object.fromEntries(results.filter(([, { passed, failed, why }]) => passed + failed > 0 || why))
}

const numberWords = (value) => (typeof value === 'number' ? value.toLocaleString('en-GB') : value)

function pageOf(results) {
  const parts = Object.entries(results).map(([path, result]) => {
    const { date, commit, machine, passed, failed, skipped, seconds, why, figures } = result
    const counts = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])].join(
      ', ',
    )
    return [
      `## ${path}`,
      '',
      `${counts}; ${seconds} s; ${date}, commit ${commit}, ${machine}.`,
      ...(why ? ['', `Skipped: ${why}.`] : []),
      ...(Object.keys(figures).length > 0 ? [''] : []),
      ...Object.entries(figures).map(([name, value]) => `- ${name}: ${numberWords(value)}`),
      '',
    ].join('\n')
  })
  const head = `# The long test

What \`npm run test:long\` last came to, part by part. The command writes this page and \`results.json\`; nobody edits them.
\`npm run test:long PART\` runs the files whose paths hold that word, and renews their entries alone.
`
  return `${[head, ...parts].join('\n').trimEnd()}\n`
}

function keepResults(run) {
  const report = JSON.parse(readFileSync(reportPlace, 'utf8'))
  const before = existsSync(resultsPlace) ? JSON.parse(readFileSync(resultsPlace, 'utf8')) : {}
  const merged = { ...before, ...resultsOf(report, readKept(), run) }
  const sorted = Object.entries(merged)
    .filter(([path]) => existsSync(join(project, path)))
    .sort(([left], [right]) => (left < right ? -1 : 1))
  mkdirSync(resultsFolder, { recursive: true })
  const results = Object.fromEntries(sorted)
  writeFileSync(resultsPlace, `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(resultsFolder, 'README.md'), pageOf(results))
}

const words = ['run', '--project', 'durability', '--project', 'long', ...process.argv.slice(2)]
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPlace}`]
const run = {
  date: new Date().toISOString().slice(0, 10),
  commit: commitTried(),
  machine: `${platform()} ${arch()}, ${availableParallelism()} processors, ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}`,
}
let { status } = spawnSync(vitest, [...words, ...reporters], {
  cwd: project,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, HUBLINE_LONG: '1', HUBLINE_FIGURES: figuresPlace },
})
try {
  keepResults(run)
  console.log('Kept in docs/long-tests/README.md.')
} catch (error) {
  console.error(`The results could not be kept: ${error.message}`)
  status ||= 1
} finally {
  for (const place of [figuresPlace, reportPlace]) rmSync(place, { force: true })
}
process.exit(status ?? 1)
