import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { ORPCError } from '@orpc/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Allowance, type HostLimits } from '../../analysis/server/limits.ts'
import { type LoopbackHost, loopbackHost } from '../support/hosts.ts'
import { plainRequest } from '../support/plain-request.ts'

const refusedBy = (host: LoopbackHost) => host.workbench.refusals.all()

interface Line {
  socket: Socket
  received: () => string
  closed: Promise<number>
}

function openLine(host: LoopbackHost): Line {
  const { hostname, port } = new URL(host.workbench.origin)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let text = ''
  socket.on('data', (data) => {
    text += data
  })
  socket.on('error', () => undefined)
  const from = performance.now()
  const closed = new Promise<number>((done) => socket.once('close', () => done(performance.now() - from)))
  return { socket, received: () => text, closed }
}

const headOf = (host: LoopbackHost, path: string, more: readonly string[] = []) =>
  [
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(host.workbench.origin).host}`,
    ...Object.entries(host.headers).map(([name, value]) => `${name}: ${value}`),
    ...more,
  ].join('\r\n')

const starting = (limits: Partial<HostLimits>) => loopbackHost({ limits })

describe('an allowance', () => {
  it('gives so many at once and so many a second after, never more than it began with', () => {
    const allowance = new Allowance({ atOnce: 3, perSecond: 2 }, 0)
    expect([0, 0, 0, 0].map((now) => allowance.take(now))).toEqual([true, true, true, false])
    expect([400, 500, 500, 1000].map((now) => allowance.take(now))).toEqual([false, true, false, true])
    expect(Array.from({ length: 5 }, () => allowance.take(60_000))).toEqual([true, true, true, false, false])
  })
})

describe('the loopback host', () => {
  it('answers one window only so many questions a second, and the others as before', async () => {
    const host = await starting({ questions: { atOnce: 20, perSecond: 1 } })
    const other = await host.askAs({ person: 'another window' })
    const asked = await Promise.all(
      Array.from({ length: 60 }, () =>
        host.ask.case.describe({}).then(
          () => 'answered',
          (error: unknown) => (error instanceof ORPCError ? error.code : String(error)),
        ),
      ),
    )
    const answered = asked.filter((code) => code === 'answered').length
    expect(answered).toBeGreaterThanOrEqual(20)
    expect(answered).toBeLessThan(60)
    expect(new Set(asked)).toEqual(new Set(['answered', 'ASKED_TOO_OFTEN']))
    expect(refusedBy(host).limit).toBe(60 - answered)
    expect(await other.case.describe({})).toBeNull()
    await expect.poll(() => host.ask.case.describe({}).catch(() => 'refused')).toBeNull()
  })

  it('looks at no token for a while after many wrong ones, and lets in who has a cookie all along', async () => {
    const host = await starting({ wrongKeys: { atOnce: 5, perSecond: 0.2 } })
    const guess = (token: string) => plainRequest(host, { path: `/open?token=${token}` })
    const statuses: number[] = []
    for (let tried = 0; tried < 8; tried += 1)
      statuses.push((await guess(String(tried).padStart(64, '0'))).status)
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(statuses).toContain(429)
    const right = new URL(host.workbench.address()).searchParams.get('token')!
    for (let tried = 0; tried < 3; tried += 1) await guess('f'.repeat(64))
    expect((await guess(right)).status).toBe(429)
    expect(await host.ask.case.describe({})).toBeNull()
    await expect.poll(async () => (await guess(right)).status, { interval: 600 }).toBe(303)
    expect(refusedBy(host).key).toBeGreaterThanOrEqual(5)
    expect(host.said.filter((words) => words.includes('without the right key'))).toHaveLength(1)
  })

  it('counts wrong cookies with the wrong tokens', async () => {
    const host = await starting({ wrongKeys: { atOnce: 4, perSecond: 0.01 } })
    const headers = { origin: host.workbench.origin, cookie: `hubline-session=${'a'.repeat(64)}` }
    const statuses: number[] = []
    for (let tried = 0; tried < 6; tried += 1)
      statuses.push(
        (await plainRequest(host, { method: 'POST', path: '/rpc/case/describe', headers })).status,
      )
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
  })

  it('refuses a header that is too large', async () => {
    const host = await loopbackHost()
    const answer = await plainRequest(host, { headers: { ...host.headers, 'x-much': 'x'.repeat(20_000) } })
    expect(answer.status).toBe(431)
  })

  it('closes a connection whose header does not come to an end', async () => {
    const host = await starting({ headerMilliseconds: 600 })
    const line = openLine(host)
    line.socket.write('POST /upload?name=a.csv HTTP/1.1\r\n')
    const drip = setInterval(() => line.socket.write('x-a: b\r\n'), 100)
    const milliseconds = await line.closed
    clearInterval(drip)
    expect(milliseconds).toBeGreaterThan(500)
    expect(line.received()).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('closes a body that stands still, and lets a slow one come to its end', async () => {
    const host = await starting({ bodyStillMilliseconds: 2500 })
    const still = openLine(host)
    still.socket.write(`${headOf(host, '/upload?name=still.csv', ['content-length: 1000'])}\r\n\r\na,b\n`)
    await still.closed
    expect(refusedBy(host).limit).toBe(1)
    const slow = openLine(host)
    slow.socket.write(
      `${headOf(host, '/upload?name=slow.csv', ['content-length: 12', 'connection: close'])}\r\n\r\n`,
    )
    for (const part of ['a,b\n', '1,2\n', '3,4\n']) {
      await new Promise((done) => setTimeout(done, 1000))
      slow.socket.write(part)
    }
    await slow.closed
    expect(slow.received()).toMatch(/^HTTP\/1\.1 200 [\s\S]*"sizeBytes":12/)
  })

  it('lets a question take longer than that', async () => {
    const host = await starting({ bodyStillMilliseconds: 300, headerMilliseconds: 300 })
    await host.ask.case.create({ name: 'case', path: `${host.folder}/case.hubline` })
    const leaving = new AbortController()
    const asked = host.ask.query
      .select(
        { sql: 'select count(*) from range(100000000000) a(i) where i % 3 = hash(i) % 5' },
        { signal: leaving.signal },
      )
      .then(
        () => 'answered',
        () => 'ended',
      )
    const waited = new Promise((done) => setTimeout(() => done('still asking'), 2500))
    expect(await Promise.race([asked, waited])).toBe('still asking')
    leaving.abort()
    expect(await asked).toBe('ended')
  })

  it('refuses a question that grows beyond its limit without having said so', async () => {
    const host = await starting({ questionBytes: 1000 })
    const line = openLine(host)
    const head = headOf(host, '/rpc/query/select', [
      'content-type: application/json',
      'transfer-encoding: chunked',
    ])
    line.socket.write(`${head}\r\n\r\n`)
    for (let part = 0; part < 20; part += 1) line.socket.write(`190\r\n${'x'.repeat(400)}\r\n`)
    await line.closed
    expect(line.received()).toMatch(/^HTTP\/1\.1 413 /)
    expect(refusedBy(host).limit).toBe(1)
    expect(await host.ask.case.describe({})).toBeNull()
  })

  it('holds only so many connections at once', async () => {
    const host = await starting({ connections: 12 })
    const lines = Array.from({ length: 30 }, () => openLine(host))
    await expect
      .poll(() => lines.filter(({ socket }) => socket.destroyed || socket.closed).length)
      .toBeGreaterThanOrEqual(18)
    for (const { socket } of lines) socket.destroy()
    await expect.poll(() => host.ask.case.describe({}).catch(() => 'refused')).toBeNull()
    expect(refusedBy(host).limit).toBeGreaterThanOrEqual(18)
  })

  it('lets its window in, and keeps its own line, beside 160 connections that ask nothing', async () => {
    const host = await starting({})
    const own = openLine(host)
    own.socket.write(`${headOf(host, '/window').replace('POST', 'GET')}\r\n\r\n`)
    await expect.poll(own.received).toMatch(/: here/)
    const idle = Array.from({ length: 160 }, () => openLine(host))
    await expect.poll(() => refusedBy(host).limit).toBeGreaterThanOrEqual(33)
    expect(await host.ask.case.describe({})).toBeNull()
    const other = await host.askAs({ person: 'another window' })
    expect(await other.case.describe({})).toBeNull()
    const isOpen = ({ socket }: Line) => !socket.destroyed && !socket.closed
    await expect.poll(() => idle.slice(0, 32).filter(isOpen).length).toBe(0)
    expect(idle.slice(-100).every(isOpen)).toBe(true)
    expect(own.socket.destroyed).toBe(false)
  })

  it('drops a new connection where every one is being answered', async () => {
    const host = await starting({ connections: 3 })
    const held = Array.from({ length: 3 }, () => openLine(host))
    for (const { socket } of held) socket.write(`${headOf(host, '/window').replace('POST', 'GET')}\r\n\r\n`)
    await expect.poll(() => held.filter(({ received }) => /: here/.test(received())).length).toBe(3)
    await openLine(host).closed
    expect(held.every(({ socket }) => !socket.destroyed)).toBe(true)
    held[0]!.socket.destroy()
    await expect.poll(() => host.ask.case.describe({}).catch(() => 'refused')).toBeNull()
  })

  it('holds a window’s own line open however long, since nothing more is to come from it', async () => {
    const host = await starting({ bodyStillMilliseconds: 200 })
    const { socket, received, closed } = openLine(host)
    socket.write(`${headOf(host, '/window').replace('POST', 'GET')}\r\n\r\n`)
    const first = await Promise.race([
      closed.then(() => 'closed'),
      new Promise((done) => setTimeout(done, 1500, 'held')),
    ])
    expect(received()).toMatch(/: here/)
    expect(first).toBe('held')
    expect(refusedBy(host).limit).toBe(0)
  })
})
