import type { ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, it } from 'vitest'
import type { ImportResult } from '../../analysis/contract/index.ts'
import { runCommand } from '../support/command.ts'
import { keepFigures } from '../support/figures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const header = 'A Number,B Number,Start Time UTC,Duration (s)\n'
const two = (value: number) => String(value).padStart(2, '0')
const rowOf = (index: number) => {
  const second = index % 86_400
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':')
  const day = two(1 + (Math.floor(index / 86_400) % 28))
  return `07700900${String(index % 1000).padStart(3, '0')},07700901100,2026-06-${day} ${clock},${index % 600}\n`
}

/** The most memory that a process and those it started held, in megabytes, looked at ten times a second; 0 where the system does not tell. */
function watchMemory(child: ChildProcess): () => number {
  let peak = 0
  const sizeOf = (pid: number): number => {
    const status = `/proc/${pid}/status`
    if (!existsSync(status)) return 0
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return own + children.reduce((sum, one) => sum + sizeOf(Number(one)), 0)
  }
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, sizeOf(child.pid ?? 0))
    } catch {
      // It ended between two looks.
    }
  }, 100)
  child.once('close', () => clearInterval(timer))
  return () => Math.round(peak)
}

async function imported(name: string, parts: Iterable<string | Buffer>) {
  const folder = temporaryFolder()
  const path = join(folder, name)
  await pipeline(Readable.from(parts), createWriteStream(path))
  const environment = { HUBLINE_HOME: join(folder, 'home') }
  const casePath = join(folder, 'a.hubline')
  expect((await runCommand(['new', casePath, '--name', 'a'], { environment })).status).toBe(0)
  const began = performance.now()
  let memory = () => 0
  const run = await runCommand(['import', casePath, path, '--json'], {
    environment,
    onStart: (child) => {
      memory = watchMemory(child)
    },
  })
  const seconds = (performance.now() - began) / 1000
  rmSync(path)
  const [result] = run.json<ImportResult[]>()
  expect((await runCommand(['verify', casePath, '--json'], { environment })).status).toBe(0)
  const query = async (select: string) =>
    (await runCommand(['query', casePath, select, '--json'], { environment })).out
  return {
    result: result!,
    status: run.status,
    seconds,
    memory: memory(),
    caseMegabytes: statSync(casePath).size / 1e6,
    query,
  }
}

const said = (words: string, { seconds, memory, caseMegabytes }: Awaited<ReturnType<typeof imported>>) =>
  keepFigures({
    [words]: `${seconds.toFixed(1)} s, ${memory} MB at most, a case of ${caseMegabytes.toFixed(1)} MB`,
  })

function* million(at: number, instead: string): Generator<string> {
  yield header
  for (let from = 0; from < 1_000_000; from += 1000)
    yield Array.from({ length: 1000 }, (_, index) =>
      from + index === at ? instead : rowOf(from + index),
    ).join('')
}

it.each<[string, string, string, RegExp]>([
  ['one cell more', `,${rowOf(654_321)}`, 'TOO_MANY_COLUMNS', /line 654,323: 5 cells where the header has 4/],
  [
    'the last cell lost',
    ',07700900321,07700901100,2026-06-08 13:45:21\n',
    'BAD_DATE',
    /Start Time UTC: “07700901100”/,
  ],
])('one shifted row in a million, with %s', async (shift, instead, reason, words) => {
  const run = await imported('million.csv', million(654_321, instead))
  expect(run.result).toMatchObject({
    rowsRead: 1_000_000,
    rowsLoaded: 999_999,
    rowsSetAside: 1,
    reasons: { [reason]: 1 },
  })
  const found = await run.query('select row_number, detail from reject')
  expect(found).toContain('654322')
  expect(found).toMatch(words)
  said(`one shifted row in a million, with ${shift}`, run)
})

const block = Buffer.alloc(8 * 1024 * 1024, 'x')

function* gigabyteBetween(before: string, after: string): Generator<string | Buffer> {
  yield before
  for (let written = 0; written < 1024 ** 3; written += block.length) yield block
  yield after
}

it.each([
  ['a cell of one gigabyte', ''],
  ['a quoted cell of one gigabyte', '"'],
])('%s is set aside and the rows around it load', async (words, quote) => {
  const before = `${header}${rowOf(1)}${rowOf(2)}07700900103,${quote}`
  const after = `${quote},2026-06-01 10:00:00,5\n${rowOf(4)}${rowOf(5)}`
  const run = await imported('cell.csv', gigabyteBetween(before, after))
  expect(run.result).toMatchObject({
    rowsRead: 5,
    rowsLoaded: 4,
    rowsSetAside: 1,
    reasons: { ROW_TOO_LONG: 1 },
  })
  expect(run.caseMegabytes).toBeLessThan(20)
  expect(run.memory).toBeLessThan(1500)
  said(words, run)
})

it('a report whose text is one gigabyte is refused with its place', async () => {
  const before =
    '<?xml version="1.0"?><project reportVersion="5"><decodedData><modelType type="SMS"><model type="SMS"><field name="Body"><value>'
  const after = '</value></field></model></modelType></decodedData></project>'
  const run = await imported('report.xml', gigabyteBetween(before, after))
  expect([run.status, run.result.error?.code]).toEqual([1, 'FILE_UNREADABLE'])
  expect(run.result.error?.message).toMatch(/more than a million characters/)
  expect(run.memory).toBeLessThan(1500)
  said('a report with one text of a gigabyte', run)
})

it('a file of one line of a gigabyte without an end is refused', async () => {
  const run = await imported('line.csv', gigabyteBetween('', ''))
  expect([run.status, run.result.error?.code]).toEqual([1, 'KIND_UNKNOWN'])
  expect(run.result.error?.message).toMatch(/first line goes on for more than 256 kilobytes/)
  said('one line of a gigabyte without an end', run)
})
