import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { launchBrowser } from '../../support/browser.ts'
import { patience } from '../../support/patience.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const built = join(root, '.cache/gallery')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface Gallery {
  readonly open: (
    query: string,
    size?: { readonly width: number; readonly height: number },
  ) => Promise<{ readonly page: Page; readonly complaints: string[] }>
  readonly close: () => Promise<void>
}

const serve = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/refused') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ elsewhere: 0, foreign: 0, key: 0, user: 0 }))
      return
    }
    const file = join(built, path === '/' ? 'index.html' : path)
    if (!file.startsWith(built) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Builds the gallery page and opens it in a real browser; what the browser complains of is kept. */
export const openGallery = async (): Promise<Gallery> => {
  await build({ configFile: join(root, 'tests/renderer/gallery/vite.config.ts') })
  const server = await serve()
  const browser: Browser = await launchBrowser()
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    open: async (query, size = { width: 1366, height: 768 }) => {
      const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || /Content Security Policy/.test(message.text()))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(`${origin}/?${query}`)
      await page.waitForSelector('.frame')
      await page.evaluate(() => document.fonts.ready)
      return { page, complaints }
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}
