import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { contentSecurityPolicy } from '../../analysis/server/request-rules.ts'
import { runCommand } from '../support/command.ts'
import { loopbackHost } from '../support/hosts.ts'
import { plainRequest } from '../support/plain-request.ts'

const textsIn = (folder: string, extension: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extension.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

describe('what is built for users', () => {
  it('holds nothing of the developers’ server', () => {
    const built = [
      ...textsIn(inject('engineFolder'), /\.mjs$/),
      ...textsIn(inject('shellFolder'), /\.[cm]js$/),
      ...textsIn(inject('rendererFolder'), /\.(html|js)$/),
    ]
    expect(built.length).toBeGreaterThan(5)
    for (const { name, text } of built)
      expect(
        text.match(
          /startDevHost|devHeaders|dev-host|dev-engine|SpareEngine|@vite\/client|react-refresh|from ?["']vite["']/,
        ),
        name,
      ).toBeNull()
  })

  it('has no such command, and no other file asks for its parts', async () => {
    const { status, messages } = await runCommand(['dev'])
    expect([status, messages]).toEqual([1, expect.stringContaining('unknown command')])
    const asking = ['analysis', 'electron', 'renderer'].flatMap((folder) =>
      textsIn(join(projectFolder, folder), /\.(ts|tsx|mjs)$/)
        .filter(({ text }) => /['/]dev(-host)?\.(mjs|ts)'/.test(text))
        .map(({ name }) => `${folder}/${name}`),
    )
    expect(asking).toEqual(['analysis/cli/dev.mjs'])
  })

  it('answers none of its paths, and allows no script or connection but its own', async () => {
    const host = await loopbackHost()
    for (const path of [
      '/@vite/client',
      '/@react-refresh',
      '/@fs/etc/passwd',
      '/main.tsx',
      '/__open-in-editor',
    ]) {
      const { status } = await plainRequest(host, { path, headers: host.headers })
      expect(status, path).toBe(404)
    }
    expect(contentSecurityPolicy).toContain("script-src 'self';")
    expect(contentSecurityPolicy).toContain("connect-src 'self';")
    expect(contentSecurityPolicy).not.toMatch(/nonce|ws:|unsafe-eval/)
  })
})
