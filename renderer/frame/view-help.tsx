import { useState } from 'react'
import { runCommand, useCommand } from '../commands/registry.ts'
import { useChoices } from '../state/choices.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/menu.tsx'
import { useView } from './views.ts'

/** How to read the view that is open, in a paragraph. */
export const ViewHelp = () => {
  const [isOpen, setOpen] = useState(false)
  const name = useChoices((choices) => choices.view)
  useCommand('view-help', () => setOpen(true))
  const view = useView(name)
  if (!view) return null
  return (
    <Popover
      trigger={<Button aria-keyshortcuts="F1">Help</Button>}
      label="How to read this view"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
    >
      <div className="view-help">
        <p>{view.help}</p>
        <div className="view-controls">
          <Button
            onClick={() => {
              setOpen(false)
              runCommand('show-keys')
            }}
          >
            All keys
          </Button>
          <Button
            onClick={() => {
              setOpen(false)
              runCommand('start-tour')
            }}
          >
            Show me round
          </Button>
        </div>
      </div>
    </Popover>
  )
}
