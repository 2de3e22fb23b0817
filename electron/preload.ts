import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { portChannel, readyChannel, refusedChannel, stoppedChannel } from './shell-messages.ts'

contextBridge.exposeInMainWorld('hubline', {
  /** The path of a file that the user chose or dropped; the engine reads it there. */
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  /** Asks for the engine's port. It arrives as a message to the window, and again after a restart. */
  askForPort: (): void => ipcRenderer.send(readyChannel),
  /** How many requests to other places were refused. */
  refusedRequests: (): Promise<number> => ipcRenderer.invoke(refusedChannel),
})

ipcRenderer.on(portChannel, ({ ports }) => window.postMessage(portChannel, location.origin, [...ports]))
ipcRenderer.on(stoppedChannel, (_event, why: string) =>
  window.postMessage({ kind: stoppedChannel, why }, location.origin),
)
