import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { CommandName } from './names.ts'

export const commandGroups = [
  'Go to',
  'Find',
  'Case',
  'Sources',
  'People',
  'Lines',
  'Network',
  'Map',
  'Time',
  'Profile',
  'Audit',
  'Journeys',
  'Window',
] as const
type CommandGroup = (typeof commandGroups)[number]

export interface Command {
  readonly name: CommandName
  /** The verb first: "Accept line". */
  readonly words: string
  readonly group: CommandGroup
  /** "Ctrl+K", "F6", "[" , "Shift+]". */
  readonly keys?: string
  /** Words under which the palette also finds it. */
  readonly alsoKnownAs?: string
  /** Left out where a mounted view gives the action with `useCommand`. */
  readonly run?: () => void
}

interface Handler {
  readonly run: () => void
  /** Why it cannot be done now; shown wherever the command is drawn. */
  readonly whyNot: string | null
}

const registered = new Map<CommandName, Command>()

interface HandlersState {
  readonly handlers: ReadonlyMap<CommandName, Handler>
  readonly set: (name: CommandName, handler: Handler) => void
  readonly remove: (name: CommandName, handler: Handler) => void
}

export const useHandlers = create<HandlersState>()((set) => ({
  handlers: new Map(),
  set: (name, handler) => set((state) => ({ handlers: new Map(state.handlers).set(name, handler) })),
  remove: (name, handler) =>
    set((state) => {
      if (state.handlers.get(name) !== handler) return {}
      const handlers = new Map(state.handlers)
      handlers.delete(name)
      return { handlers }
    }),
}))

/** Declares a command once; its button, menu entry, shortcut and palette entry follow from it. */
export const register = (command: Command): void => {
  if (registered.has(command.name) && !import.meta.hot) {
    throw new Error(`The command ${command.name} is registered twice.`)
  }
  registered.set(command.name, command)
  if (command.run) useHandlers.getState().set(command.name, { run: command.run, whyNot: null })
}

export const commandNamed = (name: CommandName): Command => {
  const command = registered.get(name)
  if (!command) throw new Error(`The command ${name} is not registered.`)
  return command
}

export const registeredCommands = (): Command[] => [...registered.values()]

/** Gives a registered command its action while the calling component is mounted. */
export const useCommand = (name: CommandName, run: () => void, whyNot: string | null = null): void => {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const handler: Handler = { run: () => latest.current(), whyNot }
    useHandlers.getState().set(name, handler)
    return () => useHandlers.getState().remove(name, handler)
  }, [name, whyNot])
}

export const runCommand = (name: CommandName): boolean => {
  const handler = useHandlers.getState().handlers.get(name)
  if (!handler || handler.whyNot) return false
  handler.run()
  return true
}
