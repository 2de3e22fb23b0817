import {
  type EngineChild,
  type EngineChildEvents,
  EngineKeeper,
  type EngineKeeperOptions,
} from '../analysis/server/engine-keeper.ts'
import type { EngineStart } from '../analysis/server/engine-messages.ts'
import type { ShellMessage } from './shell-messages.ts'

/** A process that takes MessagePorts: Electron's utility process. */
interface PortChild extends Pick<EngineChild, 'processId' | 'kill'> {
  send(message: ShellMessage, ports: readonly unknown[]): void
}

export type ForkEngine = (events: EngineChildEvents) => PortChild

interface ShellEngineEvents {
  /** Called when the engine answers: every window needs a new port. */
  onReady?: () => void
  onStopped?: (why: string) => void
}

/** The engine in the shell's utility process; windows are connected to it by a MessagePort each. */
export class ShellEngine extends EngineKeeper {
  private readonly fork: ForkEngine
  private readonly events: ShellEngineEvents
  private portChild: PortChild | null = null

  constructor(options: EngineKeeperOptions, fork: ForkEngine, events: ShellEngineEvents = {}) {
    super(options)
    this.fork = fork
    this.events = events
    this.start()
  }

  /** Gives the engine one end of a channel to a window; false while the engine is starting. */
  connect(sessionId: string, port: unknown): boolean {
    if (!this.isAnswering || !this.portChild) return false
    this.portChild.send({ kind: 'port', sessionId }, [port])
    return true
  }

  protected override onReady(): void {
    this.events.onReady?.()
  }

  protected override onStopped(): void {
    this.events.onStopped?.(this.diedBecause ?? 'it stopped')
  }

  protected launch(start: EngineStart, events: EngineChildEvents): EngineChild {
    const child = this.fork(events)
    this.portChild = child
    child.send({ kind: 'start', ...start }, [])
    return {
      get processId() {
        return child.processId
      },
      end: () => child.send({ kind: 'end' }, []),
      kill: () => child.kill(),
    }
  }
}
