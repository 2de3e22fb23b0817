/**
 * Makes a saved case of a version that shipped, by the program of that version: `node sample-data/saved-cases/make.mjs 2`.
 * It needs the history of the repository; what it makes is committed beside it and never made again.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const project = resolve(here, '../..')

/** The last commit at which each version was the newest. */
const commits = { 1: '9f4d653~1', 2: '81cd75e~1', 3: '844079c~1', 4: '2c73958', 5: 'c8ceee6' }

function run(command, words, options = {}) {
  const { status, stdout } = spawnSync(command, words, { stdio: ['ignore', 'pipe', 'inherit'], ...options })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: status ${status}`)
  return stdout
}

const version = Number(process.argv[2])
const commit = commits[version]
if (!commit) throw new Error(`no commit is known for version ${process.argv[2]}`)
const folder = mkdtempSync(join(tmpdir(), 'hubline-saved-'))
try {
  const archive = run('git', ['archive', commit], { cwd: project, maxBuffer: 1e9 })
  run('tar', ['-x', '-C', folder], { input: archive, stdio: ['pipe', 'pipe', 'inherit'] })
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  const path = join(folder, 'saved.hubline')
  const hubline = (...words) =>
    run(process.execPath, [join(folder, 'analysis/cli/launch.mjs'), ...words, '--as-person', 'an analyst'], {
      cwd: folder,
      env: { ...process.env, HUBLINE_HOME: join(folder, 'home') },
    })
  hubline('new', path, '--name', `saved by version ${version}`)
  const kinds = ['calls', 'crime', 'custody', 'harm', 'phones', 'programme', 'treatment']
  const sources = kinds.map((kind) => join(folder, 'sample-data/small', kind))
  hubline('import', path, ...sources, '--controller', 'Synthetic: nobody', '--basis', 'Synthetic data')
  hubline('wash', path)
  hubline('lines', path)
  if (version >= 4) hubline('profile', path, '--out', join(folder, 'released'), '--format', 'csv')
  writeFileSync(join(here, `version-${version}.hubline.gz`), gzipSync(readFileSync(path), { level: 9 }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
