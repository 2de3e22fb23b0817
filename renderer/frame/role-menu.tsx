import { useState } from 'react'
import { type CaseDescription, type Role, rolesInMenus } from '../../analysis/contract/index.ts'
import { useCommandEntry } from '../commands/command-button.tsx'
import { useDeclareRole } from '../engine/actions.ts'
import { useLayout } from '../state/layout.ts'
import { roleWords } from '../text/roles.ts'
import { Button, Caret } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Menu, type MenuEntry } from '../ui/menu.tsx'

const isEntry = (entry: MenuEntry | null): entry is MenuEntry => entry !== null

export const RoleMenu = ({ description }: { readonly description: CaseDescription | null }) => {
  const [asking, setAsking] = useState<Role | null>(null)
  const [purpose, setPurpose] = useState('')
  const declare = useDeclareRole()
  const theme = useLayout((layout) => layout.theme)
  const windowEntries = [
    useCommandEntry('theme-system', theme === 'system'),
    useCommandEntry('theme-light', theme === 'light'),
    useCommandEntry('theme-dark', theme === 'dark'),
    useCommandEntry('theme-contrast', theme === 'contrast'),
    useCommandEntry('toggle-density'),
    useCommandEntry('show-keys'),
  ].filter(isEntry)
  const role = description?.session.role ?? 'hub'
  const entries: (MenuEntry | 'rule')[] = [
    ...rolesInMenus.map((one) => ({
      words: roleWords[one].title,
      note: roleWords[one].sees,
      checked: one === role,
      onChoose: () => {
        if (one === role) return
        setPurpose('')
        setAsking(one)
      },
    })),
    'rule',
    ...windowEntries,
  ]
  return (
    <>
      <Menu
        label="Role and window"
        entries={entries}
        trigger={
          <button type="button" className="top-role">
            <span>
              {roleWords[role].title} <Caret />
            </span>
            <span className="caption">{roleWords[role].sees}</span>
          </button>
        }
      />
      <Dialog
        open={asking !== null}
        title={`Work as ${asking ? roleWords[asking].title.toLowerCase() : ''}`}
        summary={asking ? `Sees ${roleWords[asking].sees}.` : undefined}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>Keep the role</Button>
            <Button
              kind="primary"
              onClick={() => {
                if (asking) declare.mutate({ role: asking, purpose: purpose.trim() || undefined })
                setAsking(null)
              }}
            >
              Change role
            </Button>
          </>
        }
      >
        <Field
          label="Purpose"
          value={purpose}
          maxLength={500}
          note="Written into the log. Left empty, the log says that nobody stated it. The role is declared, not proven: it stops mistakes, not attackers."
          onChange={(event) => setPurpose(event.target.value)}
        />
      </Dialog>
    </>
  )
}
