import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

/** Which lines the unit tests of `npm test` reach; what runs in a process of its own is not counted. */
const vitest = join('node_modules', '.bin', process.platform === 'win32' ? 'vitest.cmd' : 'vitest')
const { status } = spawnSync(vitest, ['run', '--project', 'unit', '--coverage', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, HUBLINE_TESTS: 'main' },
})
if (status === 0) console.log('Line by line: coverage/index.html')
process.exit(status ?? 1)
