import { DropdownMenu, ContextMenu as RadixContextMenu, Popover as RadixPopover } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import './menu.css'

export interface MenuEntry {
  readonly words: string
  readonly note?: string
  readonly checked?: boolean
  readonly keys?: string
  readonly whyNot?: string | null
  readonly onChoose: () => void
}

interface MenuProps {
  readonly trigger: ReactElement
  readonly label: string
  readonly entries: readonly (MenuEntry | 'rule')[]
  readonly align?: 'start' | 'end'
}

const EntryWords = ({ entry }: { readonly entry: MenuEntry }) => (
  <>
    <span className="menu-words">
      {entry.words}
      {(entry.whyNot ?? entry.note) ? <span className="menu-note">{entry.whyNot ?? entry.note}</span> : null}
    </span>
    {entry.keys ? <kbd className="kbd">{entry.keys}</kbd> : null}
  </>
)

export const Menu = ({ trigger, label, entries, align = 'end' }: MenuProps) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content className="menu" align={align} sideOffset={4} aria-label={label}>
        {entries.map((entry, index) =>
          entry === 'rule' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other name than its place
            <DropdownMenu.Separator key={index} className="menu-rule" />
          ) : entry.checked === undefined ? (
            <DropdownMenu.Item
              key={entry.words}
              className="menu-entry"
              disabled={Boolean(entry.whyNot)}
              onSelect={entry.onChoose}
            >
              <EntryWords entry={entry} />
            </DropdownMenu.Item>
          ) : (
            <DropdownMenu.CheckboxItem
              key={entry.words}
              className="menu-entry"
              checked={entry.checked}
              disabled={Boolean(entry.whyNot)}
              onSelect={entry.onChoose}
            >
              <span className="menu-tick">
                <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
              </span>
              <EntryWords entry={entry} />
            </DropdownMenu.CheckboxItem>
          ),
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)

interface ContextMenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly children: ReactElement
}

/** The menu of the other mouse button, of Shift F10 and of the menu key. */
export const ContextMenu = ({ label, entries, children }: ContextMenuProps) => (
  <RadixContextMenu.Root modal={false}>
    <RadixContextMenu.Trigger asChild>{children}</RadixContextMenu.Trigger>
    <RadixContextMenu.Portal>
      <RadixContextMenu.Content className="menu" aria-label={label}>
        {entries.map((entry) => (
          <RadixContextMenu.Item
            key={entry.words}
            className="menu-entry"
            disabled={Boolean(entry.whyNot)}
            onSelect={entry.onChoose}
          >
            <EntryWords entry={entry} />
          </RadixContextMenu.Item>
        ))}
      </RadixContextMenu.Content>
    </RadixContextMenu.Portal>
  </RadixContextMenu.Root>
)

interface PopoverProps {
  readonly trigger: ReactElement
  readonly label: string
  readonly children: ReactNode
  readonly align?: 'start' | 'end' | 'center'
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}

export const Popover = ({ trigger, label, children, align = 'start', open, onOpenChange }: PopoverProps) => (
  <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
    <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
    <RadixPopover.Portal>
      <RadixPopover.Content className="popover" align={align} sideOffset={4} aria-label={label}>
        {children}
      </RadixPopover.Content>
    </RadixPopover.Portal>
  </RadixPopover.Root>
)
