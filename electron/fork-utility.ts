import { type MessagePortMain, utilityProcess } from 'electron'
import type { EngineMessage } from '../analysis/server/engine-messages.ts'
import type { ForkEngine } from './engine-host.ts'

/** Starts the engine's entry in a utility process of Electron. */
export function forkUtility(engineEntry: string): ForkEngine {
  return ({ hear, ended }) => {
    let lastWords = ''
    const child = utilityProcess.fork(engineEntry, [], {
      serviceName: 'Hubline engine',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr?.on('data', (data: Buffer) => {
      lastWords = (lastWords + data.toString('utf8')).slice(-4000)
    })
    child.on('message', (message: EngineMessage) => hear(message))
    child.once('exit', (code) => ended(`ended with status ${code}`, lastWords))
    return {
      get processId() {
        return child.pid
      },
      send: (message, ports) => child.postMessage(message, ports as MessagePortMain[]),
      kill: () => {
        child.kill()
      },
    }
  }
}
