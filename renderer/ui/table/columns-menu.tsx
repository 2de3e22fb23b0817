import { toggleHiddenColumn, useLayout } from '../../state/layout.ts'
import { Button } from '../button.tsx'
import { Menu } from '../menu.tsx'

export interface ColumnsMenuProps {
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
