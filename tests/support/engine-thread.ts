import { type MessagePort, parentPort } from 'node:worker_threads'
import { servePorts } from '../../electron/serve-ports.ts'

const parent = parentPort!
servePorts(
  {
    on: (_event, listener) =>
      parent.on('message', ({ message, port }: { message: unknown; port?: MessagePort }) =>
        listener({ data: message, ports: port ? [port] : [] }),
      ),
    postMessage: (message) => parent.postMessage(message),
  },
  (status) => process.exit(status),
)
