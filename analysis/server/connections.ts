import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps at most `most` connections: a new one beyond that closes the oldest idle connection. A window keeps a question open all the time, so
 * its connection is never idle.
 * @param closed called for each connection that was closed
 */
export function keepConnections(server: Server, most: number, closed: () => void): void {
  /** Oldest first, each with the number of questions that are being answered on it. */
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
