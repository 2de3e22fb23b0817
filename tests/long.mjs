import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const vitest = join('node_modules', '.bin', process.platform === 'win32' ? 'vitest.cmd' : 'vitest')
const { status } = spawnSync(
  vitest,
  ['run', '--project', 'durability', '--project', 'long', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, HUBLINE_LONG: '1' },
  },
)
process.exit(status ?? 1)
