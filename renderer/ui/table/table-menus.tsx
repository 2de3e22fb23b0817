import type { KeyboardEvent, ReactNode } from 'react'
import type { Destination } from '../../engine/table-export.ts'
import { toggleHiddenColumn, useLayout } from '../../state/layout.ts'
import { Button } from '../button.tsx'
import { Menu, type MenuEntry } from '../menu.tsx'

/** How a whole table is exported, as entries of a menu. */
export const exportEntries = (onExport: (to: Destination) => void, copyKeys: string): MenuEntry[] => [
  {
    words: 'Copy the table',
    note: 'hidden columns too',
    keys: copyKeys,
    onChoose: () => onExport('clipboard'),
  },
  { words: 'Save as CSV', onChoose: () => onExport('csv') },
  { words: 'Save as a workbook', note: 'XLSX, figures as numbers', onChoose: () => onExport('xlsx') },
]

interface LeaveMenuProps {
  /** Names what is exported: "Candidate lines". */
  readonly of: string
  readonly onExport: (to: Destination) => void
  readonly copyKeys?: string
  readonly kind?: 'plain' | 'link'
}

/** Copy or save a whole table, through the engine. */
export const ExportMenu = ({ of, onExport, copyKeys = 'Ctrl Shift C', kind = 'plain' }: LeaveMenuProps) => (
  <Menu
    label={`Copy or save ${of}`}
    trigger={
      <Button menu kind={kind} aria-label={`Export ${of}`}>
        Export
      </Button>
    }
    entries={exportEntries(onExport, copyKeys)}
  />
)

interface CopyRegionProps {
  readonly of: string
  /** Absent where nothing is to be taken. */
  readonly onExport: ((to: Destination) => void) | undefined
  readonly className?: string
  readonly children: ReactNode
}

/** A table that is no grid: with the keyboard in it, Ctrl C copies the whole of it. */
export const CopyRegion = ({ of, onExport, className, children }: CopyRegionProps) => {
  const onKeyDown = (event: KeyboardEvent) => {
    const isCopy = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)
    if (!isCopy || String(getSelection() ?? '') !== '') return
    event.preventDefault()
    onExport?.('clipboard')
  }
  if (!onExport) return <div className={className}>{children}</div>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: Ctrl C needs a place to be pressed
      tabIndex={0}
      aria-label={`${of}; Ctrl C copies it`}
      className={className ? `copy-region ${className}` : 'copy-region'}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

interface ColumnsMenuProps {
  /** The `id` of the table. */
  readonly table: string
  readonly columns: readonly { readonly id: string; readonly header: string }[]
}

export const ColumnsMenu = ({ table, columns }: ColumnsMenuProps) => {
  const hidden = useLayout((layout) => layout.hiddenColumns[table])
  return (
    <Menu
      label="Columns"
      trigger={<Button menu>Columns</Button>}
      entries={columns.map((column) => ({
        words: column.header,
        checked: !hidden?.includes(column.id),
        onChoose: () => toggleHiddenColumn(table, column.id),
      }))}
    />
  )
}
