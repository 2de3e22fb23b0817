import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps so many connections and no more: for a new one the oldest goes that asks nothing. A window's own line is a question that is being
 * answered, and stays.
 * @param closed told of each that had to go
 */
export function keepConnections(server: Server, most: number, closed: () => void): void {
  /** Oldest first, each with how many questions on it are being answered. */
  const asking = new Map<Socket, number>()
  const note = (socket: Socket, change: number) => {
    const before = asking.get(socket)
    if (before !== undefined) asking.set(socket, before + change)
  }
  server.on('connection', (socket) => {
    if (socket.destroyed) return
    asking.set(socket, 0)
    socket.once('close', () => asking.delete(socket))
    if (asking.size <= most) return
    const [idle] = [...asking].find(([other, questions]) => questions === 0 && other !== socket) ?? [socket]
    asking.delete(idle)
    closed()
    idle.destroy()
  })
  server.on('request', ({ socket }, response) => {
    note(socket, 1)
    response.once('close', () => note(socket, -1))
  })
}
