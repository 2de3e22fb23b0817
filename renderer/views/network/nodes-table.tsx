import { useMemo } from 'react'
import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount, formatPhone, plural } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { countWords, type DrawnGroup } from './groups.ts'
import { GroupGlyph, NodeGlyph } from './legend.tsx'
import { groupNames, neighboursOf, roleNames, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { useScope } from './use-network.ts'

/** A node, or a group made by hand with its members in the rows under it. */
interface NodeRow {
  readonly id: string
  readonly node: NetworkNode | null
  readonly group: DrawnGroup | null
  /** The group's name under which a node stands. */
  readonly inGroup: DrawnGroup | null
  readonly drawnContacts: number
  readonly value: number | null
}

const day = (value: string | null): string => (value ? formatFullDay(value) : 'not known')

/** One row per group and per node; contacts of a group are those that are drawn outside it. */
export const rowsOf = (
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  groups: readonly DrawnGroup[],
  values: ReadonlyMap<string, number>,
): NodeRow[] => {
  const groupOf = new Map(groups.flatMap((group) => group.shown.map(({ node }) => [node, group] as const)))
  return [
    ...groups.map((group): NodeRow => {
      const members = new Set(group.shown.map(({ node }) => node))
      const outside = new Set(
        [...members].flatMap((member) => neighboursOf(edges, member)).filter((other) => !members.has(other)),
      )
      return { id: group.id, node: null, group, inGroup: null, drawnContacts: outside.size, value: null }
    }),
    ...nodes.map(
      (node): NodeRow => ({
        id: node.node,
        node,
        group: null,
        inGroup: groupOf.get(node.node) ?? null,
        drawnContacts: neighboursOf(edges, node.node).length,
        value: values.get(node.node) ?? null,
      }),
    ),
  ]
}

const nameOf = ({ node, group }: NodeRow): string => (node ? titleOf(node) : (group?.name ?? ''))

const NameCell = ({ row: { node, group } }: { readonly row: NodeRow }) => (
  <span className="table-name">
    {node ? <NodeGlyph role={node.role} /> : <GroupGlyph />}
    <span className={node && node.title === node.node ? 'mono' : undefined}>
      {node ? titleOf(node) : group?.name}
    </span>
  </span>
)

const cohortOf = ({ node }: NodeRow): string => {
  if (!node) return '-'
  return node.group === null ? 'withheld' : (groupNames[node.group] ?? node.group)
}

type Asked = { readonly unit: 'numbers' | 'people'; readonly scope: ReturnType<typeof useScope> }

const evidenceOf =
  ({ unit, scope }: Asked) =>
  (row: NodeRow) => {
    const members = row.group?.shown.map(({ node }) => node) ?? []
    const node = row.node?.node ?? members[0]
    if (node === undefined) return null
    return {
      title: `calls and messages of ${nameOf(row)}`,
      question: { ask: 'network.evidence' as const, unit, node, members: members.slice(1), ...scope },
    }
  }

/** What a node is. */
const identityColumns: readonly Column<NodeRow>[] = [
  {
    id: 'title',
    header: 'Number or person',
    value: nameOf,
    cell: (row) => <NameCell row={row} />,
    width: 'minmax(170px, 1fr)',
  },
  {
    id: 'role',
    header: 'Role',
    value: ({ node, group }) => (node ? roleNames[node.role] : group ? `group, ${countWords(group)}` : ''),
    width: 'minmax(120px, 0.5fr)',
  },
  {
    id: 'number',
    header: 'Number now',
    value: ({ node }) => formatPhone(node?.numbers.at(-1) ?? '-'),
    mono: true,
    width: 130,
    from: 1200,
  },
  { id: 'line', header: 'Line', value: ({ node }) => node?.line?.name ?? '-', width: 100 },
  { id: 'group', header: 'Group', value: cohortOf, width: 'minmax(182px, 0.8fr)', from: 700 },
  {
    id: 'hand',
    header: 'Made by hand',
    value: ({ group, inGroup }) => (group ?? inGroup)?.name ?? '-',
    width: 'minmax(110px, 0.5fr)',
    from: 1000,
  },
]

/** How much passed it in the days that are asked for. */
const measureColumns = (asked: Asked, metricWords: string): Column<NodeRow>[] => {
  const evidence = evidenceOf(asked)
  return [
    {
      id: 'communications',
      header: 'Calls, texts',
      value: ({ node, group }) => node?.communications ?? group?.communications ?? null,
      cell: (row) => (
        <Figure of={evidence(row)?.title ?? ''} rows={evidence(row)?.question ?? null} inTable>
          {formatCount(row.node?.communications ?? row.group?.communications ?? 0)}
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
      value: ({ node }) => node?.contacts ?? null,
      cell: ({ node }) => (node ? formatCount(node.contacts) : '-'),
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
    {
      id: 'last',
      header: 'Last seen',
      value: ({ node, group }) => day(node?.lastDay ?? group?.lastDay ?? null),
      width: 110,
      from: 1100,
    },
  ]
}

const rowId = ({ id }: NodeRow): string => id
const headOf = ({ inGroup }: NodeRow): string | null => inGroup?.id ?? null

/** The same nodes and groups as the picture, for the keyboard, a screen reader and a copy. */
export const NodesTable = ({
  nodes,
  edges,
  groups,
  values,
  metricWords,
  onSelect,
}: {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
  readonly groups: readonly DrawnGroup[]
  readonly values: ReadonlyMap<string, number>
  readonly metricWords: string
  readonly onSelect: (ids: readonly string[], adds: boolean) => void
}) => {
  const { exportTable } = useTableExport()
  const { unit, picked } = useNetworkChoices()
  const scope = useScope()
  const rows = useMemo(() => rowsOf(nodes, edges, groups, values), [nodes, edges, groups, values])
  const columns = useMemo(
    () => [...identityColumns, ...measureColumns({ unit, scope }, metricWords)],
    [unit, scope, metricWords],
  )
  const chosenIds = useMemo(() => new Set(picked), [picked])
  return (
    <div className="network-table">
      <div className="drawer-bar">
        <span>The same {plural(nodes.length, 'node')} as the picture</span>
        <ExportMenu
          of="nodes that are drawn"
          onExport={(to) => exportTable(exportedTable('network', 'Nodes that are drawn', columns, rows), to)}
        />
      </div>
      <DataTable
        id="network"
        label="Nodes that are drawn"
        items={rows}
        columns={columns}
        rowId={rowId}
        headOf={groups.length > 0 ? headOf : undefined}
        selectedId={picked.at(-1) ?? null}
        chosenIds={chosenIds}
        onSelect={({ id }) => onSelect([id], false)}
        onChooseMore={({ id }) => onSelect([id], true)}
        onExport={exportTable}
      />
    </div>
  )
}

/** Four figures that mean something, whatever the size. */
export const formatValue = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : value >= 100 ? formatCount(value) : value.toPrecision(3)
