import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../analysis/contract/index.ts'
import { ReplaceablePortLink } from './port-link.ts'
import { type Shell, shellOf } from './shell.ts'

export type Engine = ContractRouterClient<Contract>

const overPorts = (shell: Shell): Engine => {
  const link = new ReplaceablePortLink()
  window.addEventListener('message', ({ data, ports, source, origin }) => {
    if (source !== window || origin !== location.origin) return
    const [port] = ports
    if (data === 'hubline:port' && port) link.take(port)
    else if (data?.kind === 'hubline:stopped') link.stop(String(data.why))
  })
  shell.askForPort()
  return createORPCClient(link)
}

/** The engine behind the ports that the desktop shell hands over, or over HTTP on the page's own origin. */
export const connect = (): Engine => {
  const shell = shellOf()
  if (shell) return overPorts(shell)
  return createORPCClient(
    new FetchLink({
      url: new URL('/rpc', location.href).href,
      // What a window keeps as it closes still arrives after it has gone.
      fetch: (request, init, _options, path) =>
        fetch(request, { ...init, keepalive: path.at(-1) === 'keepLayout' }),
    }),
  )
}
