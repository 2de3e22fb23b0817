import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'

const loopback = '0100007F'
const portOf = (port: number) => port.toString(16).toUpperCase().padStart(4, '0')

/**
 * The user whose process holds the other end of a connection to this machine's own 127.0.0.1, by `/proc/net/tcp` (whose
 * addresses are in the machine's byte order); null where the system does not say.
 */
function userOfPeer({ remotePort = 0, localPort = 0 }: Socket): number | null {
  if (process.platform !== 'linux') return null
  const wanted = ` ${loopback}:${portOf(remotePort)} ${loopback}:${portOf(localPort)} `
  try {
    const line = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .find((one) => one.includes(wanted))
    const user = line?.trim().split(/\s+/)[7]
    return user === undefined ? null : Number(user)
  } catch {
    return null
  }
}

/** Whether another user made the connection. The machine's administrator can read everything anyway and is let in. */
export function isAnotherUser(socket: Socket): boolean {
  const user = userOfPeer(socket)
  return user !== null && user !== 0 && user !== process.getuid?.()
}
