import { EventEmitter } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Session, WebContents } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import {
  answerPage,
  browserSwitches,
  isOwnAddress,
  isOwnSender,
  pageOrigin,
  RefusedRequests,
  schemePrivileges,
  secureContents,
  secureSession,
  windowOptions,
} from '../../electron/security.ts'
import {
  fuses,
  pageContentSecurityPolicy,
  windowWebPreferences,
} from '../../electron/window-configuration.ts'

const foreign = [
  'https://example.org/',
  'http://127.0.0.1:8080/',
  'ws://example.org/',
  'file:///etc/passwd',
  'chrome://settings',
  'hubline://other/index.html',
  'hubline://app.example.org/',
  'javascript:alert(1)',
]

type Handler = (...values: never[]) => unknown

/** Stands where Electron's session would: it keeps the handlers that are set, so that they can be asked. */
class SessionOfTest {
  permission: Handler = () => undefined
  check: Handler = () => undefined
  device: Handler = () => undefined
  display: Handler | null | undefined = undefined
  before: Handler = () => undefined
  spelling = true
  setPermissionRequestHandler = (handler: Handler) => {
    this.permission = handler
  }
  setPermissionCheckHandler = (handler: Handler) => {
    this.check = handler
  }
  setDevicePermissionHandler = (handler: Handler) => {
    this.device = handler
  }
  setDisplayMediaRequestHandler = (handler: Handler | null) => {
    this.display = handler
  }
  setSpellCheckerEnabled = (isOn: boolean) => {
    this.spelling = isOn
  }
  webRequest = {
    onBeforeRequest: (handler: Handler) => {
      this.before = handler
    },
  }
}

class ContentsOfTest extends EventEmitter {
  open: Handler = () => undefined
  setWindowOpenHandler = (handler: Handler) => {
    this.open = handler
  }
}

let session: SessionOfTest
let contents: ContentsOfTest
let refused: RefusedRequests

beforeEach(() => {
  refused = new RefusedRequests()
  session = new SessionOfTest()
  contents = new ContentsOfTest()
  secureSession(session as unknown as Session, refused)
  secureContents(contents as unknown as WebContents, refused)
})

const requested = (url: string): boolean => {
  let isCancelled = false
  session.before(
    { url } as never,
    ((answer: { cancel: boolean }) => {
      isCancelled = answer.cancel
    }) as never,
  )
  return !isCancelled
}

const isStopped = (event: string): boolean => {
  let stopped = false
  contents.emit(event, {
    preventDefault: () => {
      stopped = true
    },
  })
  return stopped
}

const ownSources = () =>
  readdirSync(join(projectFolder, 'electron'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(projectFolder, 'electron', name), 'utf8'))
    .join('\n')

const page = new Map([['/index.html', { bytes: Buffer.from('<p>page'), type: 'text/html' }]])
const asked = (url: string, method = 'GET') => answerPage(page as never, new Request(url, { method }))

