import { useState } from 'react'
import { commandGroups, registeredCommands, useCommand, useHandlers } from '../commands/registry.ts'
import { Dialog } from '../ui/dialog.tsx'

const fixedKeys = [
  { words: 'Move in a table', keys: '↑ ↓ ← →' },
  { words: 'Open the rows behind a figure', keys: 'Enter' },
  { words: 'Copy the row, through disclosure control', keys: 'Ctrl C' },
  { words: 'Copy the whole table', keys: 'Ctrl Shift C' },
  { words: 'Copy or save a table by menu', keys: 'Shift F10' },
  { words: 'Copy the whole table', keys: 'Ctrl Shift C' },
  { words: 'Move an edge of the brush', keys: '← →' },
  { words: 'Close what is on top', keys: 'Esc' },
]

export const KeysDialog = () => {
  const [isOpen, setOpen] = useState(false)
  const handlers = useHandlers((state) => state.handlers)
  useCommand('show-keys', () => setOpen(true))
  const commands = registeredCommands().filter((command) => command.keys && handlers.has(command.name))
  return (
    <Dialog open={isOpen} title="All keys" wide onClose={() => setOpen(false)}>
      <div className="keys">
        {commandGroups.map((group) => {
          const inGroup = commands.filter((command) => command.group === group)
          if (inGroup.length === 0) return null
          return (
            <section key={group}>
              <h3 className="section-title">{group}</h3>
              <dl>
                {inGroup.map((command) => (
                  <div key={command.name} className="fact">
                    <dt>{command.words}</dt>
                    <dd>
                      <kbd className="kbd">{command.keys?.replaceAll('+', ' ')}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <section>
          <h3 className="section-title">Tables and figures</h3>
          <dl>
            {fixedKeys.map(({ words, keys }) => (
              <div key={words} className="fact">
                <dt>{words}</dt>
                <dd>
                  <kbd className="kbd">{keys}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
