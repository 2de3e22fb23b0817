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
    let end: Connection['end'] = () => undefined
    const ended = new Promise<never>((_resolve, reject) => {
      end = (why) => reject(stopped(why))
    })
    ended.catch(() => undefined)
    port.addEventListener('close', () => end('the engine closed its port'))
    this.connection = { link: new RPCLink({ port }), port, ended, end }
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