describe('Electron’s security checklist', () => {
  it('1 loads secure content only: every request but to the page’s own origin is refused and counted', () => {
    expect(requested(`${pageOrigin}/index.html`)).toBe(true)
    for (const url of foreign) expect(requested(url), url).toBe(false)
    expect(refused.count).toBe(foreign.length)
    expect(browserSwitches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    expect(schemePrivileges.privileges.secure).toBe(true)
  })

  it('2 gives no content Node', () => {
    const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = windowWebPreferences
    expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('3 isolates the page from the preload', () => {
    expect(windowOptions('p').webPreferences?.contextIsolation).toBe(true)
  })

  it('4 sandboxes the page, and every process', () => {
    expect(windowOptions('p').webPreferences?.sandbox).toBe(true)
    expect(readFileSync(join(projectFolder, 'electron/main.ts'), 'utf8')).toContain('app.enableSandbox()')
  })

  it('5 refuses permissions, devices and screens', () => {
    const isGranted = (permission: string, address = `${pageOrigin}/index.html`) => {
      let granted = false
      session.permission(
        { getURL: () => address } as never,
        permission as never,
        ((answer: boolean) => {
          granted = answer
        }) as never,
      )
      return granted
    }
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'hid',
      'usb',
      'clipboard-read',
      'openExternal',
    ])
      expect(isGranted(permission), permission).toBe(false)
    expect(isGranted('clipboard-sanitized-write')).toBe(true)
    expect(isGranted('clipboard-sanitized-write', 'https://example.org/')).toBe(false)
    expect(session.check(null as never, 'geolocation' as never, pageOrigin as never)).toBe(false)
    expect(session.device({} as never)).toBe(false)
    expect(session.display).toBeNull()
    expect(session.spelling).toBe(false)
  })

  it('6 keeps webSecurity', () => {
    expect(windowWebPreferences.webSecurity).toBe(true)
  })

  it('7 sends a content security policy with every answer of the page’s scheme', () => {
    for (const url of [`${pageOrigin}/index.html`, `${pageOrigin}/nothing`])
      expect(asked(url).headers.get('content-security-policy')).toBe(pageContentSecurityPolicy.join('; '))
    expect(pageContentSecurityPolicy).toContain("default-src 'none'")
    expect(pageContentSecurityPolicy.join(' ')).not.toMatch(/unsafe-eval|https?:|\*/)
  })

  it('8 does not allow insecure content', () => {
    expect(windowWebPreferences.allowRunningInsecureContent).toBe(false)
  })

  it('9 turns no experimental feature on', () => {
    expect(windowWebPreferences.experimentalFeatures).toBe(false)
  })

  it('10 turns no feature of Blink on', () => {
    expect(Object.keys(windowOptions('p').webPreferences ?? {})).not.toContain('enableBlinkFeatures')
    expect(ownSources()).not.toMatch(/enable-?blink-?features/i)
  })

  it('11 has no webview, so none that opens windows', () => {
    expect(windowWebPreferences.webviewTag).toBe(false)
    expect(ownSources()).not.toContain('allowpopups')
  })

  it('12 refuses a webview that is attached all the same', () => {
    expect(isStopped('will-attach-webview')).toBe(true)
  })

  it('13 refuses navigation and redirection, of the page and of frames', () => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      expect(isStopped(event), event).toBe(true)
    expect(refused.count).toBe(3)
    expect(windowWebPreferences.navigateOnDragDrop).toBe(false)
  })

  it('14 opens no other window', () => {
    expect(contents.open({ url: 'https://example.org/' } as never)).toEqual({ action: 'deny' })
    expect(refused.count).toBe(1)
  })

  it('15 never hands an address to the system', () => {
    expect(ownSources()).not.toMatch(/openExternal\(|\bshell\b\s*[,}].*from 'electron'/)
  })

  it('16 pins a version of Electron that is still kept up', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45)
  })

  it('17 answers a message only from the page itself, in its main frame', () => {
    const own = { url: `${pageOrigin}/index.html`, parent: null }
    expect(isOwnSender(own as never)).toBe(true)
    expect(isOwnSender(null)).toBe(false)
    expect(isOwnSender({ ...own, parent: own } as never)).toBe(false)
    for (const url of foreign) expect(isOwnSender({ url, parent: null } as never), url).toBe(false)
    const main = readFileSync(join(projectFolder, 'electron/main.ts'), 'utf8')
    const handlers = main.match(/ipcMain\.(on|once|handle|handleOnce)\([\s\S]*?\{\n\s+(.*)/g) ?? []
    expect(handlers).toHaveLength(2)
    for (const handler of handlers) expect(handler).toMatch(/if \(isOwnSender\(senderFrame\)\)/)
  })

  it('18 serves the page by a scheme of its own, from a table and never from a path', () => {
    expect(pageOrigin).toBe('hubline://app')
    expect(asked(`${pageOrigin}/index.html`).status).toBe(200)
    for (const url of [
      `${pageOrigin}/../../etc/passwd`,
      `${pageOrigin}/%2e%2e/%2e%2e/etc/passwd`,
      'hubline://other/index.html',
    ])
      expect(asked(url).status, url).toBe(404)
    expect(asked(`${pageOrigin}/index.html`, 'POST').status).toBe(404)
    expect(isOwnAddress('file:///index.html')).toBe(false)
    expect(ownSources()).not.toMatch(/loadFile\(/)
  })

  it('19 sets the fuses of the packaged program', () => {
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
    const packaging = readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8')
    const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(packaging)?.[1] ?? ''
    const packaged = Object.fromEntries(
      [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
    )
    expect(packaged).toEqual(fuses)
  })

  it('20 shows the page three functions and nothing of Electron', async () => {
    const shown: Record<string, Record<string, unknown>> = {}
    vi.doMock('electron', () => ({
      contextBridge: {
        exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
          shown[name] = api
        },
      },
      ipcRenderer: { on: () => undefined, send: () => undefined, invoke: async () => 0 },
      webUtils: { getPathForFile: () => '' },
    }))
    await import('../../electron/preload.ts')
    vi.doUnmock('electron')
    expect(Object.keys(shown)).toEqual(['hubline'])
    expect(Object.keys(shown.hubline!).sort()).toEqual(['askForPort', 'pathOf', 'refusedRequests'])
    for (const value of Object.values(shown.hubline!)) expect(typeof value).toBe('function')
  })
})

it('SECURITY.md maps each item of the list to code and tests that exist', () => {
  const text = readFileSync(join(projectFolder, 'SECURITY.md'), 'utf8')
  const part = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to))
  const items = part('## Electron', '## The browser host').matchAll(/^(\d+)\. \*\*/gm)
  const holes = part('## The browser host', '## Data at rest').split(/^- /m).slice(1)
  for (const hole of holes) expect(hole).toMatch(/Code:\s+`analysis\/[\w./-]+`\. Test:\s+`tests\/[\w./-]+`/)
  expect(holes.length).toBeGreaterThanOrEqual(18)
  expect([...items].map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  for (const [, path] of text.matchAll(/`((?:analysis|electron|tests|renderer)\/[\w./-]+)`/g))
    expect(existsSync(join(projectFolder, path!)), path).toBe(true)
})
