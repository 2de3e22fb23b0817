import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { ReplaceablePortLink } from '../../renderer/engine/port-link.ts'
import { type Asking, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

type DomPort = Parameters<ReplaceablePortLink['take']>[0]

/** A port as a page has it: unlike Node's, it fires no event at the side that closes it. */
function asInPage(port: MessagePort): DomPort {
  let isClosedHere = false
  return {
    addEventListener: (type: string, listener: (event: Event) => void) =>
      port.addEventListener(type as 'close', (event: Event) => {
        if (type !== 'close' || !isClosedHere) listener(event)
      }),
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => {
      isClosedHere = true
      port.close()
    },
  } as unknown as DomPort
}

function setUp() {
  const engine = createEngine({ applicationFolder: temporaryFolder() })
  const link = new ReplaceablePortLink()
  const given: MessagePort[] = []
  const handOver = () => {
    const { port1, port2 } = new MessageChannel()
    new RPCHandler(engine.router).upgrade(port1 as unknown as SupportedMessagePort, {
      context: engine.context({ session: testSession }),
    })
    port1.start()
    given.push(port1)
    link.take(asInPage(port2))
  }
  handOver()
  onTestFinished(async () => {
    link.stop('the end')
    for (const port of given) port.close()
    await engine.close()
  })
  return { link, given, handOver, ask: createORPCClient<Asking>(link) }
}

const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ended',
    () => 'ended',
  )

it.each(['session', 'jobs'] as const)(
  'ends what %s.watch streams when the engine stops, and when another port is handed over',
  async (of) => {
    const { link, handOver, ask } = setUp()
    const first = await ask[of].watch({})
    expect((await first.next()).done).toBe(false)
    const next = first.next()
    link.stop('it died')
    expect(await outcome(next)).toBe('ended')

    handOver()
    const second = await ask[of].watch({})
    expect((await second.next()).done).toBe(false)
    const waiting = second.next()
    handOver()
    expect(await outcome(waiting)).toBe('ended')
    const third = await ask[of].watch({})
    expect((await third.next()).done).toBe(false)
    await third.return?.()
  },
)

it('ends a stream when the other side closes the port', async () => {
  const { given, ask } = setUp()
  const stream = await ask.session.watch({})
  await stream.next()
  const waiting = stream.next()
  given[0]!.close()
  expect(await outcome(waiting)).toBe('ended')
})
