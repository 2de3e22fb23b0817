import { fork } from 'node:child_process'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { inject, onTestFinished } from 'vitest'
import type { EngineMessage } from '../../analysis/server/engine-messages.ts'
import { type ForkEngine, ShellEngine } from '../../electron/engine-host.ts'
import { ReplaceablePortLink } from '../../renderer/engine/port-link.ts'
import { type Asking, hosts, type TestHost, testSession } from './hosts.ts'
import { patience } from './patience.ts'
import { temporaryFolder } from './temporary-folder.ts'

type DomPort = Parameters<ReplaceablePortLink['take']>[0]

/** The shell's engine in a thread of Node: ports are handed over as Electron hands them. */
const forkThread: ForkEngine = ({ hear, ended }) => {
  const worker = new Worker(join(inject('shellFolder'), 'engine-thread.mjs'))
  let lastWords = ''
  worker.on('message', (message: EngineMessage) => hear(message))
  worker.once('error', (error) => {
    lastWords = String(error)
  })
  worker.once('exit', (status) => ended(`ended with status ${status}`, lastWords))
  return {
    processId: undefined,
    send: (message, ports) => {
      const [port] = ports as MessagePort[]
      worker.postMessage({ message, port }, port ? [port] : [])
    },
    kill: () => void worker.terminate(),
  }
}

/** The shell's engine in a process of its own: each port's messages are carried over the process's channel. */
export const forkProcess: ForkEngine = ({ hear, ended }) => {
  const child = fork(join(inject('shellFolder'), 'engine-child.mjs'), [], { serialization: 'advanced' })
  const carriers: MessagePort[] = []
  child.on('message', (sent: { message: EngineMessage } | { portId: number; carried: unknown }) => {
    if ('carried' in sent) carriers[sent.portId]?.postMessage(sent.carried)
    else hear(sent.message)
  })
  child.once('exit', (code, signal) => {
    for (const carrier of carriers) carrier.close()
    ended(signal ? `ended by ${signal}` : `ended with status ${code}`, '')
  })
  return {
    processId: child.pid,
    send: (message, ports) => {
      const [port] = ports as MessagePort[]
      if (!port) return void child.send({ message })
      const portId = carriers.push(port) - 1
      port.on('message', (carried) => child.connected && child.send({ portId, carried }))
      child.send({ message, portId })
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

interface ShellHost extends TestHost {
  engine: ShellEngine
  said: string[]
}

/** The shell without its window: the real keeper, the real link of the page, a port between them for each window. */
export async function shellHost(forkEngine: ForkEngine): Promise<ShellHost> {
  const folder = temporaryFolder()
  const said: string[] = []
  const links = new Map<string, ReplaceablePortLink>()
  const connectWindow = (sessionId: string, link: ReplaceablePortLink) => {
    const { port1, port2 } = new MessageChannel()
    if (engine.connect(sessionId, port1)) link.take(port2 as unknown as DomPort)
  }
  const engine: ShellEngine = new ShellEngine(
    {
      applicationFolder: join(folder, 'application'),
      uploadFolder: null,
      firstSession: testSession,
      onMessage: (words) => said.push(words),
    },
    forkEngine,
    {
      onReady: () => {
        for (const [sessionId, link] of links) connectWindow(sessionId, link)
      },
      onStopped: (why) => {
        for (const link of links.values()) link.stop(why)
      },
    },
  )
  onTestFinished(async () => {
    await engine.close()
    for (const link of links.values()) link.stop('the end')
  })
  await engine.ready(patience)
  const windowFor = (sessionId: string): Asking => {
    const link = new ReplaceablePortLink()
    links.set(sessionId, link)
    connectWindow(sessionId, link)
    return createORPCClient(link)
  }
  return {
    folder,
    engine,
    said,
    ask: windowFor('window'),
    askAs: async (session) => {
      const asking = windowFor(`window ${links.size}`)
      const { person, role, purpose } = { ...testSession, ...session }
      await asking.session.declare({ person, role, purpose })
      return asking
    },
  }
}

/** Every host that serves the contract: the two of `hosts`, and the shell's over real MessagePorts. */
export const everyHost: readonly { name: string; start: () => Promise<TestHost> }[] = [
  ...hosts,
  { name: 'MessagePorts to a thread', start: () => shellHost(forkThread) },
  { name: 'MessagePorts to a process', start: () => shellHost(forkProcess) },
]
