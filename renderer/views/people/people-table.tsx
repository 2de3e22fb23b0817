import { useMemo } from 'react'
import { countOf, type Row, wordsOf } from '../../engine/arrow.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { groupWords } from '../../text/cohort-groups.ts'
import { formatDay } from '../../text/dates.ts'
import { formatCount, formatPhone } from '../../text/numbers.ts'
import { Glyph } from '../../ui/glyph.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { GroupGlyph } from './groups-band.tsx'
import { isPhoneNumber } from './model.ts'

const peopleTableId = 'people'

const words = (id: string, header: string, width: number | string, from?: number): Column<Row> => ({
  id,
  header,
  value: (row) => row[id] ?? 'not known',
  width,
  from,
})

const count = (id: string, header: string, width: number): Column<Row> => ({
  id,
  header,
  value: (row) => countOf(row[id]),
  cell: (row) => formatCount(countOf(row[id])),
  width,
  align: 'end',
  largestFirst: true,
})

export const peopleColumns: readonly Column<Row>[] = [
  {
    id: 'title',
    header: 'Person or number',
    value: (row) => row.title ?? row.subject ?? null,
    cell: (row) => {
      const isNumber = isPhoneNumber(wordsOf(row.subject))
      return (
        <span className="table-name">
          <Glyph meaning="person" hollow={isNumber} />
          {isNumber ? (
            <span className="mono">{formatPhone(wordsOf(row.subject))}</span>
          ) : (
            wordsOf(row.title ?? row.subject)
          )}
        </span>
      )
    },
    width: 'minmax(170px, 1fr)',
  },
  {
    id: 'group',
    header: 'Group',
    value: (row) => groupWords(wordsOf(row.group)),
    cell: (row) => (
      <span className="table-name">
        <GroupGlyph group={wordsOf(row.group)} />
        {groupWords(wordsOf(row.group))}
      </span>
    ),
    width: 'minmax(196px, 1fr)',
  },
  words('ageBand', 'Age', 76),
  words('sex', 'Sex', 84),
  words('ethnicity', 'Ethnicity', 130, 980),
  words('area', 'Area', 'minmax(110px, 0.7fr)'),
  count('lines', 'Lines', 62),
  count('records', 'Records', 76),
  {
    id: 'lastSeen',
    header: 'Last seen',
    value: (row) => row.lastSeen ?? null,
    cell: (row) =>
      row.lastSeen ? formatDay(wordsOf(row.lastSeen)) : <span className="second">not known</span>,
    width: 88,
    align: 'end',
    largestFirst: true,
  },
]

interface PeopleTableProps {
  readonly rows: readonly Row[]
  readonly chosen: string | null
  readonly onChoose: (subject: string) => void
  readonly onArranged: (rows: readonly Row[]) => void
}

export const PeopleTable = ({ rows, chosen, onChoose, onArranged }: PeopleTableProps) => {
  const { exportTable } = useTableExport()
  const columns = useMemo(() => [...peopleColumns], [])
  return (
    <DataTable
      id={peopleTableId}
      label="People and numbers"
      items={rows}
      columns={columns}
      rowId={(row) => wordsOf(row.subject)}
      selectedId={chosen}
      onSelect={(row) => onChoose(wordsOf(row.subject))}
      onArranged={onArranged}
      onExport={exportTable}
      empty="Nobody is in this group. Choose another group above, or every person."
    />
  )
}
