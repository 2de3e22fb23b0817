import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { watch } from 'rolldown'
import { createServer as createPageServer } from 'vite'
import { bundleOptions, engineEntries, outputOptions, projectFolder } from './build.mjs'

const distFolder = join(projectFolder, 'dist')
const folder = join(distFolder, `.dev-${process.pid}`)
/** Paths that the page requests from the host; all others belong to the page itself. */
const hostPaths = '^/(rpc/|open\\?|upload\\?|window$|refused$)'

const devEntries = {
  'dev-host': 'analysis/cli/dev-host.ts',
  'dev-engine': 'analysis/cli/dev-engine.ts',
}

/** Code that runs in the host's process. Everything else in `analysis` runs in the engine's process, which can be restarted alone. */
const isOfHost = (path) =>
  /\/analysis\/(server\/(?!engine-(process|service))|cli\/)/.test(path.replaceAll('\\', '/'))

const say = (words) => process.stderr.write(`${words}\n`)

function removeAbandoned() {
  for (const name of existsSync(distFolder) ? readdirSync(distFolder) : []) {
    const [, processId] = /^\.dev-(\d+)$/.exec(name) ?? []
    if (!processId) continue
    try {
      process.kill(Number(processId), 0)
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(join(distFolder, name), { recursive: true, force: true })
    }
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/**
 * Rebuilds the engine and the host whenever one of their files is saved.
 * @returns the watcher, once both are built; `onBuilt` is called after each later build with the files that were saved.
 */
function watchSources(onBuilt) {
  const watcher = watch({
    ...bundleOptions({ ...engineEntries, ...devEntries }),
    output: outputOptions(folder),
  })
  let isFirst = true
  let hasFailed = false
  let saved = []
  watcher.on('change', (path) => saved.push(path))
  return new Promise((done) => {
    watcher.on('event', async (event) => {
      if (event.code === 'START') hasFailed = false
      else if (event.code === 'BUNDLE_END') await event.result.close()
      else if (event.code === 'ERROR') {
        hasFailed = true
        say(`${event.error.message}\nNot built; the running version is unchanged.`)
        await event.result?.close()
      } else if (event.code === 'END' && !hasFailed) {
        if (isFirst) done(watcher)
        else onBuilt(saved)
        isFirst = false
        saved = []
      }
    })
  })
}

/** Only requests of this page are passed on with the host's own Origin. The Origin of another page reaches the host, which refuses it. */
function passToHost(hostOrigin, pageHost) {
  return {
    target: hostOrigin,
    configure: (proxy) =>
      proxy.on('proxyReq', (outgoing, { headers }) => {
        if (headers.host === pageHost) outgoing.setHeader('host', new URL(hostOrigin).host)
        if (headers.origin === `http://${pageHost}`) outgoing.setHeader('origin', hostOrigin)
      }),
  }
}

async function servePage({ devHeaders, refuseOtherUsers }, hostOrigin, port) {
  const nonce = randomBytes(16).toString('base64url')
  const pageHost = `127.0.0.1:${port}`
  const server = await createPageServer({
    configFile: join(projectFolder, 'renderer/vite.config.ts'),
    base: '/',
    cacheDir: join(projectFolder, '.cache/vite'),
    logLevel: 'warn',
    clearScreen: false,
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      cors: false,
      headers: devHeaders(nonce, pageHost),
      fs: {
        allow: ['renderer', 'analysis/contract', '.cache/vite', 'node_modules']
          .map((place) => join(projectFolder, place))
          .flatMap((place) => (existsSync(place) ? [place, realpathSync(place)] : [place])),
      },
      proxy: { [hostPaths]: passToHost(hostOrigin, pageHost) },
    },
  })
  refuseOtherUsers(server.httpServer)
  await server.listen()
  return { server, origin: `http://${pageHost}` }
}

const importHost = (count) => import(`${pathToFileURL(join(folder, 'dev-host.mjs')).href}?${count}`)

async function develop({ casePath, port, wantsWindow }) {
  const closing = []
  let host = null
  let hostBuilds = 0
  let work = Promise.resolve()
  let page = null
  let isEnding = false

  const startHost = async () => {
    const code = await importHost(hostBuilds++)
    host = await code.startDevHost({
      engineFolder: folder,
      casePath,
      port: host ? Number(new URL(host.origin).port) : 0,
    })
    return code
  }
  const address = () => `${page.origin}${host.entrance()}`
  const sayAddress = () => process.stdout.write(`${address()}\n`)
  const reload = async (saved) => {
    if (isEnding) return
    const began = performance.now()
    if (saved.some(isOfHost)) {
      await host.close()
      await startHost()
      say('The host was restarted; open its windows at a new address:')
      sayAddress()
      return
    }
    const isThere = await host.restart()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(
      isThere ? `Engine ${host.engineProcess}: new code after ${seconds} s.` : 'The engine does not answer.',
    )
  }
  const end = async () => {
    if (isEnding) process.exit(130)
    isEnding = true
    await work
    for (const close of closing.reverse()) await close()
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end())

  say('Building...')
  const watcher = await watchSources((saved) => {
    work = work.then(() => reload(saved)).catch((error) => say(error.stack))
  })
  closing.push(() => watcher.close())
  const code = await startHost()
  closing.push(() => host.close())
  page = await servePage(code, host.origin, port || (await freePort()))
  closing.push(() => page.server.close())
  sayAddress()
  say(`Engine ${host.engineProcess}. Saved files are loaded at once. Ctrl+C ends it.`)
  const window = wantsWindow ? code.openDevWindow(address(), host.origin, folder) : null
  if (!window) return
  closing.push(() => {
    window.close()
    return window.ended
  })
  window.ended.then(() => isEnding || sayAddress())
}

process.env.HUBLINE_ERRORS ??= 'whole'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { port: { type: 'string', default: '0' }, window: { type: 'boolean', default: true } },
})
const [path] = positionals
removeAbandoned()
await develop({
  casePath: path ? resolve(process.env.INIT_CWD ?? '.', path) : undefined,
  port: Number(values.port),
  wantsWindow: values.window,
}).catch((error) => {
  say(error.stack)
  rmSync(folder, { recursive: true, force: true })
  process.exit(2)
})
