import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A file system of its own size, seen by the commands under it alone. */
const separately = ['--user', '--map-root-user', '--mount', 'sh', '-ec']
const canMount = spawnSync('unshare', [...separately, 'mount -t tmpfs none /mnt']).status === 0

const script = `
mount -t tmpfs -o size=$SMALL none "$DISK"
hubline() { "$NODE" "$LAUNCHER" "$@" --json || echo "{\\"status\\":$?}"; printf '\\036'; }
hubline new "$DISK/a.hubline"
hubline import "$DISK/a.hubline" "$FOLDER/first.csv" --as calls
hubline import "$DISK/a.hubline" "$FOLDER/large.csv" --as calls
hubline sources "$DISK/a.hubline"
hubline query "$DISK/a.hubline" 'select count(*)::int as rows from observation'
mount -o remount,size=900m "$DISK"
hubline import "$DISK/a.hubline" "$FOLDER/large.csv" --as calls
hubline query "$DISK/a.hubline" 'select count(*)::int as rows from observation'
ls -A "$DISK" | grep -v '^a.hubline$' || true
`

it.skipIf(!canMount).each([['before its copy is whole', '14m']])(
  'a disk that is full %s says so, loses nothing, and takes the file when there is room',
  (_, size) => {
    const folder = temporaryFolder()
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    writeCalls(folder, 'first.csv', 100)
    writeCalls(folder, 'large.csv', 300_000)
    const { stdout, stderr } = spawnSync('unshare', [...separately, script], {
      encoding: 'utf8',
      env: {
        ...process.env,
        SMALL: size,
        DISK: disk,
        FOLDER: folder,
        NODE: process.execPath,
        LAUNCHER: resolve('analysis/cli/launch.mjs'),
        HUBLINE_HOME: join(folder, 'home'),
      },
    })
    const [, first, full, sources, rows, again, all, rest] = stdout.split('\u001e')
    expect(JSON.parse(first!), stderr).toMatchObject([{ rowsLoaded: 100 }])
    expect(full).toContain('"code": "DISK_FULL"')
    expect(full).toContain('{"status":1}')
    expect(JSON.parse(sources!)).toMatchObject([{ file: 'first.csv', rowsLoaded: 100 }])
    expect(JSON.parse(rows!)).toEqual([{ rows: 100 }])
    const [loaded] = JSON.parse(again!)
    expect(loaded).toMatchObject({ rowsRead: 300_000 })
    expect(JSON.parse(all!)).toEqual([{ rows: 100 + loaded.rowsLoaded }])
    expect(rest?.trim()).toBe('')
  },
)
