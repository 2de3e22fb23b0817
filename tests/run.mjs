import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const bin = (name) => join('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
const report = join(tmpdir(), `hubline-tests-${process.pid}.json`)

/** `npm test` proves the main job; `npm run test:all` runs what it leaves out. */
const part = process.argv[2] === 'rest' ? 'rest' : 'main'

const ownCheck = (file) => ({
  name: file.replaceAll('-', ' '),
  command: [process.execPath, `tests/${file}.mjs`],
})

const checks = [
  ...[
    'conflict-markers',
    'lock',
    'sizes',
    'dead-exports',
    'no-mocks',
    'raw-tables',
    'store-seam',
    'kinds-index',
  ].map(ownCheck),
  { name: 'types', command: [bin('tsc'), '--build'] },
  { name: 'lint', command: [bin('biome'), 'check', '--diagnostic-level=error', '.'] },
  {
    name: 'layers',
    command: [
      bin('depcruise'),
      ...['--config', '.dependency-cruiser.cjs', 'analysis', 'renderer', 'electron', 'sample-data', 'tests'],
    ],
  },
]

let passed = 0
let failed = 0

function runCheck({ name, command }) {
  return new Promise((done) => {
    const child = spawn(command[0], command.slice(1), { shell: process.platform === 'win32' })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data
      })
    child.once('error', (error) => done({ name, said: error.message, isPassed: false }))
    child.once('close', (status) => done({ name, said, isPassed: status === 0 }))
  })
}

for (const { name, said, isPassed } of await Promise.all((part === 'main' ? checks : []).map(runCheck))) {
  if (isPassed) passed += 1
  else failed += 1
  console.log(`${isPassed ? '' : said}${name}: ${isPassed ? 'passed' : 'failed'}`)
}

const { status } = spawnSync(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, HUBLINE_TESTS: part },
  },
)
/** What a machine may lack, and the tests that need it; a test that is skipped for no such reason counts as failed. */
const lacking = [
  {
    files: /tests\/desktop\//,
    words: 'Electron’s program is not on this machine ("npx install-electron" fetches it)',
  },
  { files: /tests\/security\/another-user/, words: 'only root on Linux can become another user' },
  { files: /tests\/(cli|durability)\/full-disk/, words: 'only root on Linux can mount a small disk' },
  { files: /tests\/cli\/fetch-electron/, words: 'the made-up program is for Linux' },
  {
    files: /tests\/analysis\/(linkage\/accuracy|sources\/small-case)/,
    words: 'the open data set is not here',
  },
]

function countSkipped(results) {
  const skipped = new Map()
  for (const { name, assertionResults } of results) {
    const count = assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).length
    if (count === 0) continue
    const reason = lacking.find(({ files }) => files.test(name.replaceAll('\\', '/')))?.words
    const words = reason ?? `NO REASON GIVEN: ${name}`
    skipped.set(words, (skipped.get(words) ?? 0) + count)
    if (!reason) failed += count
  }
  for (const [words, count] of skipped) console.log(`${count} skipped: ${words}`)
}

try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  passed += numPassedTests
  failed += numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0)
  countSkipped(testResults)
} catch {
  failed += 1
}
if (status !== 0 && failed === 0) failed += 1
rmSync(report, { force: true })

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
