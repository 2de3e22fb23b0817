import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { isContractProcedure } from '@orpc/contract'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it, onTestFinished } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { contract, type Job } from '../../analysis/contract/index.ts'
import type { EngineMessage } from '../../analysis/server/engine-messages.ts'
import { type ParentPort, servePorts } from '../../electron/serve-ports.ts'
import { ReplaceablePortLink } from '../../renderer/engine/port-link.ts'
import { writeCalls } from '../support/command.ts'
import { type Asking, inProcessHost, type TestHost, testSession } from '../support/hosts.ts'
import { everyHost } from '../support/shell-hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const makesMuch = ['sample.open']

function namesOf(part: unknown, path: readonly string[] = []): string[] {
  if (isContractProcedure(part)) return [path.join('.')]
  return Object.entries(part as object).flatMap(([name, inner]) => namesOf(inner, [...path, name]))
}

const names = namesOf(contract).filter((name) => !makesMuch.includes(name))

async function outcomeOf(ask: Asking, name: string): Promise<string> {
  let part = ask as unknown as Record<string, unknown>
  for (const step of name.split('.')) part = part[step] as Record<string, unknown>
  try {
    const answer = await (part as unknown as (input: object) => Promise<unknown>)({})
    const stream = answer as Partial<AsyncGenerator> | null
    if (typeof stream?.return === 'function') await stream.return(undefined).catch(() => undefined)
    return 'answered'
  } catch (error) {
    return error instanceof ORPCError ? error.code : `BUG ${String(error)}`
  }
}

async function outcomes(host: TestHost): Promise<Record<string, string>> {
  await host.ask.case.create({ name: 'case', path: join(host.folder, 'case.hubline') })
  const found: Record<string, string> = {}
  for (const name of names) found[name] = await outcomeOf(host.ask, name)
  return found
}

async function caseWithCalls(host: TestHost, rows: number): Promise<string> {
  await host.ask.case.create({ name: 'case', path: join(host.folder, 'case.hubline') })
  return writeCalls(host.folder, 'calls.csv', rows)
}

const hostsBeyond = everyHost.filter(({ name }) => name !== 'in process')

it.each(hostsBeyond)(
  'every question of the contract is answered over $name as the engine itself answers it',
  async ({ start }) => {
    const there = await outcomes(await start())
    expect(there).toEqual(await outcomes(await inProcessHost()))
    expect(Object.values(there).filter((one) => one === 'answered').length).toBeGreaterThan(10)
  },
)

describe.each(everyHost)('over $name', ({ start }) => {
  it('work that takes long tells another window how far it is, until it is done', async () => {
    const host = await start()
    const file = await caseWithCalls(host, 60_000)
    const other = await host.askAs({ person: 'another window' })
    const leaving = new AbortController()
    const seen: Job[] = []
    const jobs = await other.jobs.watch({}, { signal: leaving.signal })
    await jobs.next()
    const watching = (async () => {
      for await (const shown of jobs) seen.push(...shown)
    })().catch(() => undefined)
    const [imported] = await host.ask.sources.import({ sources: [{ path: file }] })
    expect(imported).toMatchObject({ rowsRead: 60_000 })
    await expect.poll(() => seen.some((job) => job.state === 'done')).toBe(true)
    leaving.abort()
    await watching
    const running = seen.filter((job) => job.state === 'running')
    expect(running.length).toBeGreaterThan(0)
    expect(new Set(running.map((job) => job.jobId)).size).toBe(1)
  })

  it('carries files inside lists, and many answers at once, each to its own question', async () => {
    const host = await start()
    await host.ask.case.create({ name: 'case', path: join(host.folder, 'case.hubline') })
    const files = ['calls/small-calls.csv', 'custody/small-custody.csv', 'treatment/small-treatment.csv']
    await host.ask.sources.import({
      sources: files.map((file) => ({ path: join(projectFolder, 'sample-data/small', file) })),
    })
    const sizes = Array.from({ length: 40 }, (_, index) => 1000 + index * 997)
    const tables = await Promise.all(
      sizes.map((size) =>
        host.ask.query.select({
          sql: `select i, repeat('x', 100) as words from range(${size}) t(i)`,
          limit: size,
        }),
      ),
    )
    expect(tables.map((table) => table.rowCount)).toEqual(sizes)
    const last = tableFromIPC(new Uint8Array(await tables.at(-1)!.arrow.arrayBuffer()))
    expect(last.numRows).toBe(sizes.at(-1))
    const released = await host.ask.profile.release({ recipient: 'a', why: 'b', formats: ['html', 'csv'] })
    expect(released.contents?.length).toBeGreaterThan(1)
    for (const { file, bytes } of released.contents ?? []) {
      expect(bytes, file).toBeInstanceOf(Blob)
      expect(bytes.size, file).toBeGreaterThan(0)
    }
  })
})

interface Sent {
  transferred: number
  bytes: number
}

/** Notes what a port is asked to hand over instead of copying. */
function noted(port: MessagePort, sent: Sent[]): MessagePort {
  const post = port.postMessage.bind(port)
  port.postMessage = (
    message: unknown,
    transfer?: readonly unknown[] | { transfer?: readonly unknown[] },
  ) => {
    const list = Array.isArray(transfer)
      ? transfer
      : ((transfer as { transfer?: readonly unknown[] } | undefined)?.transfer ?? [])
    const bytes = message instanceof ArrayBuffer || ArrayBuffer.isView(message) ? message.byteLength : 0
    sent.push({ transferred: list.length, bytes })
    post(message)
  }
  return port
}

it('ports are given copies, never the buffers themselves: Electron’s cannot carry them', async () => {
  const folder = temporaryFolder()
  let deliver: Parameters<ParentPort['on']>[1] = () => undefined
  const sent: Sent[] = []
  await new Promise<void>((ready) => {
    servePorts(
      {
        on: (_event, listener) => {
          deliver = listener
        },
        postMessage: (message: EngineMessage) => message.kind === 'ready' && ready(),
      },
      () => undefined,
    )
    const start = { applicationFolder: folder, uploadFolder: null, reopen: null, sessions: {} }
    deliver({ data: { kind: 'start', ...start, firstSession: testSession }, ports: [] })
  })
  const { port1, port2 } = new MessageChannel()
  deliver({ data: { kind: 'port', sessionId: 'window' }, ports: [noted(port1, sent)] })
  const link = new ReplaceablePortLink()
  link.take(noted(port2, sent) as unknown as Parameters<ReplaceablePortLink['take']>[0])
  onTestFinished(() => link.stop('the end'))
  const ask: Asking = createORPCClient(link)
  await ask.case.create({ name: 'case', path: join(folder, 'case.hubline') })
  const rows = 200_000
  const table = await ask.query.select({
    sql: `select i, 'row ' || i as words from range(${rows}) t(i)`,
    limit: rows,
  })
  expect(tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer())).numRows).toBe(rows)
  expect(Math.max(...sent.map(({ bytes }) => bytes))).toBeGreaterThan(1_000_000)
  expect(sent.filter(({ transferred }) => transferred > 0)).toEqual([])
  deliver({ data: { kind: 'end' }, ports: [] })
})
