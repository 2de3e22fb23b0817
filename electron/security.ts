import type { BrowserWindowConstructorOptions, Session, WebContents, WebFrameMain } from 'electron'
import type { StaticFile } from '../analysis/server/static-files.ts'
import {
  grantedPermissions,
  pageContentSecurityPolicy,
  pageScheme,
  windowWebPreferences,
} from './window-configuration.ts'

export const pageOrigin = `${pageScheme}://app`

/** The page's own files, and what the page created itself (pictures to save, worker scripts). */
export function isOwnAddress(address: string): boolean {
  if (address.startsWith('data:')) return true
  const inner = address.startsWith('blob:') ? address.slice('blob:'.length) : address
  return inner === pageOrigin || inner.startsWith(`${pageOrigin}/`)
}

/** Counts every request to another origin; none is sent. */
export class RefusedRequests {
  count = 0

  refuse(): void {
    this.count += 1
  }
}

/** Switches of the browser below: no name is ever resolved and nothing is fetched in the background. */
export const browserSwitches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
]

export const schemePrivileges = {
  scheme: pageScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const

/** Refuses all requests to the window's session: permissions, devices, screens, and every request to another origin. */
export function secureSession(session: Session, refused: RefusedRequests): void {
  const isGranted = (permission: string, address: string) =>
    isOwnAddress(address) && grantedPermissions.includes(permission)
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isGranted(permission, contents.getURL())),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isOwnAddress(details.url)
    if (cancel) refused.refuse()
    answer({ cancel })
  })
}

/** Allows only the page: no navigation, redirects, new windows or embedded contents. */
export function secureContents(contents: WebContents, refused: RefusedRequests): void {
  const refuse = (event: { preventDefault(): void }) => {
    refused.refuse()
    event.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', refuse)
  contents.setWindowOpenHandler(() => {
    refused.refuse()
    return { action: 'deny' }
  })
}

/** Whether a message came from the page itself, in its main frame. */
export function isOwnSender(frame: Pick<WebFrameMain, 'url' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/`)
}

export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    title: 'Hubline',
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...windowWebPreferences, preload },
  }
}

const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pageContentSecurityPolicy.join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Serves the page's own scheme from the table of built files, read once: no path reaches the file system. */
export function answerPage(files: ReadonlyMap<string, StaticFile>, request: Request): Response {
  const { host, pathname } = new URL(request.url)
  const file = host === 'app' ? files.get(pathname) : undefined
  if (request.method !== 'GET' || !file)
    return new Response('There is nothing here.\n', { status: 404, headers: pageHeaders })
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...pageHeaders, 'content-type': file.type, 'content-length': String(file.bytes.length) },
  })
}
