import { Button } from '../ui/button.tsx'
import type { MenuEntry } from '../ui/menu.tsx'
import type { CommandName } from './names.ts'
import { commandNamed, useHandlers } from './registry.ts'

interface CommandButtonProps {
  readonly name: CommandName
  readonly kind?: 'plain' | 'primary' | 'link'
  /** Other words than the command's own, where the place makes them shorter. */
  readonly words?: string
  readonly pressed?: boolean
  readonly hideReason?: boolean
  readonly className?: string
}

export const CommandButton = ({ name, kind, words, pressed, hideReason, className }: CommandButtonProps) => {
  const handler = useHandlers((state) => state.handlers.get(name))
  if (!handler) return null
  const command = commandNamed(name)
  return (
    <Button
      kind={kind}
      pressed={pressed}
      className={className}
      whyNot={handler.whyNot}
      hideReason={hideReason}
      aria-keyshortcuts={command.keys?.replace('Ctrl', 'Control')}
      onClick={handler.run}
    >
      {words ?? command.words}
    </Button>
  )
}

/** The entry of one command for a `Menu`; null while nothing handles it. */
export const useCommandEntry = (name: CommandName, checked?: boolean): MenuEntry | null => {
  const handler = useHandlers((state) => state.handlers.get(name))
  if (!handler) return null
  const command = commandNamed(name)
  return {
    words: command.words,
    keys: command.keys,
    whyNot: handler.whyNot,
    checked,
    onChoose: handler.run,
  }
}
