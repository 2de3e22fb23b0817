import type { IncomingMessage } from 'node:http'
import type { RefusalKind } from './refusals.ts'

/**
 * The page runs only its own scripts, connects only to its own origin, and cannot be framed. Styles may be inline, because
 * components set them; no text from a source is ever written as HTML.
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

/** The answer to a window that was opened from another site: a page that goes on by itself, and with the cookie. */
export const arrivalPage =
  '<!doctype html><meta charset="utf-8"><title>Hubline</title><meta http-equiv="refresh" content="0;url=/">'

interface Refusal {
  kind: RefusalKind
  why: string
}

/** The browser that Hubline starts opens its first page from a file, which counts as another site; there the token is checked. */
function isArrival({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && url.startsWith('/open?') && headers['sec-fetch-mode'] === 'navigate'
}

/**
 * Why a request is refused, or null. The Host must be ours (not another name that resolves to this machine), and requests
 * that change or read anything must come from our own page. The window's browser also sends requests for other hosts here, as
 * to a proxy; they are refused.
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
