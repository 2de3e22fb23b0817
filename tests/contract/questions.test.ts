import { join } from 'node:path'
import { isDefinedError, ORPCError } from '@orpc/client'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import type { Job, Table, WatchedState } from '../../analysis/contract/index.ts'
import type { TestHost } from '../support/hosts.ts'
import { untilAsked } from '../support/hosts.ts'
import { everyHost } from '../support/shell-hosts.ts'

async function failureOf(asking: Promise<unknown>): Promise<ORPCError<string, Record<string, unknown>>> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ORPCError)
  return error as ORPCError<string, Record<string, unknown>>
}

async function arrowOf(table: Table) {
  return tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
}

async function makeCase(host: TestHost, name = 'case') {
  return host.ask.case.create({ name, path: join(host.folder, `${name}.hubline`) })
}

describe.each(everyHost)('the contract over $name', ({ start }) => {
  it('answers null before a case is open, and describes the case after', async () => {
    const host = await start()
    expect(await host.ask.case.describe({})).toBeNull()
    const made = await makeCase(host)
    expect(made.schemaVersion).toBeGreaterThan(0)
    const described = await host.ask.case.describe({})
    expect(described).toEqual(made)
    const [recent] = await host.ask.case.recent({})
    expect(recent).toMatchObject({ path: made.path, exists: true })
  })

  it('hands tables over as Arrow with their exact types', async () => {
    const host = await start()
    await makeCase(host)
    const table = await host.ask.query.select({
      sql: "select 9007199254740993::bigint as big, 'ç 🚲' as words, null::date as day, 0.1::double as share",
    })
    expect(table.rowCount).toBe(1)
    expect(table.arrow).toBeInstanceOf(Blob)
    const arrow = await arrowOf(table)
    expect(arrow.schema.fields.map((field) => String(field.type))).toEqual([
      'Int64',
      'Utf8',
      'Date32<DAY>',
      'Float64',
    ])
    expect(arrow.get(0)?.toArray()).toEqual([9007199254740993n, 'ç 🚲', null, 0.1])
  })

  it('carries a big result whole', async () => {
    const host = await start()
    await makeCase(host)
    const rows = 300_000
    const table = await host.ask.query.select({
      sql: `select i, 'row number ' || i as words, i % 7 = 0 as seventh from range(${rows}) t(i) order by i`,
      limit: rows,
    })
    const arrow = await arrowOf(table)
    expect(arrow.numRows).toBe(rows)
    expect(arrow.get(rows - 1)?.toArray()).toEqual([
      BigInt(rows - 1),
      `row number ${rows - 1}`,
      (rows - 1) % 7 === 0,
    ])
  })

  it('declares its expected errors, with their data', async () => {
    const host = await start()
    const before = await failureOf(host.ask.query.select({ sql: 'select 1' }))
    expect(before).toMatchObject({ code: 'CASE_NOT_OPEN', data: { remedy: expect.any(String) } })
    expect(isDefinedError(before)).toBe(true)
    await makeCase(host)
    const path = join(host.folder, 'case.hubline')
    const again = await failureOf(host.ask.case.create({ name: 'case', path }))
    expect(again).toMatchObject({ code: 'CASE_ALREADY_EXISTS', data: { subject: path } })
    const missing = await failureOf(host.ask.case.open({ path: join(host.folder, 'none.hubline') }))
    expect(missing.code).toBe('CASE_NOT_FOUND')
  })

  it('refuses what the contract does not describe', async () => {
    const host = await start()
    await makeCase(host)
    const empty = await failureOf(host.ask.query.select({ sql: '' }))
    expect(empty.code).toBe('INPUT_INVALID')
    expect(empty.data.detail).toMatch(/sql/)
    const wrong = await failureOf(host.ask.query.select({ sql: 7 } as never))
    expect(wrong.code).toBe('INPUT_INVALID')
  })

  it('refuses roles that may not ask', async () => {
    const host = await start()
    await makeCase(host)
    const reader = await host.askAs({ role: 'reader', person: 'a reader' })
    const refused = await failureOf(reader.query.select({ sql: 'select 1' }))
    expect(refused).toMatchObject({ code: 'ROLE_FORBIDDEN', data: { subject: 'query.select' } })
    expect((await reader.case.describe({}))?.session).toMatchObject({ role: 'reader', person: 'a reader' })
    expect((await host.ask.query.select({ sql: 'select 1' })).rowCount).toBe(1)
  })

  it('stops a query when the caller goes', async () => {
    const host = await start()
    await makeCase(host)
    const leaving = new AbortController()
    const asked = host.ask.query.select(
      { sql: 'select count(*) from range(100000000000) a(i) where i % 3 = hash(i) % 5' },
      { signal: leaving.signal },
    )
    const settled = asked.then(
      () => 'answered',
      () => 'stopped',
    )
    await untilAsked(host.ask, 'query.select')
    const ended = async () => {
      const { files } = await host.ask.diagnostics.show({})
      return files.some(({ text }) => text.includes('query.select'))
    }
    expect(await ended()).toBe(false)
    leaving.abort()
    expect(await settled).toBe('stopped')
    await expect.poll(ended).toBe(true)
    expect((await host.ask.query.select({ sql: 'select 1' })).rowCount).toBe(1)
  })

  it('streams the jobs until the watcher goes', async () => {
    const host = await start()
    const leaving = new AbortController()
    const jobs = await host.ask.jobs.watch({}, { signal: leaving.signal })
    const first = await jobs.next()
    expect(first.value as Job[]).toEqual([])
    leaving.abort()
    await jobs.return?.().catch(() => undefined)
    expect((await host.ask.case.recent({})).length).toBe(0)
  })

  it('streams which case is open, first as it is and then at each opening', async () => {
    const host = await start()
    const leaving = new AbortController()
    const states = await host.ask.session.watch({}, { signal: leaving.signal })
    const next = async () => ((await states.next()) as { value: WatchedState }).value
    expect(await next()).toEqual({ opening: null, change: null, jobs: [] })
    await makeCase(host, 'one')
    const { opening } = await next()
    expect(opening).toEqual(expect.any(String))
    const other = await host.askAs({ role: 'reader', person: 'another window' })
    const late = await other.session.watch({}, { signal: leaving.signal })
    expect((await late.next()).value).toEqual({ opening, change: null, jobs: [] })
    await makeCase(host, 'two')
    const after = (await next()).opening
    expect(after).not.toBe(opening)
    expect(after).toEqual(expect.any(String))
    leaving.abort()
    for (const stream of [states, late]) await stream.return?.().catch(() => undefined)
  })

  it('logs who asked, as what and why', async () => {
    const host = await start()
    await makeCase(host)
    await host.ask.query.select({ sql: 'select 1' })
    const log = await host.ask.log.entries({})
    expect(log.intact).toBe(true)
    expect(log.entries.at(-1)).toMatchObject({
      sequence: 1,
      person: 'test analyst',
      role: 'hub',
      purpose: 'a test',
      action: 'consultation',
      question: 'query.select',
    })
    expect(log.head).toBe(log.entries[0]?.hash)
  })
})
