import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A file system of its own size, seen by the commands under it alone. */
const separately = ['--user', '--map-root-user', '--mount', 'sh', '-ec']
const canMount = spawnSync('unshare', [...separately, 'mount -t tmpfs none /mnt']).status === 0
if (!canMount)
  process.stdout.write('Full disk: not tested, no file system of a fixed size can be mounted here.\n')

const script = `
mount -t tmpfs -o size=300m none "$DISK"
hubline() { "$NODE" "$LAUNCHER" "$@" --json || echo "{\\"status\\":$?}"; printf '\\036'; }
leave() { rm -f "$DISK/fill"; free=$(df --output=avail -B1K "$DISK" | tail -1); head -c $(( (free - $1) * 1024 )) /dev/zero > "$DISK/fill"; }
rows() { hubline query "$DISK/a.hubline" 'select count(*)::int as rows from observation'; }
files() { ls -A "$DISK" | grep -v '^fill$' | sort | tr '\\n' ' '; printf '\\036'; }
hubline new "$DISK/a.hubline"
hubline import "$DISK/a.hubline" "$FOLDER/first.csv" --as calls
$MOMENT
rm -f "$DISK/fill"
rows
hubline verify "$DISK/a.hubline"
hubline import "$DISK/a.hubline" "$FOLDER/second.csv" --as calls
rows
files
`

const isFull = '{"status":1}'

interface Moment {
  words: string
  script: string
  /** What the commands of the moment answered. */
  check: (answers: string[]) => void
  /** Rows in the case once there is room again. */
  rows: number
}

const moments: Moment[] = [
  {
    words: 'while the copy of a file is made',
    script: 'leave 200; hubline import "$DISK/a.hubline" "$FOLDER/second.csv" --as calls',
    check: ([answer]) => {
      expect(answer).toContain('"code": "DISK_FULL"')
      expect(answer).toContain(isFull)
    },
    rows: 100,
  },
  {
    words: 'while rows are loaded',
    script: 'leave 1200; hubline import "$DISK/a.hubline" "$FOLDER/second.csv" --as calls',
    check: ([answer]) => {
      expect(answer).toContain('"code": "DISK_FULL"')
      expect(answer).toMatch(/Free some space/)
    },
    rows: 100,
  },
  {
    words: 'while the lock and the log are written',
    script:
      'for room in 0 4 8; do leave $room; hubline query "$DISK/a.hubline" "select 1 as one"; done; files',
    check: ([forLock, forLog, forMore, files]) => {
      for (const answer of [forLock, forLog]) {
        expect(answer).toContain('"code": "DISK_FULL"')
        expect(answer).toMatch(/Free some space/)
      }
      expect(forMore).toMatch(/DISK_FULL|"one": 1/)
      expect(files).not.toContain('set-aside')
    },
    rows: 100,
  },
  {
    // A hundred of the three thousand are in the case already.
    words:
      'while a checkpoint would be made: it is left for later, and what was committed stays in the log of changes',
    script: 'leave 40000; hubline import "$DISK/a.hubline" "$FOLDER/third.csv" --as calls; files',
    check: ([answer, files]) => {
      expect(JSON.parse(answer!)).toMatchObject([{ rowsRead: 3000 }])
      expect(files?.split(' ').filter(Boolean)).toEqual(['a.hubline', 'a.hubline.wal', 'a.hubline.witness'])
    },
    rows: 3000,
  },
]

it.skipIf(!canMount).each(moments)('a disk that is full $words', ({ script: moment, check, rows }) => {
  const folder = temporaryFolder()
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  writeCalls(folder, 'first.csv', 100)
  writeCalls(folder, 'second.csv', 20_000)
  writeCalls(folder, 'third.csv', 3000)
  const { stdout, stderr } = spawnSync('unshare', [...separately, script.replace('$MOMENT', () => moment)], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DISK: disk,
      FOLDER: folder,
      NODE: process.execPath,
      LAUNCHER: resolve('analysis/cli/launch.mjs'),
      HUBLINE_HOME: join(folder, 'home'),
    },
  })
  const answers = stdout.split('\u001e').map((answer) => answer.trim())
  const [left, all, again, verified, kept] = answers.reverse().slice(1)
  const during = answers.reverse().slice(2, -6)
  expect(JSON.parse(answers[1]!), stderr).toMatchObject([{ rowsLoaded: 100 }])
  check(during)
  expect(JSON.parse(kept!)).toEqual([{ rows }])
  expect(JSON.parse(verified!)).toMatchObject({ ok: true, problems: [], notices: [] })
  const [loaded] = JSON.parse(again!)
  expect(loaded).toMatchObject({ rowsRead: 20_000 })
  expect(JSON.parse(all!)).toEqual([{ rows: rows + loaded.rowsLoaded }])
  expect(left).toBe('a.hubline')
})
