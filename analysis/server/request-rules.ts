import type { IncomingMessage } from 'node:http'
import type { RefusalKind } from './refusals.ts'

/**
 * The page runs its own scripts only, talks to its own origin only, and can be framed by nobody. Styles may be inline:
 * the components set them while they run; no source text is ever written as HTML.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
  'cache-control': 'no-store',
}

/** What a window that another place opened is answered: it goes on by itself, and with the cookie. */
export const arrivalPage =
  '<!doctype html><meta charset="utf-8"><title>Hubline</title><meta http-equiv="refresh" content="0;url=/">'

interface Refusal {
  kind: RefusalKind
  why: string
}

/** The browser that we start opens its first page from a file, which is another site to it; the token is what counts there. */
function isArrival({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && url.startsWith('/open?') && headers['sec-fetch-mode'] === 'navigate'
}

/**
 * Why a request is refused, or null. The Host must be ours (a name that was pointed at this machine is not), and what
 * changes or reads anything must come from our own page. The window's browser sends what is not for us here too, as to a
 * proxy; it goes nowhere.
 */
export function refusalOf(request: IncomingMessage, origin: string): Refusal | null {
  if (!request.url?.startsWith('/')) return { kind: 'elsewhere', why: 'Nothing is fetched from elsewhere.' }
  const foreign = (why: string): Refusal => ({ kind: 'foreign', why })
  if (request.headers.host !== new URL(origin).host) return foreign('unknown host')
  const from = request.headers.origin
  const isPlainRead = request.method === 'GET' || request.method === 'HEAD'
  if (from === undefined && !isPlainRead) return foreign('no origin')
  if (from !== undefined && from !== origin) return foreign('foreign origin')
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isArrival(request))
    return foreign('foreign site')
  return null
}

export const cookieName = 'hubline-session'

export function sessionIdOf(request: IncomingMessage): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName && value && /^[0-9a-f]{64}$/.test(value)) return value
  }
  return null
}
