import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { fetchElectron, findElectron } from '../../analysis/cli/electron-program.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'

const source = join(projectFolder, 'node_modules', 'electron')
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }

/** A project that has Electron's package and not its program. */
function projectWithout(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{}')
  const copy = join(folder, 'node_modules', 'electron')
  cpSync(source, copy, { recursive: true })
  for (const name of ['dist', 'path.txt']) rmSync(join(copy, name), { recursive: true, force: true })
  for (const name of ['@electron', '@electron-internal'])
    symlinkSync(join(projectFolder, 'node_modules', name), join(folder, 'node_modules', name))
  return folder
}

interface Mirror {
  asked: string[]
}

/** Serves what Electron's installer asks for from this machine; nothing else is asked. */
async function mirror(answers: (name: string) => Buffer | string | 'never' | null): Promise<Mirror> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    asked.push(name)
    const body = answers(name)
    if (body === 'never') return
    response.writeHead(body === null ? 404 : 200).end(body ?? undefined)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return { asked }
}

function programZip(): { name: string; bytes: Buffer; sums: string } {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const bytes = Buffer.from(zipSync({ electron: strToU8('#!/bin/sh\n'), version: strToU8(version) }))
  return { name, bytes, sums: `${createHash('sha256').update(bytes).digest('hex')} *${name}` }
}

beforeEach(() => {
  vi.stubEnv('HUBLINE_OFFLINE', '')
  vi.stubEnv('npm_config_offline', '')
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '')
  vi.stubEnv('electron_config_cache', join(temporaryFolder(), 'cache'))
  return () => vi.unstubAllEnvs()
})

describe.skipIf(process.platform !== 'linux')('Electron’s program', () => {
  it('is fetched where it can be had, and found from then on', async () => {
    const project = projectWithout()
    const { name, bytes, sums } = programZip()
    vi.stubEnv('electron_use_remote_checksums', '1')
    const { asked } = await mirror((file) =>
      file === name ? bytes : file === 'SHASUMS256.txt' ? sums : null,
    )
    expect(findElectron(project)).toBeNull()
    const { program } = await fetchElectron(project).within(20_000)
    expect(program).toBe(join(project, 'node_modules', 'electron', 'dist', 'electron'))
    expect(findElectron(project)).toBe(program)
    expect(asked.sort()).toEqual(['SHASUMS256.txt', name].sort())
  })

  it('that is not the one of the package’s own checksums is not taken', async () => {
    const project = projectWithout()
    const { name, bytes } = programZip()
    await mirror((file) => (file === name ? bytes : null))
    expect((await fetchElectron(project).within(20_000)).program).toBeNull()
    expect(findElectron(project)).toBeNull()
    expect(existsSync(join(project, 'node_modules', 'electron', 'dist'))).toBe(false)
  })

  it('that is refused is not asked for again for a week, and no line names a host', async () => {
    const project = projectWithout()
    const { asked } = await mirror(() => null)
    const first = await fetchElectron(project).within(20_000)
    expect(first.program).toBeNull()
    expect(asked.length).toBeGreaterThan(0)
    const before = asked.length
    const second = await fetchElectron(project).within(20_000)
    expect(asked.length).toBe(before)
    for (const { why } of [first, second]) {
      expect(why).toMatch(/could not be fetched/)
      expect(why).not.toMatch(/https?:|\d+\.\d+\.\d+|\.com|\n/)
    }
    const remembered = join(project, 'dist', 'electron-refused.json')
    writeFileSync(remembered, JSON.stringify({ at: new Date(Date.now() - 8 * 86_400_000), version }))
    await fetchElectron(project).within(20_000)
    expect(asked.length).toBeGreaterThan(before)
  })

  it('that does not come holds the window up no longer than it was given', async () => {
    const project = projectWithout()
    await mirror(() => 'never')
    const fetching = fetchElectron(project)
    const { program, why } = await fetching.within(400)
    expect([program, why]).toEqual([null, expect.stringContaining('still being fetched')])
    fetching.leave()
  })

  it.each(['HUBLINE_OFFLINE', 'npm_config_offline', 'ELECTRON_SKIP_BINARY_DOWNLOAD'])(
    'is not asked for under %s',
    async (name) => {
      const project = projectWithout()
      const { asked } = await mirror(() => null)
      vi.stubEnv(name, 'true')
      expect((await fetchElectron(project).within(20_000)).why).toMatch(/nothing is fetched/)
      expect(asked).toEqual([])
    },
  )

  it('is not asked for where its package is not installed', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{}')
    expect((await fetchElectron(folder).within(20_000)).why).toMatch(/not among the installed packages/)
  })
})
