import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, protocol, session } from 'electron'
import type { Contract } from '../analysis/contract/index.ts'
import { sessionOfText, sessionSwitch } from '../analysis/platform/first-session.ts'
import { makeFilesOwnerOnly } from '../analysis/platform/owner-only.ts'
import { readStaticFiles } from '../analysis/server/static-files.ts'
import { ShellEngine } from './engine-host.ts'
import { forkUtility } from './fork-utility.ts'
import {
  answerPage,
  browserSwitches,
  isOwnSender,
  pageOrigin,
  RefusedRequests,
  schemePrivileges,
  secureContents,
  secureSession,
  windowOptions,
} from './security.ts'
import { portChannel, readyChannel, refusedChannel, stoppedChannel } from './shell-messages.ts'
import { pageScheme } from './window-configuration.ts'

const here = dirname(fileURLToPath(import.meta.url))
const refused = new RefusedRequests()
const casePath = app.commandLine.getSwitchValue('case') || undefined
let window: BrowserWindow | null = null

function sendPort(page: BrowserWindow, engine: ShellEngine): void {
  const { port1, port2 } = new MessageChannelMain()
  if (engine.connect('window', port1)) page.webContents.postMessage(portChannel, null, [port2])
}

async function openSampleCounty(engine: ShellEngine): Promise<void> {
  if (!(await engine.ready(60_000))) return
  const { port1, port2 } = new MessageChannelMain()
  if (!engine.connect('start', port1)) return
  const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  await client.sample.open({}).catch(() => undefined)
}

function openWindow(engine: ShellEngine): BrowserWindow {
  const page = new BrowserWindow(windowOptions(join(here, 'preload.cjs')))
  page.once('ready-to-show', () => page.show())
  page.webContents.on('render-process-gone', () => page.webContents.reload())
  ipcMain.on(readyChannel, ({ senderFrame }) => {
    if (isOwnSender(senderFrame)) sendPort(page, engine)
    else refused.refuse()
  })
  ipcMain.handle(refusedChannel, ({ senderFrame }) => {
    if (isOwnSender(senderFrame)) return refused.count
    refused.refuse()
    return null
  })
  void page.loadURL(`${pageOrigin}/index.html`)
  return page
}

async function run(): Promise<void> {
  await app.whenReady()
  Menu.setApplicationMenu(null)
  const files = readStaticFiles(join(here, 'page'))
  protocol.handle(pageScheme, (request) => answerPage(files, request))
  secureSession(session.defaultSession, refused)
  const engine = new ShellEngine(
    {
      uploadFolder: null,
      firstSession: sessionOfText(app.commandLine.getSwitchValue(sessionSwitch)),
      casePath,
      onMessage: (words) => process.stderr.write(`${words}\n`),
    },
    forkUtility(join(here, 'engine-process.mjs')),
    {
      onReady: () => window && sendPort(window, engine),
      onStopped: (why) => window?.webContents.send(stoppedChannel, why),
    },
  )
  window = openWindow(engine)
  if (!casePath) void openSampleCounty(engine)
  let isClosed = false
  app.on('second-instance', () => window?.focus())
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void engine.close().then(() => {
      isClosed = true
      if (refused.count > 0)
        process.stderr.write(`${refused.count} requests to other addresses were refused.\n`)
      app.quit()
    })
  })
}

makeFilesOwnerOnly()
app.enableSandbox()
for (const [name, value] of browserSwitches) app.commandLine.appendSwitch(name, value)
protocol.registerSchemesAsPrivileged([schemePrivileges])
app.on('web-contents-created', (_event, contents) => secureContents(contents, refused))
if (app.requestSingleInstanceLock()) void run()
else app.quit()
