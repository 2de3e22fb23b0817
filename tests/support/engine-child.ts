import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { servePorts } from '../../electron/serve-ports.ts'

type Sent = { message: unknown; portId?: number } | { portId: number; carried: unknown }

/** Node hands no port to another process: each is a real port here whose far end is carried over the process's channel. */
const ports = new Map<number, MessagePort>()

function openPort(portId: number): MessagePort {
  const { port1, port2 } = new MessageChannel()
  ports.set(portId, port2)
  port2.on('message', (carried) => process.send?.({ portId, carried }))
  return port1
}

servePorts(
  {
    on: (_event, listener) =>
      process.on('message', (sent: Sent) => {
        if ('carried' in sent) ports.get(sent.portId)?.postMessage(sent.carried)
        else listener({ data: sent.message, ports: sent.portId === undefined ? [] : [openPort(sent.portId)] })
      }),
    postMessage: (message) => process.send?.({ message }),
  },
  (status) => process.exit(status),
)
process.once('disconnect', () => process.exit(0))
