import { useMemo } from 'react'
import type { SourceFile } from '../../../analysis/contract/index.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { formatCount } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { AccountingKey, RowAccounting } from '../../ui/row-accounting.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { opensRows, stateOf, wordsOfKind } from './model.ts'

type RowOutcome = 'loaded' | 'set-aside' | 'duplicate'

const outcomeWords: Record<RowOutcome, string> = {
  loaded: 'loaded',
  'set-aside': 'set aside',
  duplicate: 'duplicate',
}

const countColumn = (
  id: string,
  outcome: RowOutcome,
  part: 'loaded' | 'aside' | 'duplicate',
  of: (file: SourceFile) => number,
) => {
  const question = (file: SourceFile) => ({
    title: `${file.name}: rows ${outcomeWords[outcome]}`,
    question: { ask: 'sources.rows', fileId: file.fileId, outcome: outcome } as const,
  })
  return {
    id,
    header: outcome === 'loaded' ? 'Loaded' : outcome === 'set-aside' ? 'Set aside' : 'Duplicate',
    headerMark: <AccountingKey part={part} />,
    value: of,
    width: 84,
    align: 'end',
    largestFirst: true,
    rows: (file) => (opensRows(file, of(file)) ? question(file) : null),
    cell: (file) => (
      <Figure
        inTable
        of={question(file).title}
        rows={opensRows(file, of(file)) ? question(file).question : null}
      >
        {formatCount(of(file))}
      </Figure>
    ),
  } satisfies Column<SourceFile>
}

export const fileColumns: readonly Column<SourceFile>[] = [
  {
    id: 'file',
    header: 'File',
    value: (file) => file.name,
    cell: (file, isSelected) => (isSelected ? <strong>{file.name}</strong> : file.name),
    width: 'minmax(276px, 2fr)',
    filterable: true,
  },
  {
    id: 'kind',
    header: 'Kind',
    value: (file) => wordsOfKind(file.kind),
    width: 'minmax(92px, 0.4fr)',
    filterable: true,
  },
  {
    id: 'layout',
    header: 'Layout',
    value: (file) => file.layout,
    width: 'minmax(140px, 1fr)',
    filterable: true,
    from: 1200,
  },
  {
    id: 'partner',
    header: 'Partner',
    value: (file) => file.provenance.controller ?? null,
    width: 'minmax(120px, 1fr)',
    filterable: true,
    from: 1350,
  },
  {
    id: 'read',
    header: 'Rows read',
    value: (file) => file.rowsRead,
    cell: (file) => formatCount(file.rowsRead),
    width: 78,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'every',
    header: 'Every row is',
    value: (file) =>
      `${file.rowsLoaded} loaded, ${file.rowsSetAside} set aside, ${file.rowsDuplicate} duplicate`,
    cell: (file) => (
      <RowAccounting
        loaded={file.rowsLoaded}
        setAside={file.rowsSetAside}
        duplicate={file.rowsDuplicate}
        width={96}
      />
    ),
    width: 118,
    sortable: false,
  },
  countColumn('loaded', 'loaded', 'loaded', (file) => file.rowsLoaded),
  countColumn('aside', 'set-aside', 'aside', (file) => file.rowsSetAside),
  countColumn('duplicate', 'duplicate', 'duplicate', (file) => file.rowsDuplicate),
  {
    id: 'state',
    header: 'State',
    value: (file) => stateOf(file).words,
    width: 84,
  },
]

export const FilesTable = ({ files }: { readonly files: readonly SourceFile[] }) => {
  const fileId = useChoices((choices) => choices.fileId)
  const choose = useChoices((choices) => choices.choose)
  const { exportTable } = useTableExport()
  const columns = useMemo(() => fileColumns, [])
  return (
    <DataTable
      id="sources-files"
      label="Source files"
      items={files}
      columns={columns}
      rowId={(file) => String(file.fileId)}
      selectedId={fileId === null ? null : String(fileId)}
      onSelect={(file) => choose({ fileId: file.fileId })}
      onExport={exportTable}
    />
  )
}
