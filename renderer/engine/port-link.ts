import { type ClientContext, type ClientLink, type ClientOptions, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

type Port = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'start' | 'close'>

interface Connection {
  readonly link: RPCLink<ClientContext>
  readonly port: Port
  readonly ended: Promise<never>
  readonly end: (why: string) => void
}

const stopped = (why: string) =>
  new ORPCError('ENGINE_STOPPED', {
    defined: true,
    data: {
      detail: why,
      remedy: 'It is being started again; the case is safe. Try again in a moment.',
    },
  })

/**
 * A link over the port that the shell last handed over. When the engine dies, what waits on the old port is answered
 * `ENGINE_STOPPED`; what is asked before there is a port waits for the first one.
 */
export class ReplaceablePortLink implements ClientLink<ClientContext> {
  private connection: Connection | null = null
  private stoppedBecause: string | null = null
  private arrived: (() => void)[] = []

  take(port: Port): void {
    this.stop('the engine was started again')
    let reject: (error: unknown) => void = () => undefined
    const ended = new Promise<never>((_resolve, rejected) => {
      reject = rejected
    })
    ended.catch(() => undefined)
    // The side that closes a port gets no `close` event: what streams over it is told here.
    const disconnected: (() => void)[] = []
    const end = (why: string) => {
      reject(stopped(why))
      for (const tell of disconnected.splice(0)) tell()
    }
    port.addEventListener('close', () => end('the engine closed its port'))
    const link = new RPCLink({
      port: {
        postMessage: (data: unknown) => port.postMessage(data),
        onMessage: { addListener: (hear) => port.addEventListener('message', ({ data }) => hear(data)) },
        onDisconnect: { addListener: (tell) => disconnected.push(tell) },
      },
    })
    this.connection = { link, port, ended, end }
    this.stoppedBecause = null
    port.start()
    for (const resolve of this.arrived.splice(0)) resolve()
  }

  stop(why: string): void {
    this.connection?.end(why)
    this.connection?.port.close()
    this.connection = null
    this.stoppedBecause = why
  }

  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    if (!this.connection && this.stoppedBecause === null)
      await new Promise<void>((resolve) => this.arrived.push(resolve))
    const { connection } = this
    if (!connection) throw stopped(this.stoppedBecause ?? 'it is starting')
    return Promise.race([connection.link.call(path, input, options), connection.ended])
  }
}
