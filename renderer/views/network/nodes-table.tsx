import { useMemo } from 'react'
import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import { useTableDoor } from '../../engine/actions.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount, formatPhone } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { groupNames, neighboursOf, roleNames, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { NodeGlyph } from './node-glyph.tsx'

interface NodeRow {
  readonly node: NetworkNode
  readonly drawnContacts: number
  readonly value: number | null
}

const day = (value: string | null): string => (value ? formatFullDay(value) : 'not known')

/** The same nodes as the picture, for the keyboard, a screen reader and a copy. */
export const NodesTable = ({
  nodes,
  edges,
  values,
  metricWords,
  onSelect,
}: {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
  readonly values: ReadonlyMap<string, number>
  readonly metricWords: string
  readonly onSelect: (node: string) => void
}) => {
  const { copy } = useTableDoor()
  const { unit, picked } = useNetworkChoices()
  const range = useChoices((choices) => choices.range)
  const rows = useMemo(
    () =>
      nodes.map((node) => ({
        node,
        drawnContacts: neighboursOf(edges, node.node).length,
        value: values.get(node.node) ?? null,
      })),
    [nodes, edges, values],
  )
  const columns = useMemo((): Column<NodeRow>[] => {
    const evidence = ({ node }: NodeRow) => ({
      title: `calls and messages of ${titleOf(node)}`,
      question: {
        ask: 'network.evidence' as const,
        unit,
        node: node.node,
        range: range ?? undefined,
      },
    })
    return [
      {
        id: 'title',
        header: 'Number or person',
        value: ({ node }) => titleOf(node),
        cell: ({ node }) => (
          <span className="table-name">
            <NodeGlyph role={node.role} />
            <span className={node.title === node.node ? 'mono' : undefined}>{titleOf(node)}</span>
          </span>
        ),
        width: 'minmax(170px, 1fr)',
      },
      { id: 'role', header: 'Role', value: ({ node }) => roleNames[node.role], width: 120 },
      {
        id: 'number',
        header: 'Number now',
        value: ({ node }) => formatPhone(node.numbers.at(-1) ?? ''),
        mono: true,
        width: 130,
        from: 1200,
      },
      {
        id: 'line',
        header: 'Line',
        value: ({ node }) => node.line?.name ?? '-',
        width: 100,
      },
      {
        id: 'group',
        header: 'Group',
        value: ({ node }) => (node.group === null ? 'withheld' : (groupNames[node.group] ?? node.group)),
        width: 'minmax(182px, 0.8fr)',
        from: 700,
      },
      {
        id: 'communications',
        header: 'Calls, texts',
        value: ({ node }) => node.communications,
        cell: (row) => (
          <Figure of={evidence(row).title} rows={evidence(row).question} inTable>
            {formatCount(row.node.communications)}
          </Figure>
        ),
        rows: evidence,
        width: 96,
        align: 'end',
        largestFirst: true,
      },
      {
        id: 'contacts',
        header: 'Contacts',
        value: ({ node }) => node.contacts,
        cell: ({ node }) => formatCount(node.contacts),
        width: 84,
        align: 'end',
        largestFirst: true,
      },
      {
        id: 'drawn',
        header: 'Drawn',
        value: (row) => row.drawnContacts,
        width: 72,
        align: 'end',
        largestFirst: true,
        from: 1100,
      },
      {
        id: 'value',
        header: metricWords,
        value: (row) => row.value,
        cell: (row) => (row.value === null ? '-' : formatValue(row.value)),
        width: 110,
        align: 'end',
        largestFirst: true,
      },
      { id: 'last', header: 'Last seen', value: ({ node }) => day(node.lastDay), width: 110, from: 1100 },
    ]
  }, [unit, range, metricWords])
  return (
    <DataTable
      id="network"
      label="Nodes that are drawn"
      items={rows}
      columns={columns}
      rowId={({ node }) => node.node}
      selectedId={picked.at(-1) ?? null}
      onSelect={({ node }) => onSelect(node.node)}
      onCopy={copy}
    />
  )
}

/** Four figures that mean something, whatever the size. */
export const formatValue = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : value >= 100 ? formatCount(value) : value.toPrecision(3)
