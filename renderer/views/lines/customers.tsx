import { useMemo } from 'react'
import type { Line } from '../../../analysis/contract/index.ts'
import { countOf, type Row, wordsOf } from '../../engine/arrow.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { useCustomers } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { narrowedWords } from '../../state/narrowing.ts'
import { groupWords } from '../../text/cohort-groups.ts'
import { formatDay } from '../../text/dates.ts'
import { formatCount, formatPhone, formatScore } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Figure } from '../../ui/figure.tsx'
import { PanelHeader } from '../../ui/section.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'

/** "bulk text + called + called back" as short as a column holds. */
const whyWords = (why: string): string => why.replace('bulk text', 'texted').replaceAll(' + ', ', ')

const customerColumns = (line: Line): Column<Row>[] => {
  const rowsOf = (row: Row) => ({
    title: `${line.name} and ${formatPhone(wordsOf(row.number))}`,
    question: { ask: 'lines.evidence', lineId: line.line, number: wordsOf(row.number) } as const,
  })
  const count = (id: string, header: string): Column<Row> => ({
    id,
    header,
    value: (row) => countOf(row[id]),
    cell: (row) => (
      <Figure of={rowsOf(row).title} rows={rowsOf(row).question} inTable>
        {formatCount(countOf(row[id]))}
      </Figure>
    ),
    rows: rowsOf,
    width: 54,
    align: 'end',
    largestFirst: true,
  })
  return [
    {
      id: 'number',
      header: 'Number',
      value: (row) => wordsOf(row.number),
      cell: (row) => formatPhone(wordsOf(row.number)),
      mono: true,
      width: 118,
    },
    {
      id: 'why',
      header: 'Why a customer',
      value: (row) => whyWords(wordsOf(row.why)),
      width: 'minmax(182px, 1fr)',
    },
    count('calls', 'Calls'),
    count('texts', 'Texts'),
    {
      id: 'group',
      header: 'Group',
      value: (row) => groupWords(wordsOf(row.group)),
      width: 'minmax(164px, 0.8fr)',
    },
    { id: 'area', header: 'Area', value: (row) => row.area ?? 'not known', width: 'minmax(90px, 0.4fr)' },
    {
      id: 'lines',
      header: 'Lines',
      from: 800,
      value: (row) => countOf(row.lines),
      width: 56,
      align: 'end',
      largestFirst: true,
    },
    {
      id: 'confidence',
      header: 'Sure',
      from: 860,
      value: (row) => countOf(row.confidence),
      exported: (row) => Number(countOf(row.confidence).toFixed(2)),
      cell: (row) => formatScore(countOf(row.confidence)),
      width: 56,
      align: 'end',
      largestFirst: true,
    },
    {
      id: 'lastSeen',
      header: 'Last seen',
      value: (row) => wordsOf(row.lastSeen),
      cell: (row) => formatDay(wordsOf(row.lastSeen)),
      width: 78,
      align: 'end',
      largestFirst: true,
    },
  ]
}

export const Customers = ({ line }: { readonly line: Line }) => {
  const hexagon = useChoices((choices) => choices.hexagon)
  const days = useDaysInForce()
  const query = useCustomers(line.line, { days, hexagon })
  const isNarrowed = hexagon !== null || days !== null
  const { exportTable } = useTableExport()
  const number = useChoices((choices) => choices.number)
  const choose = useChoices((choices) => choices.choose)
  const columns = useMemo(() => customerColumns(line), [line])
  return (
    <section className="lines-customers" aria-label={`Customers of ${line.name}`}>
      <PanelHeader
        title={`Customers of ${line.name}`}
        scope={
          isNarrowed && query.data
            ? `${formatCount(query.data.length)} of ${formatCount(line.customers.length)} in contact ${narrowedWords({ hexagon: hexagon !== null, days })}`
            : `${formatCount(line.customers.length)}; those most often in contact first`
        }
      >
        <ExportMenu
          of={`customers of ${line.name}`}
          onExport={(to) =>
            exportTable(
              exportedTable('customers', `Customers of ${line.name}`, columns, query.data ?? []),
              to,
            )
          }
        />
      </PanelHeader>
      <Answer query={query} of={`the customers of ${line.name}`}>
        {(rows) => (
          <DataTable
            id="customers"
            label={`Customers of ${line.name}`}
            items={rows}
            columns={columns}
            rowId={(row) => wordsOf(row.number)}
            selectedId={number}
            onSelect={(row) => choose({ number: wordsOf(row.number) })}
            initialSort={{ columnId: 'calls', descending: true }}
            empty={
              isNarrowed
                ? `No customer was in contact with ${line.name} ${narrowedWords({ hexagon: hexagon !== null, days })}.`
                : 'Nobody was texted in bulk by this line, or called it and was called back.'
            }
            onExport={exportTable}
          />
        )}
      </Answer>
    </section>
  )
}
