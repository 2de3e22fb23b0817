import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { expect, inject, onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../analysis/app/create-engine.ts'
import type { Contract, Session } from '../../analysis/contract/index.ts'
import { serveWorkbench, type Workbench, type WorkbenchOptions } from '../../analysis/server/serve.ts'
import { patience } from './patience.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type Asking = ContractRouterClient<Contract>

/** A running host, however it is reached: `ask` asks as one person, `askAs` as another. */
export interface TestHost {
  folder: string
  ask: Asking
  askAs(session: Partial<Session>): Promise<Asking>
}

export const testSession: Session = {
  person: 'test analyst',
  role: 'hub',
  purpose: 'a test',
  purposeStated: true,
}

/** Asks an engine of this process, as this session. */
export const askEngine = (engine: Engine, session: Session = testSession): Asking =>
  createRouterClient(engine.router, { context: engine.context({ session }) }) as unknown as Asking

/** Waits until the engine has begun to answer this question: it is logged before it is answered. */
export const untilAsked = (ask: Asking, question: string): Promise<void> =>
  expect
    .poll(async () => (await ask.log.entries({})).entries.map((entry) => entry.question))
    .toContain(question)

export async function inProcessHost(): Promise<TestHost> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  return {
    folder,
    ask: askEngine(engine),
    askAs: async (session) => askEngine(engine, { ...testSession, ...session }),
  }
}

/** Opens the one-time address as a browser does. */
export async function enter(workbench: Workbench): Promise<Record<string, string>> {
  const opened = await fetch(workbench.address(), { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0]
  if (opened.status !== 303 || !cookie) throw new Error(`no session: ${opened.status}`)
  return { cookie, origin: workbench.origin }
}

const wasClosedWhenIdle = (error: unknown): boolean =>
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(
    String((error as { cause?: { code?: string } } | null)?.cause?.code),
  )

/** A host ends a connection on which nothing was asked for a while; as a browser does, what had just set out on it goes again. */
async function askAgain(request: Request, init: RequestInit): Promise<Response> {
  const spare = request.clone()
  try {
    return await fetch(request, init)
  } catch (error) {
    if (!wasClosedWhenIdle(error)) throw error
    return fetch(spare, init)
  }
}

export function askOver(workbench: Workbench, headers: Record<string, string>): Asking {
  return createORPCClient(
    new RPCLink({ url: `${workbench.origin}/rpc`, headers: () => headers, fetch: askAgain }),
  )
}

export interface LoopbackHost extends TestHost {
  workbench: Workbench
  headers: Record<string, string>
  said: string[]
}

export async function loopbackHost(
  options: Pick<Partial<WorkbenchOptions>, 'limits' | 'casePath' | 'engineEntry'> = {},
): Promise<LoopbackHost> {
  const folder = temporaryFolder()
  const rendererFolder = join(folder, 'page')
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true })
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>Hubline</title>')
  writeFileSync(join(rendererFolder, 'assets', 'page-1.js'), 'export {}')
  const said: string[] = []
  const workbench = await serveWorkbench({
    engineEntry: join(inject('engineFolder'), 'engine-process.mjs'),
    rendererFolder,
    applicationFolder: join(folder, 'application'),
    firstSession: testSession,
    onMessage: (words) => said.push(words),
    ...options,
  })
  onTestFinished(() => workbench.close())
  await workbench.host.ready(patience)
  const headers = await enter(workbench)
  return {
    folder,
    workbench,
    headers,
    said,
    ask: askOver(workbench, headers),
    askAs: async (session) => {
      const asking = askOver(workbench, await enter(workbench))
      const { person, role, purpose } = { ...testSession, ...session }
      await asking.session.declare({ person, role, purpose })
      return asking
    },
  }
}

/** Every host that serves the contract. */
export const hosts: readonly { name: string; start: () => Promise<TestHost> }[] = [
  { name: 'in process', start: inProcessHost },
  { name: 'loopback HTTP', start: () => loopbackHost() },
]
