import { spawn } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { hublineVersion } from '../../analysis/diagnostics/version.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Asking, testSession } from '../support/hosts.ts'
import { patience } from '../support/patience.ts'
import { plainRequest } from '../support/plain-request.ts'
import { processesOf } from '../support/started-case.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const copied = [
  'analysis',
  'electron',
  'renderer',
  'sample-data/generate',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tests/tsconfig.json',
]

/** A checkout of its own, so that no other test sees what is saved in it. */
function copyOfProject(): string {
  const folder = join(temporaryFolder(), 'project')
  for (const place of copied) cpSync(place, join(folder, place), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

function change(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

async function emptyCase(home: string): Promise<string> {
  const path = join(temporaryFolder(), 'watched.hubline')
  const engine = createEngine({ applicationFolder: home })
  const details = { name: 'Watched', policy: 'open', marking: 'OFFICIAL', synthetic: true } as const
  await engine.create(path, details, testSession)
  await engine.close()
  return path
}

async function develop() {
  const project = copyOfProject()
  const home = join(temporaryFolder(), 'home')
  const casePath = await emptyCase(home)
  const child = spawn(process.execPath, ['analysis/cli/dev.mjs', casePath, '--no-window'], {
    cwd: project,
    env: { ...process.env, HUBLINE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const said = { out: '', messages: '' }
  child.stdout.on('data', (data) => {
    said.out += data
  })
  child.stderr.on('data', (data) => {
    said.messages += data
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  await expect.poll(() => said.out || said.messages).toMatch(/^http:\S+\n/)
  return { project, home, child, ended, address: said.out.trim(), messages: () => said.messages }
}

/** The page as a browser shows it, and what its policy stopped. */
async function openPage(address: string) {
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  page.setDefaultTimeout(patience)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  await page.getByText('Hubline', { exact: true }).waitFor()
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  const [cookie] = await page.context().cookies()
  return { page, complaints, cookie: `${cookie!.name}=${cookie!.value}` }
}

it('takes up what is saved, in the engine and in the window, and leaves nothing when it ends', async () => {
  const { project, home, child, ended, address, messages } = await develop()
  const { origin } = new URL(address)
  const { page, complaints, cookie } = await openPage(address)
  const headers = { cookie, origin }
  const ask: Asking = createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: () => headers }))
  const version = join(project, 'analysis/diagnostics/version.ts')
  const versionOf = async () => {
    const { files } = await ask.diagnostics.show({})
    return JSON.parse(files.find(({ file }) => file === 'machine.json')!.text).hubline
  }

  change(version, hublineVersion, '9.9.9-dev')
  await expect.poll(() => versionOf().catch(String)).toBe('9.9.9-dev')
  expect((await ask.case.describe({}))?.name).toBe('Watched')

  change(version, "'9.9.9-dev'", "'9.9.9-dev' +")
  await expect.poll(messages).toContain('Not built; the running version is unchanged.')
  expect(await versionOf()).toBe('9.9.9-dev')

  change(join(project, 'renderer/frame/top-bar.tsx'), '<span>Hubline</span>', '<span>Hubline, saved</span>')
  await page.getByText('Hubline, saved', { exact: true }).waitFor()
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  expect(complaints).toEqual([])

  child.kill('SIGINT')
  expect(await ended).toBe(0)
  if (process.platform === 'linux') await expect.poll(() => processesOf(home)).toEqual([])
  expect(readdirSync(join(project, 'dist'))).toEqual([])
})

it('keeps the host’s rules on its own port but for its own page', async () => {
  const { project, address } = await develop()
  const { origin, host } = new URL(address)
  const { cookie } = await openPage(address)
  const ask = (path: string, headers: Record<string, string>, method = 'POST') =>
    plainRequest(origin, { path, method, headers, body: method === 'POST' ? '{"json":{}}' : undefined })
  const own = { cookie, origin, 'content-type': 'application/json' }
  const question = '/rpc/case/describe'
  expect((await ask(question, own)).status).toBe(200)
  expect((await ask(question, { ...own, cookie: '' })).status).toBe(401)
  expect((await ask(question, { ...own, origin: 'http://127.0.0.1:1' })).status).toBe(403)
  expect((await ask(question, { ...own, origin: 'https://evil.example' })).status).toBe(403)
  expect((await ask(question, { ...own, host: 'evil.example' })).status).toBe(403)
  expect((await ask(question, { ...own, 'sec-fetch-site': 'same-site' })).status).toBe(403)
  const outside = await ask(`/@fs${join(project, 'package.json')}`, { cookie }, 'GET')
  expect(outside.status).toBe(403)
  const { headers, status } = await ask('/', { cookie, host, accept: 'text/html' }, 'GET')
  expect(status).toBe(200)
  expect(headers['access-control-allow-origin']).toBeUndefined()
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{22}';/)
  expect(policy).toContain(`connect-src 'self' ws://${host};`)
  expect(policy).toContain("default-src 'none'")
})
