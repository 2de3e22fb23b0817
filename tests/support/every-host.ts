import { hosts, type TestHost } from './hosts.ts'
import { forkProcess, forkThread, shellHost } from './shell-hosts.ts'

/** Every host that serves the contract: the two of `hosts`, and the shell's over real MessagePorts. */
export const everyHost: readonly { name: string; start: () => Promise<TestHost> }[] = [
  ...hosts,
  { name: 'MessagePorts to a thread', start: () => shellHost(forkThread) },
  { name: 'MessagePorts to a process', start: () => shellHost(forkProcess) },
]
