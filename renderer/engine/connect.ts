import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../analysis/contract/index.ts'

export type Engine = ContractRouterClient<Contract>

/** The engine behind a MessagePort that the shell handed over, or over HTTP on the page's own origin. */
export const connect = (port?: MessagePort): Engine => {
  if (port) {
    port.start()
    return createORPCClient(new PortLink({ port }))
  }
  return createORPCClient(new FetchLink({ url: new URL('/rpc', location.href).href }))
}
