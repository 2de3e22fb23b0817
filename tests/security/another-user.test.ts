import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askPort, asUser, canBeAnotherUser, nobody, openEach } from '../support/another-user.ts'
import { runCommand } from '../support/command.ts'
import { loopbackHost } from '../support/hosts.ts'
import { startWindow } from '../support/start-window.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

/** Open to all, so that only what Hubline gives its own files keeps others out. */
function openFolder(): string {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'readable'), 'by all', { mode: 0o644 })
  return folder
}

describe.skipIf(process.platform === 'win32')('files', () => {
  it('of a case made on the command line are its owner’s alone', async () => {
    const folder = openFolder()
    const path = join(folder, 'case.hubline')
    expect((await runCommand(['new', path])).status).toBe(0)
    expect(modeOf(path)).toBe(0o600)
  })

  it.each([
    ['644', '600'],
    ['664', '660'],
    ['777', '770'],
    ['600', '600'],
  ])('of a case found with mode %s have mode %s once it was opened', async (found, kept) => {
    const path = join(temporaryFolder(), 'case.hubline')
    await runCommand(['new', path])
    chmodSync(path, Number.parseInt(found, 8))
    expect((await runCommand(['sources', path, '--json'])).status).toBe(0)
    expect(modeOf(path).toString(8)).toBe(kept)
  })
})

describe.skipIf(!canBeAnotherUser)('another user of the machine', () => {
  it('opens nothing of a case, its lock, its staging, what was uploaded or the engine’s socket', async () => {
    const host = await loopbackHost()
    const folder = openFolder()
    const path = join(folder, 'case.hubline')
    await host.ask.case.create({ name: 'case', path })
    await host.ask.query.select({ sql: 'select 1' })
    const sent = await fetch(`${host.workbench.origin}/upload?name=a.csv`, {
      method: 'POST',
      headers: host.headers,
      body: 'a,b\n1,2\n',
    })
    const { stagedId } = (await sent.json()) as { stagedId: string }
    chmodSync(host.folder, 0o755)
    const { uploadFolder } = host.workbench
    const { socketPath } = host.workbench.host.current()!
    const own = [
      ...readdirSync(folder)
        .filter((name) => name !== 'readable')
        .map((name) => join(folder, name)),
      join(host.folder, 'application'),
      join(host.folder, 'application', 'recent-cases.json'),
      uploadFolder,
      join(uploadFolder, stagedId),
      dirname(socketPath),
      socketPath,
    ]
    expect(own.map((one) => one.replace(folder, ''))).toEqual(
      expect.arrayContaining(['/case.hubline', '/case.hubline.lock', '/.case.hubline.staging']),
    )
    for (const one of own) expect(existsSync(one), one).toBe(true)
    const opened = await asUser<Record<string, string>>(nobody, openEach, {
      paths: [...own, join(folder, 'readable')],
    })
    expect(opened[join(folder, 'readable')]).toBe('done')
    for (const one of own) expect([one, opened[one]]).toEqual([one, 'EACCES'])
    const connected = await asUser<string>(
      nobody,
      `return await new Promise((answer) => net.connect(given.socketPath).on('connect', () => answer('connected'))
        .on('error', (error) => answer(error.code)))`,
      { socketPath },
    )
    expect(connected).toBe('EACCES')
  })

  it('is turned away at the port, whatever key it has; the key still works for its owner', async () => {
    const host = await loopbackHost()
    const port = Number(new URL(host.workbench.origin).port)
    const address = new URL(host.workbench.address())
    const tries = [
      { path: '/' },
      { path: '/', headers: host.headers },
      { path: `${address.pathname}${address.search}` },
      {
        path: '/rpc/case/describe',
        method: 'POST',
        headers: { ...host.headers, 'content-type': 'application/json' },
        body: '{"json":{}}',
      },
    ]
    for (const one of tries)
      expect([one.path, await asUser<string>(nobody, askPort, { port, ...one })]).toEqual([
        one.path,
        'ECONNRESET',
      ])
    expect(host.workbench.refusals.all().user).toBe(tries.length)
    expect(host.said.join('\n')).toMatch(/another user of this machine/)
    const own = await asUser<string>(process.getuid!(), askPort, { port, path: tries[2]!.path })
    expect(own).toBe('303')
  })

  it('sees no key in any command line, and reads no environment and no first page of the window', async () => {
    const folder = openFolder()
    const home = join(folder, 'home')
    mkdirSync(home, { mode: 0o755 })
    const path = join(folder, 'case.hubline')
    expect((await runCommand(['new', path])).status).toBe(0)
    const window = await startWindow([path], { HUBLINE_HOME: home })
    const seen = await asUser<{ lines: string[]; environments: Record<string, string> }>(
      nobody,
      `const processes = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name))
       const lines = processes.flatMap((name) => {
         try { return [fs.readFileSync('/proc/' + name + '/cmdline', 'utf8')] } catch { return [] } })
       return { lines, environments: Object.fromEntries(given.processes.map((id) =>
         [id, codeOf(() => fs.readFileSync('/proc/' + id + '/environ'))])) }`,
      { processes: [window.processId, window.browserProcessId] },
    )
    const ours = seen.lines.filter((line) => line.includes(home))
    expect(ours.some((line) => line.includes('file://'))).toBe(true)
    for (const line of seen.lines.filter((one) => !one.includes('given.processes')))
      expect(line).not.toMatch(/token=|hubline-session|[0-9a-f]{64}/)
    expect(Object.values(seen.environments)).toEqual(['EACCES', 'EACCES'])
    const [profile] = readdirSync(home).filter((name) => name.startsWith('window-'))
    const page = join(home, profile!, 'open.html')
    expect(existsSync(page)).toBe(true)
    const opened = await asUser<Record<string, string>>(nobody, openEach, {
      paths: [page, join(home, profile!)],
    })
    expect(Object.values(opened)).toEqual(['EACCES', 'EACCES'])
    await window.end()
  })
})
