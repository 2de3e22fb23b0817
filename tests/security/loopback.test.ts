import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { safeName } from '../../analysis/server/uploads.ts'
import { enter, type LoopbackHost, loopbackHost } from '../support/hosts.ts'
import { plainRequest } from '../support/plain-request.ts'

const question = { method: 'POST', path: '/rpc/case/describe', body: '{"json":{}}' }

describe('the loopback host', () => {
  it('listens on 127.0.0.1 alone', async () => {
    const host = await loopbackHost()
    expect(host.workbench.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const outward = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4')
    if (!outward) return
    const { port } = new URL(host.workbench.origin)
    await expect(fetch(`http://${outward.address}:${port}/`)).rejects.toThrow()
  })

  it('opens for a token once, and gives a cookie that scripts and other sites cannot use', async () => {
    const host = await loopbackHost()
    const address = host.workbench.address()
    const first = await fetch(address, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/')
    expect(first.headers.get('set-cookie')).toMatch(
      /^hubline-session=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(401)
    for (const token of ['', 'x', '0'.repeat(64)])
      expect(
        (await fetch(`${host.workbench.origin}/open?token=${token}`, { redirect: 'manual' })).status,
      ).toBe(401)
  })

  it.each(['/', '/index.html', '/assets/page-1.js', '/rpc/case/describe', '/upload'])(
    'shows nothing of %s without the cookie',
    async (path) => {
      const host = await loopbackHost()
      const headers = { origin: host.workbench.origin }
      const method = path.startsWith('/rpc') || path === '/upload' ? 'POST' : 'GET'
      expect((await plainRequest(host, { method, path, headers })).status).toBe(401)
      const guessed = { ...headers, cookie: `hubline-session=${'a'.repeat(64)}` }
      expect((await plainRequest(host, { method, path, headers: guessed })).status).toBe(401)
    },
  )

  it.each([
    ['another name for this machine', { host: 'evil.example:80' }],
    ['localhost, which other programs may own', { host: 'localhost:1' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['the null origin', { origin: 'null' }],
    ['a foreign site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a question from %s even with the cookie', async (_, wrong) => {
    const host = await loopbackHost()
    const { status, headers } = await plainRequest(host, {
      ...question,
      headers: { ...host.headers, ...wrong },
    })
    expect(status).toBe(403)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('refuses a question without an origin, and never answers a preflight', async () => {
    const host = await loopbackHost()
    const { cookie } = host.headers
    expect((await plainRequest(host, { ...question, headers: { cookie: cookie! } })).status).toBe(403)
    const preflight = await plainRequest(host, {
      method: 'OPTIONS',
      path: '/rpc/case/describe',
      headers: { ...host.headers, 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(405)
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    const right = await plainRequest(host, {
      ...question,
      headers: { ...host.headers, 'content-type': 'application/json' },
    })
    expect([right.status, right.body]).toEqual([200, '{"json":null}'])
  })

  it('sends the page with a policy that runs only its own scripts', async () => {
    const host = await loopbackHost()
    const page = await fetch(host.workbench.origin, { headers: host.headers })
    expect(await page.text()).toContain('<title>Hubline</title>')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe|data:|\*|http/)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/../../index.html',
    '//etc/passwd',
    '/%00',
    '/assets/',
  ])('serves nothing but the page: %s', async (path) => {
    const host = await loopbackHost()
    const { status, body } = await plainRequest(host, { path, headers: host.headers })
    if (path === '/assets/../../index.html') expect([200, 404]).toContain(status)
    else expect(status).toBe(404)
    expect(body).not.toMatch(/root:|"dependencies"/)
  })

  it('keeps sessions apart', async () => {
    const host = await loopbackHost()
    const reader = await host.askAs({ role: 'reader', person: 'R' })
    const path = join(host.folder, 'case.hubline')
    await host.ask.case.create({ name: 'case', path })
    expect((await reader.case.describe({}))?.session.role).toBe('reader')
    expect((await host.ask.case.describe({}))?.session.role).toBe('hub')
  })

  it('refuses questions larger than its limit', async () => {
    const host = await loopbackHost({ limits: { questionBytes: 1000 } })
    const body = JSON.stringify({ json: { sql: `select '${'x'.repeat(5000)}'` } })
    const headers = { ...host.headers, 'content-type': 'application/json' }
    const answer = await plainRequest(host, { method: 'POST', path: '/rpc/query/select', headers, body })
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.body).json.code).toBe('INPUT_INVALID')
  })
})

describe('an upload', () => {
  const upload = (host: LoopbackHost, name: string, body: BodyInit) =>
    fetch(`${host.workbench.origin}/upload?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: host.headers,
      body,
    })

  it('lies under a name made here, whole, readable by its owner alone, and is gone at the end', async () => {
    const host = await loopbackHost()
    const answer = await upload(host, '../../../etc/cron.d/evil\u0000.csv', 'a,b\n1,2\n')
    expect(answer.status).toBe(200)
    const { stagedId, name, sizeBytes } = await answer.json()
    expect(stagedId).toMatch(/^[0-9a-f]{32}$/)
    expect([name, sizeBytes]).toEqual(['evil.csv', 8])
    const place = join(host.workbench.uploadFolder, stagedId)
    expect(readFileSync(place, 'utf8')).toBe('a,b\n1,2\n')
    if (process.platform !== 'win32') expect(statSync(place).mode & 0o777).toBe(0o600)
    await host.workbench.close()
    expect(existsSync(host.workbench.uploadFolder)).toBe(false)
  })

  it('is refused when it is too large or empty, and leaves nothing', async () => {
    const host = await loopbackHost({ limits: { uploadBytes: 100_000 } })
    const large = await upload(host, 'large.csv', 'x'.repeat(200_000))
    expect(large.status).toBe(413)
    expect((await large.json()).json).toMatchObject({
      code: 'FILE_TOO_LARGE',
      data: { subject: 'large.csv' },
    })
    const empty = await upload(host, 'empty.csv', '')
    expect((await empty.json()).json.code).toBe('FILE_EMPTY')
    expect(readdirSync(host.workbench.uploadFolder)).toEqual([])
  })

  it('is refused when it grows beyond the limit without having said so', async () => {
    const host = await loopbackHost({ limits: { uploadBytes: 100_000 } })
    const { hostname, port } = new URL(host.workbench.origin)
    const settled = await new Promise<string>((done) => {
      const sending = request(
        {
          hostname,
          port,
          method: 'POST',
          path: '/upload?name=a.csv',
          headers: { ...host.headers, 'transfer-encoding': 'chunked' },
        },
        (answer) => done(String(answer.statusCode)),
      )
      sending.on('error', () => done('cut off'))
      for (let part = 0; part < 40; part += 1) sending.write('x'.repeat(10_000))
      sending.end()
    })
    expect(['413', 'cut off']).toContain(settled)
    await expect.poll(() => readdirSync(host.workbench.uploadFolder)).toEqual([])
  })

  it.each([
    ['C:\\Users\\a\\phone.xlsx', 'phone.xlsx'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['', 'file'],
    ['a\u001b[31m|b?.csv', 'a[31mb.csv'],
  ])('takes only the name of %j', (given, kept) => {
    expect(safeName(given)).toBe(kept)
  })
})

it('gives each window its own session', async () => {
  const host = await loopbackHost()
  const other = await enter(host.workbench)
  expect(other.cookie).not.toBe(host.headers.cookie)
})
